import type { StreamsAdmin } from "#core/admin/streams-admin.ts";
import type { Db } from "#core/database.ts";
import type {
  AnalysisFeed,
  AnalysisQueue,
  CardPainter,
  Clock,
  CommonPasswords,
  Log,
  MailQueue,
  OutgoingMail,
  PasswordHasher,
  PhotoQueue,
  PhotoStore,
  RateLimiter,
  ReplyFeed,
  ReplyQueue,
  SessionStore,
} from "#core/ports.ts";
import { createCardPainter } from "#platform/cards/card-painter.ts";
import { type Config, loadConfig } from "#platform/config.ts";
import { openJobs } from "#platform/jobs/open-jobs.ts";
import { readOutbox } from "#platform/mail/read-outbox.ts";
import { createMetrics, type WebMetrics } from "#platform/metrics/create-metrics.ts";
import { openPlatform } from "#platform/open-platform.ts";
import { createBcryptHasher } from "#platform/passwords/bcrypt-hasher.ts";
import { commonPasswords } from "#platform/passwords/common-passwords.ts";
import { createGcraLimiter } from "#platform/rate-limits/gcra-limiter.ts";
import { openRedis } from "#platform/redis/open-redis.ts";
import { createRedisSessionStore } from "#platform/sessions/redis-session-store.ts";
import { exitOnStrayError, sendStrayOutputToLog } from "#platform/stray-output.ts";

/** What routes may use. */
export type WebDeps = {
  readonly config: Config;
  readonly log: Log;
  readonly db: Db;
  readonly photoStore: PhotoStore;
  readonly analysisQueue: AnalysisQueue;
  readonly photoQueue: PhotoQueue;
  readonly analysisFeed: AnalysisFeed;
  readonly mailQueue: MailQueue;
  readonly replyQueue: ReplyQueue;
  readonly replyFeed: ReplyFeed;
  readonly streamsAdmin: StreamsAdmin;
  readonly sessions: SessionStore;
  readonly rateLimiter: RateLimiter;
  readonly passwords: PasswordHasher;
  readonly commonPasswords: CommonPasswords;
  readonly cardPainter: CardPainter;
  /** The mails that this machine keeps instead of sending them; null where mails are sent. */
  readonly readOutbox: (() => Promise<readonly (OutgoingMail & { sentAt: string })[]>) | null;
  readonly clock: Clock;
  /** Answers that are open now; aborting one ends it. */
  readonly openStreams: Set<AbortController>;
  readonly metrics: WebMetrics;
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
  const jobs = openJobs({
    ...platform,
    url: config.jobsRedisUrl,
    reader: config.reader,
    queueTimeScale: config.queueTimeScale,
  });
  const redis = openRedis(config.sessionRedisUrl, platform.log);
  const passwords = createBcryptHasher();
  const openStreams = new Set<AbortController>();
  const { mail } = config;

  return {
    ...platform,
    analysisQueue: jobs.analysisQueue,
    photoQueue: jobs.photoQueue,
    analysisFeed: jobs.analysisFeed,
    mailQueue: jobs.mailQueue,
    replyQueue: jobs.replyQueue,
    replyFeed: jobs.replyFeed,
    streamsAdmin: jobs.streamsAdmin,
    sessions: createRedisSessionStore(redis, { lifeSeconds: config.sessionSeconds }),
    rateLimiter: createGcraLimiter(redis, config.secretKeys[0] ?? ""),
    passwords,
    commonPasswords,
    cardPainter: createCardPainter(),
    readOutbox: mail.kind === "outbox" ? () => readOutbox(mail.folder) : null,
    openStreams,
    metrics: createMetrics({ ...platform, openStreams, readQueues: jobs.readQueues }),
    countFollowers: jobs.countFollowers,
    pingRedis: jobs.ping,
    close: async () => {
      await passwords.close();
      await jobs.close();
      await redis.quit().catch(() => redis.disconnect());
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
