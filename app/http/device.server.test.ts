import { expect, test } from "vitest";
import { deviceOf } from "./device.server.ts";

test.each([
  [
    "Mozilla/5.0 (Linux; Android 13; SM-A045F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36",
    "Chrome, Android",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1",
    "Safari, iOS",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0", "Firefox, Linux"],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36 Edg/124.0.0.0",
    "Microsoft Edge, Windows",
  ],
])("%s is a %s", (userAgent, device) => {
  expect(deviceOf(userAgent)).toBe(device);
});

test("a program is known by its name, without its version", () => {
  expect(deviceOf("hastarekha-backup/1.4 (+https://example.org)")).toBe("hastarekha-backup");
});

test.each([null, "", " ", "/"])(
  "nothing that says anything (%j) is a question mark",
  (userAgent) => {
    expect(deviceOf(userAgent)).toBe("?");
  },
);

test("nothing endless is kept", () => {
  expect(deviceOf("x".repeat(100_000)).length).toBeLessThanOrEqual(40);
  expect(deviceOf(`Mozilla/5.0 (${"(".repeat(50_000)}`).length).toBeLessThanOrEqual(100);
});
