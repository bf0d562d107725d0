import { format } from "node:util";
import { afterEach, beforeEach, expect } from "vitest";

/** Whatever prints an error without being asked for it has a fault that no assertion may have seen. */
let unexpected: string[] = [];
const print = console.error;

beforeEach(() => {
  unexpected = [];
  console.error = (...args: unknown[]) => {
    unexpected.push(format(...args));
    print(...args);
  };
});

afterEach(() => {
  console.error = print;
  expect(unexpected, "console.error was called").toEqual([]);
});
