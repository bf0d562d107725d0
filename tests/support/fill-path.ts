/** A route's pattern with its parameters filled in; `*` becomes something that is nowhere. */
export function fillPath(pattern: string, params: Readonly<Record<string, string>>): string {
  return pattern
    .replace("*", "nothing-here")
    .replace(/:(\w+)\??/g, (_, name: string) => params[name] ?? "unknown");
}
