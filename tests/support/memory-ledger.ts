import type { Claim, JobId, Ledger, Token } from "#queue/define-job.ts";

export type MemoryRow = {
  id: JobId;
  state: "queued" | "processing" | "done" | "failed" | "cancelled";
  token: Token;
  leaseUntil: number;
  notBefore: number;
  /** How often a result was committed: once, whatever happens. */
  commits: number;
  /** How often a result came from a run that had lost the row. */
  refusals: number;
  result: string | undefined;
  failCrashed: boolean;
};

export type MemoryLedger = Ledger<MemoryRow, string> & {
  readonly rows: Map<JobId, MemoryRow>;
  add(id: JobId): void;
};

/** A ledger that keeps the rules of the real one (analysis-ledger.ts) in memory, for tests of the queue alone. */
export function createMemoryLedger({ leaseMs = 60_000 } = {}): MemoryLedger {
  const rows = new Map<JobId, MemoryRow>();
  const now = () => Date.now();

  function mine(id: JobId, token: Token): MemoryRow | undefined {
    const row = rows.get(id);
    return row?.state === "processing" && row.token === token ? row : undefined;
  }

  return {
    rows,
    add(id) {
      rows.set(id, {
        id,
        state: "queued",
        token: "",
        leaseUntil: 0,
        notBefore: 0,
        commits: 0,
        refusals: 0,
        result: undefined,
        failCrashed: false,
      });
    },

    async claim(id, token): Promise<Claim<MemoryRow>> {
      const row = rows.get(id);
      if (!row) return { outcome: "gone" };
      if (row.state === "done" || row.state === "failed") return { outcome: "settled" };
      if (row.state === "cancelled") return { outcome: "cancelled" };
      if (token <= row.token) {
        return { outcome: "fenced", by: row.token, leaseAlive: row.leaseUntil > now() };
      }
      Object.assign(row, { state: "processing", token, leaseUntil: now() + leaseMs });
      return { outcome: "claimed", job: row };
    },

    async holds(id, token) {
      return mine(id, token) !== undefined;
    },

    async renew(tokens) {
      for (const row of rows.values()) {
        if (tokens.includes(row.token)) row.leaseUntil = now() + leaseMs;
      }
    },

    async commit(id, token, result) {
      const row = mine(id, token);
      if (!row) {
        const lost = rows.get(id);
        if (lost) lost.refusals += 1;
        return false;
      }
      Object.assign(row, { state: "done", result, commits: row.commits + 1 });
      return true;
    },

    async postpone(id, token, _error, delayMs) {
      const row = mine(id, token);
      if (!row) return false;
      Object.assign(row, { state: "queued", leaseUntil: 0, notBefore: now() + delayMs });
      return true;
    },

    async fail(id, token) {
      const row = mine(id, token);
      if (!row) return false;
      row.state = "failed";
      return true;
    },

    async failCrashed(id) {
      const row = rows.get(id);
      if (!row || row.state === "done" || row.state === "failed") return false;
      Object.assign(row, { state: "failed", failCrashed: true });
      return true;
    },

    async release(id, token) {
      const row = mine(id, token);
      if (!row) return false;
      Object.assign(row, { state: "queued", leaseUntil: 0 });
      return true;
    },

    async listUnsettled(after, limit) {
      return [...rows.values()]
        .filter(
          ({ id, state, leaseUntil }) =>
            id > (after ?? "") &&
            (state === "queued" || (state === "processing" && leaseUntil < now())),
        )
        .sort((one, other) => (one.id < other.id ? -1 : 1))
        .slice(0, limit)
        .map(({ id, notBefore, state }) => ({
          id,
          user: "somebody",
          cost: 1,
          delayMs: Math.max(0, notBefore - now()),
          isClaimed: state === "processing",
        }));
    },
  };
}
