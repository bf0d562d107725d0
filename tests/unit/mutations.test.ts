import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { guards } from "#tests/faults/mutations/guards.ts";

const read = (file: string) => readFileSync(file, "utf8");

test.each(guards)("the guard “$name” stands where it is said to, and so does its test", (guard) => {
  expect(read(guard.file).split(guard.original), "the guard's text, once").toHaveLength(2);
  expect(guard.mutated).not.toBe(guard.original);
  expect(read(guard.test.file)).toContain(guard.test.name);
});
