import { Readable } from "node:stream";
import { analysisJob } from "#core/analyses/jobs.ts";
import { cancelAnalysis, NotCancellable } from "#core/analyses/cancel-analysis.ts";
import { submitAnalysis } from "#core/analyses/submit-analysis.ts";
import { photoLimits } from "#core/photos/photo.ts";
import { receivePhoto } from "#core/photos/receive-photo.ts";
import type { DatabaseConfig } from "#platform/config.ts";
import { openDatabase } from "#platform/database/open-database.ts";
import { createAnalysisQueue } from "#platform/jobs/analysis-queue.ts";
import { createDiskPhotoStore } from "#platform/photos/disk-photo-store.ts";
import { openWebClient } from "#queue/connection.ts";
import { createQueue } from "#queue/queue.ts";
import { silentLog } from "#tests/support/silent-log.ts";
import { drawNumber } from "./draw-number.ts";

/**
 * Sends analyses as the web does, through the same use case, in a process of its own: it may wait for a lock of SQLite,
 * which stops a whole thread.
 */
export type SenderData = {
  readonly database: DatabaseConfig;
  readonly photoRoot: string;
  readonly jobsRedisUrl: string;
};

export type SenderMessage =
  | {
      readonly kind: "submit";
      readonly number: number;
      readonly user: number;
      readonly rings: boolean;
    }
  | { readonly kind: "cancel"; readonly id: string };

export type SenderAnswer = {
  readonly kind: "submitted";
  readonly number: number;
  readonly id: string | null;
};

const data = JSON.parse(process.argv[2] ?? "") as SenderData;
const db = openDatabase(data.database, silentLog);
const photoStore = createDiskPhotoStore({ root: data.photoRoot });
const redis = openWebClient({ url: data.jobsRedisUrl, onError: () => undefined });
const analysisQueue = createAnalysisQueue(createQueue({ redis, name: analysisJob.queue }));
const unrung = {
  ...analysisQueue,
  ring: () => Promise.reject(new Error("the web died before it rang")),
};
const unlimited = {
  guestAnalysesPerDay: 1_000_000,
  networkAnalysesPerDay: 1_000_000,
  userAnalysesPerDay: 1_000_000,
  userStorageBytes: Number.MAX_SAFE_INTEGER,
};

async function submit(message: SenderMessage & { kind: "submit" }): Promise<string> {
  const photo = await receivePhoto(
    { photoStore },
    {
      hand: "left",
      chunks: Readable.from([await drawNumber(message.number)]),
      limits: { ...photoLimits, maxBytes: 1_000_000 },
    },
  );
  const { id } = await submitAnalysis(
    { db, photoStore, analysisQueue: message.rings ? analysisQueue : unrung, log: silentLog },
    {
      sender: { kind: "guest", token: `storm-user-${message.user}` },
      photos: [photo],
      writingHand: null,
      language: "en",
      label: null,
      repeat: null,
      network: "storm",
      limits: unlimited,
    },
  );
  return id;
}

process.on("message", (message: SenderMessage) => {
  if (message.kind === "submit") {
    submit(message).then(
      (id) => process.send?.({ kind: "submitted", number: message.number, id }),
      // A locked or stalled database: the person would be told, and try again.
      () => process.send?.({ kind: "submitted", number: message.number, id: null }),
    );
  } else {
    cancelAnalysis({ db, photoStore, analysisQueue, log: silentLog }, message.id).catch(
      (error: unknown) => {
        if (!(error instanceof NotCancellable)) process.send?.({ kind: "not cancelled" });
      },
    );
  }
});
process.once("disconnect", () => process.exit());
process.send?.({ kind: "ready" });
