/** What a provider allows in any window, and how it tells. */
export type ProviderLimits = {
  readonly requests: number;
  readonly tokens: number;
};

export type ProviderWindowOptions = ProviderLimits & {
  /** OpenAI's is a minute; tests may have no time for that. */
  readonly windowMs?: number;
  /** Whether what a call reserved is corrected to what it used once it is answered; else the reservation stays. */
  readonly corrects?: boolean;
  /** A client cannot obey a lower limit sooner than so long after it was told. */
  readonly noticeMs?: number;
};

/** A call that the window did not have room for. */
export type Violation = {
  readonly at: number;
  readonly what: "requests" | "tokens";
  readonly used: number;
  readonly asked: number;
  readonly limit: number;
  /** The limit had just been lowered and the client could not know. */
  readonly isExcused: boolean;
};

export type WindowReport = {
  readonly admitted: number;
  readonly violations: readonly Violation[];
  /** The part of the limits that was in use, on average, after the first window. */
  readonly utilisation: { readonly requests: number; readonly tokens: number };
  /** The most that was ever in use at a time, as a part of the limit of that moment. */
  readonly peak: { readonly requests: number; readonly tokens: number };
  readonly usedTokens: number;
};

type Admitted = { readonly at: number; tokens: number };

export type ProviderWindow = ReturnType<typeof createProviderWindow>;

/**
 * True sliding limits: in any `windowMs` that ends now there may be so many requests and so many tokens, and one more
 * is refused. This is the judge of our limiter, so it remembers every call by itself and estimates nothing.
 */
export function createProviderWindow(options: ProviderWindowOptions) {
  const { windowMs = 60_000, corrects = true, noticeMs = 250 } = options;
  let limits: ProviderLimits = { requests: options.requests, tokens: options.tokens };
  let entries: Admitted[] = [];
  const violations: Violation[] = [];
  const sums = { requests: 0, tokens: 0, samples: 0 };
  const peak = { requests: 0, tokens: 0 };
  let admitted = 0;
  let usedTokens = 0;
  let firstAt: number | undefined;
  /** When the newest lower limits came into force, and when an answer first said so. */
  let loweredAt = -Infinity;
  let toldAt = -Infinity;

  function used(now: number): ProviderLimits {
    entries = entries.filter(({ at }) => at > now - windowMs);
    return { requests: entries.length, tokens: entries.reduce((sum, one) => sum + one.tokens, 0) };
  }

  function sample(): void {
    const now = performance.now();
    if (firstAt === undefined || now < firstAt + windowMs) return;
    const { requests, tokens } = used(now);
    sums.samples += 1;
    sums.requests += Math.min(1, requests / limits.requests);
    sums.tokens += Math.min(1, tokens / limits.tokens);
  }
  const sampling = setInterval(sample, windowMs / 600).unref();

  return {
    /** Takes a call in, or says how long it has to stay away. */
    admit(tokens: number): { readonly entry: Admitted } | { readonly retryAfterMs: number } {
      const now = performance.now();
      firstAt ??= now;
      const before = used(now);
      const what =
        before.requests + 1 > limits.requests
          ? "requests"
          : before.tokens + tokens > limits.tokens
            ? "tokens"
            : undefined;
      if (what !== undefined) {
        const isUntold = toldAt < loweredAt || now < toldAt + noticeMs;
        violations.push({
          at: Math.round(now - firstAt),
          what,
          used: before[what],
          asked: what === "tokens" ? tokens : 1,
          limit: limits[what],
          isExcused: loweredAt > -Infinity && isUntold,
        });
        return { retryAfterMs: freeIn(now, tokens) };
      }
      const entry = { at: now, tokens };
      entries.push(entry);
      admitted += 1;
      peak.requests = Math.max(peak.requests, (before.requests + 1) / limits.requests);
      peak.tokens = Math.max(peak.tokens, (before.tokens + tokens) / limits.tokens);
      return { entry };
    },
    /** The call is answered and has used so much. */
    settle(entry: Admitted, tokens: number): void {
      usedTokens += tokens;
      if (corrects) entry.tokens = tokens;
    },
    setLimits(next: ProviderLimits): void {
      if (next.requests < limits.requests || next.tokens < limits.tokens) {
        loweredAt = performance.now();
      }
      limits = next;
    },
    /** The headers of an answer that leaves now. */
    headers(): Record<string, string> {
      const now = performance.now();
      const { requests, tokens } = used(now);
      if (toldAt < loweredAt) toldAt = now;
      return {
        "x-ratelimit-limit-requests": String(limits.requests),
        "x-ratelimit-limit-tokens": String(limits.tokens),
        "x-ratelimit-remaining-requests": String(Math.max(0, limits.requests - requests)),
        "x-ratelimit-remaining-tokens": String(Math.max(0, limits.tokens - tokens)),
        "x-ratelimit-reset-requests": `${Math.ceil(freeIn(now, 0))}ms`,
        "x-ratelimit-reset-tokens": `${Math.ceil(freeIn(now, 0))}ms`,
      };
    },
    report(): WindowReport {
      const samples = Math.max(1, sums.samples);
      return {
        admitted,
        violations,
        utilisation: { requests: sums.requests / samples, tokens: sums.tokens / samples },
        peak,
        usedTokens,
      };
    },
    stop(): void {
      clearInterval(sampling);
    },
  };

  /** When there will be room for one more call of so many tokens. */
  function freeIn(now: number, tokens: number): number {
    let { requests, tokens: held } = used(now);
    let at = now;
    for (const entry of entries) {
      if (requests + 1 <= limits.requests && held + tokens <= limits.tokens) break;
      requests -= 1;
      held -= entry.tokens;
      at = entry.at + windowMs;
    }
    return Math.max(0, at - now);
  }
}
