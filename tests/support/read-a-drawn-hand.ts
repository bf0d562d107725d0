import { createBuiltinReader } from "#platform/readers/builtin/builtin-reader.ts";
import { silentLog } from "./silent-log.ts";
import { drawHand } from "./synthetic-hand.ts";

/** A program of its own: reads a drawn hand and prints the summary. */
const photo = { hand: "left" as const, jpeg: await drawHand(), width: 900, height: 1200 };
const reading = await createBuiltinReader({ log: silentLog }).read(
  { photos: [photo], writingHand: null, language: "en" },
  {
    signal: new AbortController().signal,
    paidCalls: { once: () => Promise.reject(new Error("it never pays")) },
  },
);
console.log(reading.summary.text);
process.disconnect();
