import { setTimeout as delay } from "node:timers/promises";
import { databaseFaults } from "./faults/database-faults.ts";
import { networkFaults } from "./faults/network-faults.ts";
import { processFaults } from "./faults/process-faults.ts";
import { providerFaults } from "./faults/provider-faults.ts";
import { redisFaults } from "./faults/redis-faults.ts";
import type { PlannedFault } from "./plan.ts";
import { createRandom, type Random } from "./random.ts";
import type { World } from "./world.ts";

/** Breaks something, and mends it before it resolves where nobody else would. `note` says what exactly. */
export type Fault = (
  world: World,
  random: Random,
  note: (detail: string) => void,
) => Promise<unknown>;

const faults = {
  ...processFaults,
  ...redisFaults,
  ...networkFaults,
  ...providerFaults,
  ...databaseFaults,
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;
export const faultNames = Object.keys(faults) as readonly FaultName[];

/** So long a fault goes on being felt: a lease has to run out, a back-off to pass, milliseconds. */
export const AFTERMATH_MS = 8_000;

/** Longer than any fault; what takes longer is a fault of the harness itself. */
const MOST_MS = 45_000;

/** Runs one fault. One that fails, because another has just broken the same thing, is noted and no more. */
export async function runFault(world: World, planned: PlannedFault<FaultName>): Promise<void> {
  const random = createRandom(planned.seed);
  const { journal } = world;
  await journal.during(planned.name, "", async () => {
    const record = journal.faults.at(-1);
    const note = (detail: string) => {
      if (record) record.detail = detail;
    };
    const fault: Fault = faults[planned.name];
    await Promise.race([
      fault(world, random, note).catch((error: unknown) => note(`in vain: ${String(error)}`)),
      delay(MOST_MS, undefined, { ref: false }),
    ]);
  });
}
