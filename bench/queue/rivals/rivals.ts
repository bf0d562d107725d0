import { fileURLToPath } from "node:url";
import { type DebianRivals, installDebianRivals } from "./install-debian.ts";
import { type BullMqRival, installBullMq } from "./install-bullmq.ts";

export type Missing = { readonly found: false; readonly why: string };

export type Rivals = {
  readonly bullmq: BullMqRival | Missing;
  readonly debian: DebianRivals | Missing;
};

/** Where rivals are kept; ignored by git, and never a dependency of the product. */
const folder = fileURLToPath(new URL("../../../.cache/bench-rivals/", import.meta.url));

/** Gets those rivals that are asked for and are not here yet. One that cannot be had is left out and says why. */
export async function provideRivals(
  wanted: (family: "bullmq" | "python") => boolean,
): Promise<Rivals> {
  const notAsked: Missing = { found: false, why: "not asked for" };
  return {
    bullmq: wanted("bullmq") ? await installBullMq(folder) : notAsked,
    debian: wanted("python") ? await installDebianRivals(folder) : notAsked,
  };
}
