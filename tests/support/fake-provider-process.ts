import { type FakeOpenAiOptions, startFakeOpenAi } from "./fake-openai.ts";

/**
 * The fake provider as a process: `node tests/support/fake-provider-process.ts '{"limits": {…}}'`. Says its address in
 * one line of JSON, and lives until SIGTERM.
 */
const options = JSON.parse(process.argv[2] ?? "{}") as FakeOpenAiOptions;
const fake = await startFakeOpenAi({ keepsBodies: false, ...options });
process.stdout.write(`${JSON.stringify({ url: fake.url })}\n`);
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    void fake[Symbol.asyncDispose]().then(() => process.exit());
  });
}
