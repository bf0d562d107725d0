import { existsSync } from "node:fs";
import { buildIfStale } from "./build-if-stale.ts";

/** `npm run bench -- NAME` runs `bench/NAME.ts`. */
const [name = ""] = process.argv.slice(2);
if (!/^[a-z-]+$/.test(name) || !existsSync(`bench/${name}.ts`)) {
  console.error("Name a benchmark: bench/README.md lists them.");
  process.exitCode = 1;
} else {
  await buildIfStale((line) => console.log(line));
  await import(`../bench/${name}.ts`);
}
