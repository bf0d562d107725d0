import { setInterval } from "node:timers";
import {
  type FakeOpenAiOptions,
  type FakeReply,
  type FakeReport,
  startFakeOpenAi,
} from "#tests/support/fake-openai.ts";
import type { ProviderLimits } from "#tests/support/provider-window.ts";

/** The fake provider as a process of its own, that remembers whom each call was for. */
export type ProviderMessage =
  | { readonly kind: "next"; readonly replies: readonly FakeReply[] }
  | { readonly kind: "limits"; readonly limits: ProviderLimits }
  | { readonly kind: "tell" };

export type ProviderCall = {
  readonly reply: FakeReply["kind"];
  /** sha256 of the photos' data URLs: which analysis it was. */
  readonly photos: readonly string[];
  readonly from: number;
  /** When it had been answered at the latest. */
  readonly to: number;
};

export type ProviderLog = {
  readonly kind: "log";
  readonly calls: readonly ProviderCall[];
  readonly report: FakeReport;
};

const options = JSON.parse(process.argv[2] ?? "{}") as FakeOpenAiOptions;
const provider = await startFakeOpenAi(options);

// The fake notes no times.
const LOOK_MS = 5;
const arrivals: number[] = [];
setInterval(() => {
  while (arrivals.length < provider.calls.length) arrivals.push(Date.now());
}, LOOK_MS);

function tell(): ProviderLog {
  const longestMs = 2 * (options.answerMs ?? 0);
  const calls = provider.calls.map(({ reply, photos }, index) => {
    const from = arrivals[index] ?? Date.now();
    return { reply, photos, from, to: from + longestMs };
  });
  return { kind: "log", calls, report: provider.report() };
}

process.on("message", (message: ProviderMessage) => {
  switch (message.kind) {
    case "next":
      return provider.script(...message.replies);
    case "limits":
      return provider.setLimits(message.limits);
    case "tell":
      process.send?.(tell());
  }
});
process.once("disconnect", () => process.exit());
process.send?.({ kind: "ready", url: provider.url });
