import { existsSync } from "node:fs";
import { buildIfStale } from "./build-if-stale.ts";

/**
 * `npm run bench -- NAME` runs `bench/NAME.ts`, or `bench/NAME/index.ts`, which needs no build of the product and reads
 * further options itself.
 */
const [name = ""] = process.argv.slice(2);
const isName = /^[a-z-]+$/.test(name);
if (isName && existsSync(`bench/${name}/index.ts`)) {
  await import(`../bench/${name}/index.ts`);
} else if (isName && existsSync(`bench/${name}.ts`)) {
  await buildIfStale((line) => console.log(line));
  await import(`../bench/${name}.ts`);
} else {
  console.error("Name a benchmark: bench/README.md lists them.");
  process.exitCode = 1;
}
