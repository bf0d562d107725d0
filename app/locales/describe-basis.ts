import type { Messages } from "./messages.ts";

/**
 * The words for what a life area rests on: `line:head` is the head line. Undefined for what nobody knows, since a
 * model writes these freely; of the hand itself anything is taken.
 */
export function describeBasis({ report }: Messages, basis: string): string | undefined {
  const [kind = "", key = ""] = basis.split(":");
  switch (kind) {
    case "hand":
      return nameIn(report.basis, key) ?? report.basis.whole;
    case "comparison":
      return report.basis.comparison;
    case "line":
      return nameIn(report.line, key);
    case "mount":
      return nameIn(report.mount, key);
    case "finger":
      return nameIn(report.finger, key);
    case "minor_line":
      return nameIn(report.minorLine, key);
    case "sign":
      return nameIn(report.sign, key);
    default:
      return undefined;
  }
}

function nameIn(names: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(names, key) ? names[key] : undefined;
}
