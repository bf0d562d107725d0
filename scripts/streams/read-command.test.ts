import { expect, test } from "vitest";
import { readCommand } from "./read-command.ts";

const common = { isJson: false, stream: null };

test.each([
  [["info", "--json"], { ...common, command: "info", isJson: true }],
  [["info", "--stream", "mail"], { ...common, command: "info", stream: "mail" }],
  [["dead"], { ...common, command: "dead" }],
  [["dead", "retry", "x"], { ...common, command: "retry", id: "x" }],
  [["dead", "retry", "--all"], { ...common, command: "retry-all" }],
  [["dead", "drop", "x"], { ...common, command: "drop", id: "x" }],
  [["consumers", "remove", "w"], { ...common, command: "remove-consumer", name: "w" }],
  [["reconcile", "--dry-run"], { ...common, command: "reconcile", isDryRun: true }],
  [["drain", "--timeout", "1.5"], { ...common, command: "drain", timeoutMs: 1_500 }],
  [
    ["tail", "--follow", "--worker", "w"],
    { ...common, command: "tail", isFollowing: true, job: null, worker: "w" },
  ],
])("%j is understood", (args, expected) => {
  expect(readCommand(args)).toEqual(expected);
});

test.each([
  [[]],
  [["everything"]],
  [["info", "analyses"]],
  [["info", "--follow"]],
  [["pause"]],
  [["promote"]],
  [["dead", "retry"]],
  [["dead", "retry", "x", "--all"]],
  [["dead", "drop", "x", "--all"]],
  [["dead", "--all"]],
  [["consumers", "remove"]],
  [["drain", "--timeout", "soon"]],
  [["tail", "--nonsense"]],
])("%j is refused with how to use it", (args) => {
  expect(() => readCommand(args)).toThrow("npm run streams -- info");
});
