import { spawn } from "node:child_process";
import { once } from "node:events";
import type { FakeOpenAiOptions, FakeReply, FakeReport } from "./fake-openai.ts";
import { end } from "./product.ts";
import type { ProviderLimits } from "./provider-window.ts";

/** The fake provider in a process of its own, so that it judges by a clock that nobody's work delays. */
export type FakeProvider = AsyncDisposable & {
  /** For OPENAI_BASE_URL. */
  readonly url: string;
  report(): Promise<FakeReport>;
  setLimits(limits: ProviderLimits): Promise<unknown>;
  script(...replies: readonly FakeReply[]): Promise<unknown>;
  /** Every call gets this reply from now on; null: good ones again. */
  always(reply: FakeReply | null): Promise<unknown>;
};

export async function startFakeProvider(options: FakeOpenAiOptions): Promise<FakeProvider> {
  const child = spawn(
    process.execPath,
    [new URL("./fake-provider-process.ts", import.meta.url).pathname, JSON.stringify(options)],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const { url } = JSON.parse(line.toString()) as { url: string };
  const ask = async (path: string, body?: unknown): Promise<FakeReport> => {
    const response = await fetch(new URL(`/fake/${path}`, url), {
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    });
    return (await response.json()) as FakeReport;
  };
  return {
    url,
    report: () => ask("report"),
    setLimits: (limits) => ask("limits", limits),
    script: (...replies) => ask("script", replies),
    always: (reply) => ask("always", reply),
    [Symbol.asyncDispose]: () => end(child),
  };
}
