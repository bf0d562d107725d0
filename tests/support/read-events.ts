export type ReadEvent = { readonly id: string; readonly event: string; readonly data: unknown };

/** The events of a stream that has ended, as a browser would tell them. */
export function readEvents(text: string): readonly ReadEvent[] {
  return text.split("\n\n").flatMap((block) => {
    const fields = new Map(
      block.split("\n").map((line) => {
        const [name = "", value = ""] = line.split(/: ?(.*)/s);
        return [name, value] as const;
      }),
    );
    const [id, event, data] = [fields.get("id"), fields.get("event"), fields.get("data")];
    return id !== undefined && event !== undefined && data !== undefined
      ? [{ id, event, data: JSON.parse(data) as unknown }]
      : [];
  });
}
