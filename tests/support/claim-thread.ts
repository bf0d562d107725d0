import { once } from "node:events";
import { parentPort, Worker, workerData } from "node:worker_threads";
import { claimOne } from "#core/users/claim-analyses.ts";
import type { DatabaseConfig } from "#platform/config.ts";
import { openDatabase } from "#platform/database/open-database.ts";
import { silentLog } from "./silent-log.ts";

type Claimer = {
  readonly config: DatabaseConfig;
  readonly guestId: string;
  readonly userId: string;
};

export type ClaimThread = AsyncDisposable & {
  claim(analysisId: string): Promise<boolean>;
};

/**
 * A user who claims on a thread and a database connection of their own: two of them race as two web processes do. On
 * one thread they could not, because SQLite's driver blocks it while it waits for the other's lock.
 */
export async function openClaimThread(claimer: Claimer): Promise<ClaimThread> {
  const worker = new Worker(new URL(import.meta.url), { workerData: claimer });
  await once(worker, "message");
  return {
    async claim(analysisId) {
      const answered = once(worker, "message");
      worker.postMessage(analysisId);
      const [isClaimed] = (await answered) as [boolean];
      return isClaimed;
    },
    async [Symbol.asyncDispose]() {
      await worker.terminate();
    },
  };
}

async function answerClaims(port: NonNullable<typeof parentPort>): Promise<void> {
  const { config, guestId, userId } = workerData as Claimer;
  const db = openDatabase(config, silentLog);
  port.on("message", (analysisId: string) => {
    // A claim that throws ends the thread, and with it the test.
    void claimOne(db, analysisId, { guestId, userId }).then((isClaimed) =>
      port.postMessage(isClaimed),
    );
  });
  // The connection is there before the race begins.
  await db.selectFrom("users").select("id").limit(1).execute();
  port.postMessage("ready");
}

if (parentPort) await answerClaims(parentPort);
