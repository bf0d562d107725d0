import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

const filter = /request>uri regexp "\(\?i\)(?<pattern>[^"]+)" "\$1-"/.exec(
  await readFile("Caddyfile", "utf8"),
)?.groups?.["pattern"];

/** The address as Caddy writes it into its log. */
function logged(uri: string): string {
  return uri.replace(new RegExp(filter ?? "$^", "i"), "$1-");
}

test.each([
  ["/reset-password/sEcReT", "/reset-password/-"],
  ["/hi/verify-email/sEcReT?x=1", "/hi/verify-email/-"],
  ["/shared/sEcReT", "/shared/-"],
  ["/hi/shared/sEcReT/card.png", "/hi/shared/-"],
  ["/Shared%2FsEcReT", "/Shared%2F-"],
  ["/admin/users?q=somebody@example.org", "/admin/users?-"],
])("the log in front keeps no secret of %s", (uri, expected) => {
  expect(logged(uri)).toBe(expected);
});

test("the log in front keeps other addresses", () => {
  expect(logged("/analyses/42")).toBe("/analyses/42");
});
