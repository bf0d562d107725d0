import { DomainError } from "#core/errors.ts";
import type { RateRule } from "#core/ports.ts";
import type { RouteArgs } from "./route.server.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * How often what may be tried. Whole networks get more than single addresses, because thousands of phones stand behind
 * one address of an Indian carrier. Waiting pages and polling never count.
 */
export const rateRules = {
  loginOfAddress: { name: "login", limit: 10, periodMs: 15 * MINUTE_MS },
  loginOfNetwork: { name: "login-network", limit: 100, periodMs: 15 * MINUTE_MS },
  registrationOfNetwork: { name: "register-network", limit: 60, periodMs: HOUR_MS },
  mailToAddress: { name: "mail", limit: 5, periodMs: HOUR_MS },
  resetOfNetwork: { name: "reset-network", limit: 60, periodMs: HOUR_MS },
  passwordOfUser: { name: "password", limit: 10, periodMs: 15 * MINUTE_MS },
  uploadOfSender: { name: "upload", limit: 20, periodMs: 10 * MINUTE_MS },
  uploadOfNetwork: { name: "upload-network", limit: 200, periodMs: 10 * MINUTE_MS },
  exportOfUser: { name: "export", limit: 6, periodMs: HOUR_MS },
} as const satisfies Record<string, RateRule>;

export class TooOften extends DomainError {
  constructor(retryAfterMs: number) {
    super("rate_limited", "request.too_often", "Too many tries.", {
      retryAfterMs,
      params: { minutes: Math.max(1, Math.ceil(retryAfterMs / MINUTE_MS)) },
    });
  }
}

/** Takes one of each. @throws TooOften, ServiceUnavailable */
export async function limitRate(
  { deps }: Pick<RouteArgs, "deps">,
  ...takes: readonly (readonly [rule: RateRule, key: string])[]
): Promise<void> {
  for (const [rule, key] of takes) {
    const waitMs = await deps.rateLimiter.take(rule, key);
    if (waitMs > 0) throw new TooOften(waitMs);
  }
}
