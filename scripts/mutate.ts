import { execFile, spawn } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { providePostgres } from "#services/provide-postgres.ts";
import { provideRedis } from "#services/provide-redis.ts";
import { type Guard, guards } from "#tests/faults/mutations/guards.ts";

/** A mutant that makes a test wait for ever is killed after this, milliseconds. */
const TEST_LIMIT_MS = 180_000;

/**
 * `npm run faults -- --mutate [WORDS]`: takes away one guard after the other, in a copy of the sources, and expects the
 * named test to fail each time. The working tree is never touched. Answers how many guards nobody would miss.
 */
export async function mutate(words: string | undefined, say: (line: string) => void) {
  const chosen = guards.filter(({ name }) => name.includes(words ?? ""));
  const folder = await mkdtemp(join(tmpdir(), "hastarekha-mutants-"));
  const redis = await provideRedis({
    url: process.env["TEST_REDIS_URL"],
    dataDir: folder,
    appendOnly: false,
    say,
  });
  const postgres = await providePostgres({ url: process.env["TEST_POSTGRES_URL"], say });
  const env = { TEST_REDIS_URL: redis.url, TEST_POSTGRES_URL: postgres.url };
  const copy = join(folder, "copy");
  try {
    await copySources(copy);
    let missed = 0;
    for (const guard of chosen) {
      const startedAt = performance.now();
      const verdict = await judge(guard, copy, env);
      const seconds = Math.round((performance.now() - startedAt) / 1000);
      if (verdict !== "red") missed += 1;
      say(`${verdict.padEnd(18)} ${guard.name}  (${seconds} s)`);
    }
    return missed;
  } finally {
    await postgres.stop();
    await redis.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

type Verdict = "red" | "STILL GREEN" | "NOT FOUND" | "RED ANYWAY";

/** The named test without the mutation as well: one that always fails proves nothing. */
async function judge(guard: Guard, copy: string, env: Record<string, string>): Promise<Verdict> {
  const path = join(copy, guard.file);
  const source = await readFile(path, "utf8");
  if (source.split(guard.original).length !== 2) return "NOT FOUND";
  if ((await runTest(guard, copy, env)) !== "passed") return "RED ANYWAY";
  await writeFile(
    path,
    source.replace(guard.original, () => guard.mutated),
  );
  try {
    return (await runTest(guard, copy, env)) === "passed" ? "STILL GREEN" : "red";
  } finally {
    await writeFile(path, source);
  }
}

const passedBefore = new Set<string>();

async function runTest(
  { test, file, original }: Guard,
  copy: string,
  env: Record<string, string>,
): Promise<"passed" | "failed"> {
  const key = `${test.file} ${test.name}`;
  const isWhole = (await readFile(join(copy, file), "utf8")).includes(original);
  if (isWhole && passedBefore.has(key)) return "passed";
  const report = join(copy, "report.json");
  await rm(report, { force: true });
  const name = test.name
    .split("%s")
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
    .join(".*");
  const child = spawn(
    process.execPath,
    [
      ...["node_modules/vitest/vitest.mjs", "run", test.file, "-t", name],
      ...["--reporter=json", `--outputFile.json=${report}`],
    ],
    { cwd: copy, stdio: "ignore", env: { ...process.env, ...env, NODE_ENV: "test" } },
  );
  const timer = setTimeout(() => child.kill("SIGKILL"), TEST_LIMIT_MS);
  await new Promise((done) => child.once("exit", done));
  clearTimeout(timer);
  const results = await readFile(report, "utf8").catch(() => "{}");
  const { numPassedTests = 0, numFailedTests = 0 } = JSON.parse(results) as Record<string, number>;
  const hasPassed = numPassedTests > 0 && numFailedTests === 0;
  if (isWhole && hasPassed) passedBefore.add(key);
  return hasPassed ? "passed" : "failed";
}

async function copySources(copy: string): Promise<void> {
  const { stdout } = await promisify(execFile)(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard"],
    { maxBuffer: 16 * 1024 * 1024 },
  );
  for (const file of stdout.split("\n").filter((line) => line !== "")) {
    await mkdir(dirname(join(copy, file)), { recursive: true });
    await copyFile(file, join(copy, file));
  }
  await symlink(resolve("node_modules"), join(copy, "node_modules"));
}
