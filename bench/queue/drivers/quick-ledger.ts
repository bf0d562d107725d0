import type { Claim, JobId, Ledger, Token } from "#queue/define-job.ts";
import { idOf } from "./adapter.ts";

type Row = {
  readonly id: JobId;
  state: "queued" | "processing" | "done" | "failed";
  token: Token;
  leaseUntil: number;
};

const LEASE_MS = 60_000;

export type QuickLedger = Ledger<Row, void> & { noteCommitted(id: JobId): void };

/**
 * The rules of the real ledger (analysis-ledger.ts) without a database, each step in constant time. Rows 0 to `backlog`
 * are there from the start; a row beyond them appears with its claim, as if its sender had just written it.
 */
export function createQuickLedger(backlog: number): QuickLedger {
  const rows = new Map<JobId, Row>();
  const held = new Map<Token, Row>();
  const inOrder: Row[] = [];
  let firstUnsettled = 0;
  for (let n = 0; n < backlog; n += 1) inOrder.push(addRow(idOf(n)));

  function addRow(id: JobId): Row {
    const row: Row = { id, state: "queued", token: "", leaseUntil: 0 };
    rows.set(id, row);
    return row;
  }

  function end(id: JobId, token: Token, state: Row["state"]): boolean {
    const row = rows.get(id);
    if (row?.state !== "processing" || row.token !== token) return false;
    row.state = state;
    row.leaseUntil = 0;
    held.delete(token);
    return true;
  }

  return {
    noteCommitted(id) {
      (rows.get(id) ?? addRow(id)).state = "done";
    },

    async claim(id, token): Promise<Claim<Row>> {
      const row = rows.get(id) ?? addRow(id);
      if (row.state === "done" || row.state === "failed") return { outcome: "settled" };
      if (token <= row.token) {
        return { outcome: "fenced", by: row.token, leaseAlive: row.leaseUntil > Date.now() };
      }
      held.delete(row.token);
      row.state = "processing";
      row.token = token;
      row.leaseUntil = Date.now() + LEASE_MS;
      held.set(token, row);
      return { outcome: "claimed", job: row };
    },

    holds: async (id, token) => held.get(token)?.id === id,

    async renew(tokens) {
      for (const token of tokens) {
        const row = held.get(token);
        if (row) row.leaseUntil = Date.now() + LEASE_MS;
      }
    },

    commit: async (id, token) => end(id, token, "done"),
    postpone: async (id, token) => end(id, token, "queued"),
    fail: async (id, token) => end(id, token, "failed"),
    release: async (id, token) => end(id, token, "queued"),

    async failCrashed(id) {
      const row = rows.get(id);
      if (!row || row.state === "done" || row.state === "failed") return false;
      row.state = "failed";
      return true;
    },

    async listUnsettled(after, limit) {
      const isDone = (row: Row | undefined) => row?.state === "done" || row?.state === "failed";
      while (isDone(inOrder[firstUnsettled])) firstUnsettled += 1;
      const found = [];
      // Ids grow with their place, so the page after an id begins after its place.
      let place = firstUnsettled;
      while (after !== undefined && (inOrder[place]?.id ?? "~") <= after) place += 1;
      for (; place < inOrder.length && found.length < limit; place += 1) {
        const row = inOrder[place];
        if (!row || isDone(row) || row.leaseUntil > Date.now()) continue;
        const isClaimed = row.state === "processing";
        found.push({ id: row.id, user: `user-${place % 20}`, cost: 1, delayMs: 0, isClaimed });
      }
      return found;
    },
  };
}
