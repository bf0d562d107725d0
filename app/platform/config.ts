import { join, resolve } from "node:path";
import { z } from "zod";
import { type QueueName, queueNames } from "#core/jobs/queue-names.ts";

/** Secrets that stand in published files. Using one in production would let anyone sign cookies. */
const publishedSecrets = new Set(["development-only-secret-key-0123456789", "change-me"]);

const wholeNumber = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

const redisUrl = z
  .string()
  .regex(/^rediss?:\/\/\S+$/, "must look like redis://host:6379")
  .refine(URL.canParse, "must be a URL");

const httpUrl = z
  .string()
  .regex(/^https?:\/\/\S+$/, "must start with http:// or https://")
  .refine(URL.canParse, "must be a URL");

/** `analyses:4,mail` → each queue with how many of its jobs run at a time, where that is said. */
const workerQueues = z.string().transform((value, context): WorkerQueues => {
  const queues = value.split(",").map((part) => {
    const [, given, number] = /^\s*([a-z-]+)\s*(?::\s*(\d+)\s*)?$/.exec(part) ?? [];
    return {
      name: queueNames.find((name) => name === given),
      concurrency: number === undefined ? undefined : Number(number),
    };
  });
  const known = queues.flatMap(({ name, concurrency = 1 }) =>
    name === undefined || concurrency < 1 || concurrency > 100 ? [] : [name],
  );
  if (new Set(known).size < queues.length) {
    context.addIssue(
      `must name queues of ${queueNames.join(", ")}, each once, alone or with a number from 1 to 100 (analyses:4)`,
    );
  }
  return queues as WorkerQueues;
});

/** Every setting, in the order of `.env.example`. Blank means unset. */
const Settings = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("production"),
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  APP_ORIGIN: httpUrl.optional(),
  DATA_DIR: z.string().default("./data"),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/\S+)$/, "must be sqlite:PATH or postgres://…")
    .optional(),
  DATABASE_POOL_SIZE: wholeNumber(1, 200).default(10),
  REDIS_URL: redisUrl.default("redis://127.0.0.1:6379"),
  SESSION_REDIS_DB: wholeNumber(0, 15).default(0),
  SESSION_REDIS_URL: redisUrl.optional(),
  JOBS_REDIS_DB: wholeNumber(0, 15).default(1),
  JOBS_REDIS_URL: redisUrl.optional(),
  SECRET_KEY: z
    .string()
    .transform((value) => value.split(",").map((key) => key.trim()))
    .pipe(z.array(z.string().min(32, "each key needs at least 32 characters")).min(1)),
  SESSION_EXPIRE_SECONDS: wholeNumber(60, 34_560_000).default(604_800),
  ALLOWED_ORIGINS: z
    .string()
    .transform((value) => value.split(",").map((origin) => origin.trim()))
    .pipe(z.array(httpUrl.transform((url) => new URL(url).origin)))
    .default([]),
  TRUST_PROXY: wholeNumber(0, 5).default(0),
  READER: z.enum(["auto", "openai", "builtin"]).default("auto"),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: httpUrl.default("https://api.openai.com/v1"),
  OPENAI_MODEL: z.string().default("gpt-4.1-mini"),
  OPENAI_TIMEOUT_SECONDS: wholeNumber(1, 170).default(60),
  OPENAI_REQUESTS_PER_MINUTE: wholeNumber(1, 1_000_000).optional(),
  OPENAI_TOKENS_PER_MINUTE: wholeNumber(1_000, 1_000_000_000).optional(),
  OPENAI_DAILY_BUDGET_USD: z.coerce.number().min(0.01).max(1_000_000).optional(),
  FILE_STORAGE_ROOT: z.string().optional(),
  MAX_UPLOAD_BYTES: wholeNumber(100_000, 100_000_000).default(15 * 1024 * 1024),
  USER_STORAGE_QUOTA_BYTES: wholeNumber(1_000_000, Number.MAX_SAFE_INTEGER).default(
    200 * 1024 * 1024,
  ),
  GUEST_ANALYSES_PER_DAY: wholeNumber(0, 1_000_000).default(5),
  NETWORK_ANALYSES_PER_DAY: wholeNumber(0, 1_000_000).default(200),
  USER_ANALYSES_PER_DAY: wholeNumber(0, 1_000_000).default(20),
  QUESTIONS_PER_HOUR: wholeNumber(0, 1_000_000).default(60),
  ANSWER_TOKENS_PER_DAY: wholeNumber(0, 1_000_000_000).default(200_000),
  GUEST_RETENTION_DAYS: wholeNumber(1, 365).default(7),
  READING_CACHE_DAYS: wholeNumber(0, 365).default(30),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, "must look like smtp://user:password@host:587")
    .refine(URL.canParse, "must be a URL")
    .optional(),
  MAIL_FROM: z.string().default("Hastarekha <no-reply@localhost>"),
  WORKER_CONCURRENCY: wholeNumber(1, 100).default(4),
  WORKER_QUEUES: workerQueues.default(queueNames.map((name) => ({ name, concurrency: undefined }))),
  WORKER_GRACE_SECONDS: wholeNumber(0, 600).default(4),
  WORKER_HOST: z.string().default("127.0.0.1"),
  WORKER_PORT: wholeNumber(0, 65_535).default(0),
  QUEUE_TIME_SCALE: z.coerce.number().min(0.1).max(1).default(1),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
  METRICS_TOKEN: z.string().min(16, "needs at least 16 characters").optional(),
});

