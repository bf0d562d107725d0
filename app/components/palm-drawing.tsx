/** A right palm as its owner sees it, thumb to the right. */
export const palmOutline =
  "M66 236C66 208 40 190 38 154L32 92a9 9 0 0 1 18-3l10 42 2-76a10 10 0 0 1 20-1l3 70 6-88a10 10 0 0 1 20 1l0 89 14-72a10 10 0 0 1 19 4l-11 84c4 8 9 6 14 0l20-25a11 11 0 0 1 18 13l-29 54c-10 18-18 30-18 54";

export const linePaths = {
  heart: "M40 152c24 8 56 2 72-30",
  head: "M133 148c-28-2-50 12-78 34",
  life: "M132 146c-26 6-36 36-26 84",
  fate: "M92 230c-4-30-2-62 4-88",
} as const;

export type LineName = keyof typeof linePaths;

/** The same pattern everywhere, so that colour is never the only sign. */
const dashes: Record<LineName, string | undefined> = {
  heart: undefined,
  head: "9 5",
  life: "1 6",
  fate: "12 5 1 5",
};

const order: readonly LineName[] = ["heart", "head", "life", "fate"];

/** The drawn palm with its four lines, named underneath. */
export function PalmDrawing({ title }: { readonly title: string }) {
  return (
    <svg className="palm" viewBox="20 8 176 230" role="img" aria-label={title}>
      <path d={palmOutline} />
      {order.map((name) => (
        <path
          key={name}
          className={`line ${name}`}
          d={linePaths[name]}
          strokeDasharray={dashes[name]}
        />
      ))}
    </svg>
  );
}

/** The four lines' names in both scripts, each with its stroke. */
export function LineKey({
  names,
  otherNames,
  otherLanguage,
}: {
  readonly names: Record<LineName, string>;
  readonly otherNames: Record<LineName, string>;
  readonly otherLanguage: string;
}) {
  return (
    <ul className="key">
      {order.map((name) => (
        <li key={name}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path className={`line ${name}`} d="M1 12h22" strokeDasharray={dashes[name]} />
          </svg>
          <span>
            {names[name]}
            <br />
            <span className="soft" lang={otherLanguage}>
              {otherNames[name]}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A small drawn hand with its thumb on the right side. */
export function HandIcon({ hand }: { readonly hand: "left" | "right" }) {
  return (
    <svg viewBox="20 8 176 230" aria-hidden="true" strokeWidth="5">
      <path
        d={palmOutline}
        transform={hand === "left" ? "matrix(-1 0 0 1 216 0)" : undefined}
        strokeWidth="5"
      />
    </svg>
  );
}
