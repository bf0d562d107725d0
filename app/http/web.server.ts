import type { Db } from "#core/database.ts";
import type { AnalysisFeed, AnalysisQueue, Clock, Log, PhotoStore } from "#core/ports.ts";
import { type Config, loadConfig } from "#platform/config.ts";
import { openAnalysisJobs } from "#platform/jobs/open-analysis-jobs.ts";
import { openPlatform } from "#platform/open-platform.ts";
import { exitOnStrayError, sendStrayOutputToLog } from "#platform/stray-output.ts";

/** What routes may use. */
export type WebDeps = {
  readonly config: Config;
  readonly log: Log;
  readonly db: Db;
  readonly photoStore: PhotoStore;
  readonly analysisQueue: AnalysisQueue;
  readonly analysisFeed: AnalysisFeed;
  readonly clock: Clock;
  /** Answers that are open now; aborting one ends it. */
  readonly openStreams: Set<AbortController>;
  /** Live subscriptions of the feed; zero when nobody watches. */
  readonly countFollowers: () => number;
  /** Answers when Redis does. */
  readonly pingRedis: () => Promise<void>;
};

type Web = WebDeps & { readonly close: () => Promise<void> };

/** The composition root of the web process: settings → platform → what routes are given. */
function openWeb(): Web {
  const config = loadConfig(process.env);
  const platform = openPlatform(config, "web");
  if (config.environment === "production") sendStrayOutputToLog(platform.log);
  if (!import.meta.env.DEV) exitOnStrayError(platform.log);
  const jobs = openAnalysisJobs({ url: config.jobsRedisUrl, log: platform.log });

  return {
    ...platform,
    analysisQueue: jobs.queue,
    analysisFeed: jobs.feed,
    openStreams: new Set(),
    countFollowers: jobs.countFollowers,
    pingRedis: jobs.ping,
    close: async () => {
      await jobs.close();
      await platform.db.destroy();
    },
  };
}

const key = Symbol.for("hastarekha.web");
const holder = globalThis as { [key]?: Web };

/**
 * One for the process. It hangs on `globalThis` because the development server loads this module
 * again after every change, and each copy would open its own connections.
 */
export const web: Web = (holder[key] ??= openWeb());