/** The names of all settings, for the test that compares them with `.env.example`. */
export const settingNames: readonly string[] = Object.keys(Settings.shape);

export type DatabaseConfig =
  | { readonly kind: "sqlite"; readonly path: string }
  | { readonly kind: "postgres"; readonly url: string; readonly poolSize: number };

export type ReaderConfig =
  | { readonly kind: "builtin" }
  | {
      readonly kind: "openai";
      readonly apiKey: string;
      readonly baseUrl: string;
      readonly model: string;
      readonly timeoutMs: number;
      /** Learnt from the provider where not set; never exceeded where set. */
      readonly limits: {
        readonly requestsPerMinute: number | undefined;
        readonly tokensPerMinute: number | undefined;
      };
      readonly dailyBudgetUsd: number | undefined;
    };

/** The queues that a worker process serves; `concurrency` is undefined where the queue's own default stands. */
export type WorkerQueues = readonly {
  readonly name: QueueName;
  readonly concurrency: number | undefined;
}[];

/** How mails leave. Without SMTP they are kept where only this machine's own people can read them, or nowhere. */
export type MailConfig =
  | { readonly kind: "smtp"; readonly url: string; readonly from: string }
  | { readonly kind: "outbox"; readonly folder: string; readonly isLogged: boolean }
  | { readonly kind: "none" };

export type Config = {
  readonly environment: "development" | "test" | "production";
  readonly appOrigin: URL;
  /** True when the site is served over https: cookies become `__Host-` and Secure. */
  readonly secureCookies: boolean;
  readonly dataDir: string;
  readonly database: DatabaseConfig;
  readonly sessionRedisUrl: string;
  readonly jobsRedisUrl: string;
  /** The first signs; all verify. */
  readonly secretKeys: readonly string[];
  readonly sessionSeconds: number;
  /** Other sites whose pages may use the API with their visitors' cookies. */
  readonly allowedOrigins: readonly string[];
  /** How many proxies of ours stand in front; 0 believes no header about where a request comes from. */
  readonly trustedProxies: number;
  readonly mail: MailConfig;
  readonly limits: {
    readonly guestAnalysesPerDay: number;
    readonly networkAnalysesPerDay: number;
    readonly userAnalysesPerDay: number;
    readonly userStorageBytes: number;
    readonly questionsPerHour: number;
    readonly answerTokensPerDay: number;
  };
  readonly metricsToken: string | undefined;
  readonly reader: ReaderConfig;
  readonly photoRoot: string;
  readonly maxUploadBytes: number;
  readonly guestRetentionDays: number;
  /** So long the same photos give their owner the same reading; 0 for never. */
  readonly readingCacheDays: number;
  readonly workerConcurrency: number;
  readonly workerQueues: WorkerQueues;
  /** How long a worker that stops lets its runs go on. */
  readonly workerGraceSeconds: number;
  /** Where a worker tells its health and metrics; null when nowhere. */
  readonly workerAddress: { readonly host: string; readonly port: number } | null;
  /** 1 as a rule; 0.1 finds a dead worker in a tenth of the time, for ten times the upkeep. */
  readonly queueTimeScale: number;
  readonly logLevel: "debug" | "info" | "warn" | "error";
};

/** A setting that cannot be used. The message names every bad one and prints no values. */
export class BadSettings extends Error {
  constructor(problems: readonly string[]) {
    super(`These settings need another look:\n${problems.map((line) => `  ${line}`).join("\n")}`);
    this.name = "BadSettings";
  }
}

