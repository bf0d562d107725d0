import { expect, test } from "vitest";
import { MessagesPaging } from "./conversation-requests.server.ts";
import { Paging } from "./paging.server.ts";

test.each([
  [undefined, 5],
  ["1", 1],
  ["20", 20],
  ["21", 20],
  ["1000", 20],
  ["0", 5],
  ["-3", 5],
  ["", 5],
  ["many", 5],
  ["1000.5", 5],
  ["Infinity", 5],
])("%j readings a page are asked for: %i", (asked, given) => {
  expect(Paging.parse({ per_page: asked }).per_page).toBe(given);
});

test("more messages than a page may have are as many as it may have", () => {
  expect(MessagesPaging.parse({ per_page: "51" }).per_page).toBe(50);
  expect(MessagesPaging.parse({ per_page: "none" }).per_page).toBe(20);
});
