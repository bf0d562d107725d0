const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
};

export type JsonTextReader = {
  /** What came before the string, once it has begun. */
  readonly before: string | undefined;
  /** Takes in more of the JSON and gives back what it brings of the string. */
  read(more: string): string;
};

/** Reads one string property of a JSON object while the object is still arriving. */
export function createJsonTextReader(property: string): JsonTextReader {
  const start = new RegExp(`"${property}"\\s*:\\s*"`, "u");
  let before: string | undefined;
  let unread = "";
  let isOver = false;

  return {
    get before() {
      return before;
    },
    read(more) {
      if (isOver) return "";
      unread += more;
      if (before === undefined) {
        const match = start.exec(unread);
        if (!match) return "";
        before = unread.slice(0, match.index);
        unread = unread.slice(match.index + match[0].length);
      }
      let text = "";
      let at = 0;
      while (at < unread.length) {
        const character = unread.charAt(at);
        if (character === '"') {
          isOver = true;
          break;
        }
        if (character !== "\\") {
          text += character;
          at += 1;
          continue;
        }
        const kind = unread.charAt(at + 1);
        const length = kind === "u" ? 6 : 2;
        // The rest of the escape has not arrived yet.
        if (at + length > unread.length) break;
        text +=
          kind === "u"
            ? String.fromCharCode(Number.parseInt(unread.slice(at + 2, at + 6), 16))
            : (escapes[kind] ?? kind);
        at += length;
      }
      unread = unread.slice(at);
      return text;
    },
  };
}