/**
 * Reads all settings from the environment once.
 *
 * @throws BadSettings naming every bad setting at once
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    settingNames.map((name) => [name, environment[name]?.trim() || undefined]),
  );
  const parsed = Settings.safeParse(given);
  if (!parsed.success) {
    throw new BadSettings(
      parsed.error.issues.map(({ path, message, code }) =>
        code === "invalid_type" && given[String(path[0])] === undefined
          ? `${path.join(".")}: is missing`
          : `${String(path[0])}: ${message}`,
      ),
    );
  }

  const settings = parsed.data;
  const appOrigin = new URL(
    settings.APP_ORIGIN ?? `http://${hostInUrl(settings.HOST)}:${settings.PORT}`,
  );
  const problems = [
    ...problemsOfProduction(settings.NODE_ENV, appOrigin, settings.SECRET_KEY),
    ...(settings.READER === "openai" && !settings.OPENAI_API_KEY
      ? ["OPENAI_API_KEY: is missing, and READER=openai needs it"]
      : []),
  ];
  if (problems.length > 0) throw new BadSettings(problems);

  const dataDir = resolve(settings.DATA_DIR);
  const reader = toReaderConfig(settings);
  return Object.freeze({
    environment: settings.NODE_ENV,
    appOrigin,
    secureCookies: appOrigin.protocol === "https:",
    dataDir,
    database: toDatabaseConfig(settings.DATABASE_URL, dataDir, settings.DATABASE_POOL_SIZE),
    sessionRedisUrl:
      settings.SESSION_REDIS_URL ?? withDatabase(settings.REDIS_URL, settings.SESSION_REDIS_DB),
    jobsRedisUrl:
      settings.JOBS_REDIS_URL ?? withDatabase(settings.REDIS_URL, settings.JOBS_REDIS_DB),
    secretKeys: settings.SECRET_KEY,
    sessionSeconds: settings.SESSION_EXPIRE_SECONDS,
    allowedOrigins: settings.ALLOWED_ORIGINS,
    trustedProxies: settings.TRUST_PROXY,
    mail: toMailConfig(settings, appOrigin, dataDir),
    limits: {
      guestAnalysesPerDay: settings.GUEST_ANALYSES_PER_DAY,
      networkAnalysesPerDay: settings.NETWORK_ANALYSES_PER_DAY,
      userAnalysesPerDay: settings.USER_ANALYSES_PER_DAY,
      userStorageBytes: settings.USER_STORAGE_QUOTA_BYTES,
      questionsPerHour: settings.QUESTIONS_PER_HOUR,
      // The built-in replier takes no tokens, so no day of it is ever used up.
      answerTokensPerDay:
        reader.kind === "openai" ? settings.ANSWER_TOKENS_PER_DAY : Number.MAX_SAFE_INTEGER,
    },
    metricsToken: settings.METRICS_TOKEN,
    reader,
    photoRoot: resolve(settings.FILE_STORAGE_ROOT ?? join(dataDir, "photos")),
    maxUploadBytes: settings.MAX_UPLOAD_BYTES,
    guestRetentionDays: settings.GUEST_RETENTION_DAYS,
    readingCacheDays: settings.READING_CACHE_DAYS,
    workerConcurrency: settings.WORKER_CONCURRENCY,
    workerQueues: settings.WORKER_QUEUES,
    workerGraceSeconds: settings.WORKER_GRACE_SECONDS,
    workerAddress:
      settings.WORKER_PORT === 0
        ? null
        : { host: settings.WORKER_HOST, port: settings.WORKER_PORT },
    queueTimeScale: settings.QUEUE_TIME_SCALE,
    logLevel: settings.LOG_LEVEL,
  });
}

function problemsOfProduction(
  environment: Config["environment"],
  appOrigin: URL,
  secretKeys: readonly string[],
): string[] {
  if (environment !== "production") return [];

  const problems: string[] = [];
  if (secretKeys.some((key) => publishedSecrets.has(key))) {
    problems.push("SECRET_KEY: is a published example; make one of your own");
  }
  if (appOrigin.protocol !== "https:" && !isLoopback(appOrigin.hostname)) {
    problems.push("APP_ORIGIN: must be https in production, except on this machine itself");
  }
  return problems;
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}

function hostInUrl(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

function toDatabaseConfig(
  url: string | undefined,
  dataDir: string,
  poolSize: number,
): DatabaseConfig {
  if (url === undefined) return { kind: "sqlite", path: join(dataDir, "app.db") };
  if (url.startsWith("sqlite:")) {
    return { kind: "sqlite", path: resolve(url.slice("sqlite:".length).replace(/^\/\//, "")) };
  }
  return { kind: "postgres", url, poolSize };
}

function toReaderConfig(settings: z.output<typeof Settings>): ReaderConfig {
  const { READER: reader, OPENAI_API_KEY: apiKey } = settings;
  if (reader === "builtin" || apiKey === undefined) return { kind: "builtin" };
  return {
    kind: "openai",
    apiKey,
    baseUrl: settings.OPENAI_BASE_URL,
    model: settings.OPENAI_MODEL,
    timeoutMs: settings.OPENAI_TIMEOUT_SECONDS * 1_000,
    limits: {
      requestsPerMinute: settings.OPENAI_REQUESTS_PER_MINUTE,
      tokensPerMinute: settings.OPENAI_TOKENS_PER_MINUTE,
    },
    dailyBudgetUsd: settings.OPENAI_DAILY_BUDGET_USD,
  };
}

function toMailConfig(
  settings: z.output<typeof Settings>,
  appOrigin: URL,
  dataDir: string,
): MailConfig {
  const { SMTP_URL: url, MAIL_FROM: from, NODE_ENV: environment } = settings;
  if (url !== undefined) return { kind: "smtp", url, from };
  // A public server must not show its mails; on one machine they are shown to whoever sits at it.
  if (environment === "production" && !isLoopback(appOrigin.hostname)) return { kind: "none" };
  return { kind: "outbox", folder: join(dataDir, "mail"), isLogged: environment === "development" };
}

function withDatabase(base: string, database: number): string {
  const url = new URL(base);
  url.pathname = `/${database}`;
  return url.href;
}
