import { parseArgs } from "node:util";
import { palmAnswerJsonSchema } from "#core/reading/palm-answer.ts";
import { instructions } from "#core/reading/prompt/palm-reading.v2.ts";
import { type ImageDetail, imageTokens } from "#platform/readers/openai/image-tokens.ts";
import { costOf, prices } from "#platform/openai/prices.ts";
import { countImageTokens } from "./count-image-tokens.ts";
import { type PromptServer, readPalms } from "./read-palms.ts";

/**
 * What a reading by a model costs: photos by size and detail as computed and as the server counts them, then whole
 * readings of real photos. Spends money where there is a key.
 */
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    photos: { type: "string", default: "3" },
    language: { type: "string", default: "en" },
    model: { type: "string", default: process.env["OPENAI_MODEL"] || "gpt-4.1-mini" },
  },
});
const language = values.language === "hi" ? "hi" : "en";
const { model } = values;

/** Longer sides of a photo of 3 to 4; the last is as it is stored. */
const SIDES = [512, 768, 1_024, 1_280, 1_536, 2_048];
const sizeOf = (side: number) => ({ width: Math.round((side * 3) / 4), height: side });
const dollars = (millionths: number) => `$${(millionths / 1e6).toFixed(5)}`;

console.log("\nTokens of one photo of 3 to 4, computed by OpenAI's published rules:\n");
console.table(
  Object.fromEntries(
    SIDES.map((side) => [
      `${side} px`,
      Object.fromEntries(
        Object.keys(prices).flatMap((name) =>
          (["low", "high"] as const).map((detail) => [
            `${name} ${detail}`,
            imageTokens(name, sizeOf(side), detail),
          ]),
        ),
      ),
    ]),
  ),
);
console.log(`One photo for ${model}, high:`);
console.table(
  Object.fromEntries(
    SIDES.map((side) => {
      const tokens = imageTokens(model, sizeOf(side));
      const whole = imageTokens(model, sizeOf(2_048));
      return [
        `${side} px`,
        {
          tokens,
          cost: dollars(costOf(model, { promptTokens: tokens, completionTokens: 0 })),
          "saved against 2048 px": `${Math.round(100 * (1 - tokens / whole))} %`,
        },
      ];
    }),
  ),
);
console.log(
  `The words before every photo: ${instructions(language).length} letters of prompt, ${JSON.stringify(palmAnswerJsonSchema()).length} of schema.\n`,
);

const apiKey = process.env["OPENAI_API_KEY"];
const baseUrl = process.env["OPENAI_BASE_URL"];
if (!apiKey && !baseUrl) {
  console.log(
    "Neither OPENAI_API_KEY nor OPENAI_BASE_URL is set: what a server counts, and what readings cost, is not measured.",
  );
} else {
  const server: PromptServer = {
    apiKey: apiKey || "none",
    baseUrl: baseUrl || "https://api.openai.com/v1",
    model,
  };
  await measure(server);
}

async function measure(server: PromptServer): Promise<void> {
  console.log("Tokens of the same photo as the server counts them:");
  const details: readonly ImageDetail[] = ["low", "high"];
  const counted: Record<string, Record<string, number | string>> = {};
  for (const side of SIDES) {
    const row: Record<string, number | string> = {};
    for (const detail of details) {
      row[`${detail}, counted`] = (await countImageTokens(server, sizeOf(side), detail)) ?? "–";
      row[`${detail}, computed`] = imageTokens(model, sizeOf(side), detail);
    }
    counted[`${side} px`] = row;
  }
  console.table(counted);

  const readings = await readPalms(server, { language, most: Number(values.photos) });
  if (readings.length === 0) return;
  console.table(
    Object.fromEntries(
      readings.map(({ photo, outcome, calls, faults, usage, ms }) => [
        photo,
        {
          outcome,
          calls,
          faults: faults.join(" "),
          "prompt tokens": usage.promptTokens,
          "answer tokens": usage.completionTokens,
          cost: dollars(costOf(model, usage)),
          seconds: (ms / 1000).toFixed(1),
        },
      ]),
    ),
  );
  const sent = readings.filter(({ calls }) => calls > 0);
  const valid = sent.filter(({ firstIsValid }) => firstIsValid).length;
  const repaired = sent.filter(({ calls, outcome }) => calls > 1 && outcome === "read").length;
  const spent = sent.reduce((sum, { usage }) => sum + costOf(model, usage), 0);
  console.log(
    `${sent.length} sent, ${readings.length - sent.length} refused before a call · ${valid} valid at once · ${repaired} mended · ${sent.filter(({ outcome }) => outcome !== "read").length} failed · ${dollars(spent / Math.max(1, sent.length))} a reading`,
  );
}
