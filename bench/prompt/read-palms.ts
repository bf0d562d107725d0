import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { photoLimits } from "#core/photos/photo.ts";
import type { Log, PaidCalls } from "#core/ports.ts";
import type { Language, TokenUsage } from "#core/reading/reading.ts";
import { createSharpCodec } from "#platform/photos/sharp-codec.ts";
import { lookInThread } from "#platform/readers/look-in-thread.ts";
import { createOpenAiReader } from "#platform/readers/openai/openai-reader.ts";

export type PromptServer = {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly model: string;
};

export type MeasuredReading = {
  readonly photo: string;
  /** `read`, or the code of the failure. */
  readonly outcome: string;
  readonly calls: number;
  readonly firstIsValid: boolean;
  readonly faults: readonly string[];
  readonly usage: TokenUsage;
  readonly ms: number;
};

const FOLDER = "../shared/data/palms";

/** Has real photos read as the worker does, palms and others, at most `most` of each; empty where there are none. */
export async function readPalms(
  server: PromptServer,
  { language, most }: { readonly language: Language; readonly most: number },
): Promise<readonly MeasuredReading[]> {
  if (!existsSync(FOLDER)) {
    console.log(`${FOLDER} is missing: no readings.`);
    return [];
  }
  const names = readdirSync(FOLDER).filter((name) => /\.(?:jpg|png)$/.test(name));
  const pick = (start: string) => names.filter((name) => name.startsWith(start)).slice(0, most);
  const measured: MeasuredReading[] = [];
  for (const name of [...pick("palm-"), ...pick("neg-")]) {
    measured.push(await readPalm(server, name, language));
  }
  return measured;
}

async function readPalm(
  server: PromptServer,
  photo: string,
  language: Language,
): Promise<MeasuredReading> {
  const photoCodec = createSharpCodec({ limits: photoLimits });
  const faults: string[] = [];
  const log: Log = {
    debug: () => undefined,
    info: () => undefined,
    warn: (data) => faults.push(...((data as { faults?: string[] }).faults ?? [])),
    error: () => undefined,
  };
  const usage = { promptTokens: 0, completionTokens: 0 };
  let calls = 0;
  const paidCalls: PaidCalls = {
    async once(_step, pay) {
      const answer = await pay();
      calls += 1;
      usage.promptTokens += answer.usage?.promptTokens ?? 0;
      usage.completionTokens += answer.usage?.completionTokens ?? 0;
      return answer;
    },
  };
  const reader = createOpenAiReader({
    ...server,
    timeoutMs: 120_000,
    photoCodec,
    look: lookInThread,
    log,
  });
  const { signal } = new AbortController();
  const startedAt = performance.now();
  let outcome = "read";
  try {
    const upright = await photoCodec.normalise(await readFile(`${FOLDER}/${photo}`), { signal });
    await reader.read(
      { photos: [{ hand: "right", ...upright }], writingHand: null, language },
      { signal, paidCalls },
    );
  } catch (error) {
    outcome = (error as { code?: string }).code ?? (error as Error).name;
  }
  const ms = performance.now() - startedAt;
  const firstIsValid = outcome === "read" && faults.length === 0;
  return { photo, outcome, calls, firstIsValid, faults, usage, ms };
}
