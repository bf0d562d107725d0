import { parse } from "bowser";

/** Browser and system in words that their owner knows again, such as `Chrome, Android`. */
export function deviceOf(userAgent: string | null): string {
  if (userAgent === null || userAgent === "") return "?";
  const { browser, os } = parse(userAgent.slice(0, 500));
  const name = [browser.name, os.name].filter(Boolean).join(", ");
  return name === "" ? userAgent.split(/[\s/]/)[0]?.slice(0, 40) || "?" : name;
}
