/** Small drawings for the four rules of a good photo, in their order. */
const drawings = [
  // fingers apart
  "M8 21c-3-3-4-6-4-9m3 1L6 6m4 6V4m4 8 1-8m2 10 3-7M8 21h7c3-2 4-5 5-9",
  // a hand inside the frame
  "M3 7V3h4M17 3h4v4M21 17v4h-4M7 21H3v-4M9 18v-8m3 6V6m3 10V9",
  // a sun
  "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2",
  // a phone above a palm
  "M7 2h10v8H7zM12 10v4M4 18c4-3 12-3 16 0M4 22h16",
];

export function Guide({
  title,
  items,
}: {
  readonly title: string;
  readonly items: readonly string[];
}) {
  return (
    <section className="card">
      <h2>{title}</h2>
      <ul className="guide">
        {items.map((item, index) => (
          <li key={item}>
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d={drawings[index]} />
            </svg>
            {item}
          </li>
        ))}
      </ul>
    </section>
  );
}
