import type { Evidence, Row } from "./evidence.ts";
import { AFTERMATH_MS } from "./faults.ts";
import type { ExitRecord, FaultRecord } from "./journal.ts";
import type { ProviderCall } from "./provider-process.ts";
import { heldBytes } from "./read-memory.ts";

/** What must be true after every storm. Each check answers with what speaks against it, rows named. */
export const invariants = {
  "I1 every submitted analysis has come to an end": checkEnds,
  "I2 every result was committed once, by the newest run, and runs were ordered": checkCommits,
  "I3 no run is uncounted or unexplained, and no failure is repeated beyond its attempts":
    checkRuns,
  "I4 no answer was paid for again without a reason": checkCalls,
  "I5 the provider never saw more than it allows in a minute": checkLimits,
  "I6 the queue is empty and knows exactly the workers that live": checkQueue,
  "I7 everybody who watched saw events in order, and the end": checkFollowers,
  "I8 no process ended by itself": checkProcesses,
  "I9 Redis holds no more than before": checkMemory,
  "I10 all was over in time": checkRecovery,
} satisfies Record<string, (evidence: Evidence) => string[]>;

export type InvariantName = keyof typeof invariants;

const finals = new Set<Row["status"]>(["completed", "failed", "cancelled"]);

/** As many runs of one job may fail before it is given up (core/analyses/jobs.ts). */
const ATTEMPTS = 5;

function checkEnds({ rows, load }: Evidence): string[] {
  const known = new Map(rows.map((row) => [row.id, row]));
  return [
    ...load.accepted.filter((id) => !known.has(id)).map((id) => `${id} was accepted and is gone`),
    ...rows
      .filter(({ status }) => !finals.has(status))
      .map(
        ({ id, status, run_token, error_code, not_before }) =>
          `${id} is still ${status} (run ${run_token || "none"}, ${error_code ?? "no error"}, ` +
          `not before ${new Date(not_before).toISOString()})`,
      ),
  ];
}

function checkCommits({ rows, changes }: Evidence): string[] {
  const found: string[] = [];
  const changesOf = groupBy(changes, ({ analysisId }) => analysisId);
  for (const row of rows) {
    const own = changesOf.get(row.id) ?? [];
    const commits = own.filter(({ to, from }) => to === "completed" && from !== "completed");
    if (commits.length !== (row.status === "completed" ? 1 : 0)) {
      found.push(`${row.id} is ${row.status} after ${commits.length} commits`);
    }
    let newest = "";
    let isOver = false;
    for (const change of own) {
      if (isOver) found.push(`${row.id} changed to ${change.to} after its end`);
      const isClaim = change.to === "processing";
      if (isClaim && change.newToken <= newest) {
        found.push(`${row.id}: run ${change.newToken} came after ${newest}`);
      }
      if (!isClaim && change.newToken !== newest) {
        found.push(`${row.id}: ${change.to} by ${change.newToken}, but ${newest} was the newest`);
      }
      newest = change.newToken;
      isOver = finals.has(change.to);
    }
  }
  return found;
}

function checkRuns({ rows, changes, journal }: Evidence): string[] {
  const found: string[] = [];
  const changesOf = groupBy(changes, ({ analysisId }) => analysisId);
  const losses = journal.faults.filter(({ name }) => losesCounts.has(name)).length;
  for (const row of rows) {
    const own = changesOf.get(row.id) ?? [];
    const claims = own.filter(({ to }) => to === "processing");
    if (claims.length !== row.attempts) {
      found.push(`${row.id} counts ${row.attempts} runs and had ${claims.length}`);
    }
    const failures = own.filter(({ from, to, errorCode }) => {
      return from === "processing" && to === "queued" && !costsNothing.has(errorCode ?? "none");
    });
    if (failures.length > (ATTEMPTS - 1) * (1 + losses)) {
      found.push(`${row.id} was tried again after ${failures.length} failures`);
    }
    for (const [index, { at, from, newToken }] of claims.entries()) {
      const since = claims[index - 1]?.at ?? at;
      if (from === "processing" && !isExplained(journal.faults, since, at)) {
        found.push(`${row.id}: run ${newToken} took over from one that nothing had happened to`);
      }
    }
  }
  return found;
}

/** Faults after which Redis may have forgotten how often a job has failed. */
const losesCounts = new Set(["FLUSHALL", "kill -9 Redis, data lost", "lose one key"]);
/** `none` is a run that was handed back. */
const costsNothing = new Set(["reader.rate_limited", "none"]);

function checkCalls({ changes, callsOf, storedOf, journal }: Evidence): string[] {
  const found: string[] = [];
  const claimsOf = groupBy(
    changes.filter(({ to }) => to === "processing"),
    ({ analysisId }) => analysisId,
  );
  for (const [id, calls] of callsOf) {
    if (id === "unknown") {
      found.push(`${calls.length} calls for photos that nobody has`);
      continue;
    }
    const paid = calls.filter(({ reply }) => isPaid(reply));
    const runs = claimsOf.get(id)?.length ?? 0;
    // A run that gets nonsense asks once more for the same.
    const repairs = paid.filter(({ reply }) => isNonsense(reply)).length;
    if (calls.length > runs + repairs)
      found.push(`${id} was asked for ${calls.length} times in ${runs} runs`);
    const unexplained = paid.filter(({ from, to }) => !isExplained(journal.faults, from, to));
    const stored = storedOf.get(id) ?? 0;
    if (unexplained.length > Math.max(1, stored)) {
      found.push(`${id} was paid for ${paid.length} times and ${stored} answers are stored`);
    }
  }
  return found;
}

function checkLimits({ provider: { window } }: Evidence): string[] {
  if (!window) return ["the provider had no limits"];
  return window.violations
    .filter(({ isExcused }) => !isExcused)
    .map(
      ({ at, what, used, asked, limit }) =>
        `${asked} ${what} on top of ${used} of ${limit}, after ${at} ms`,
    );
}

function isNonsense(reply: ProviderCall["reply"]): boolean {
  return ["truncated", "invalid_json", "empty"].includes(reply);
}

function isPaid(reply: ProviderCall["reply"]): boolean {
  return !["rate_limited", "out_of_money", "wrong_key", "server_error", "hang"].includes(reply);
}

/** True when something was broken then, or shortly before. */
function isExplained(faults: readonly FaultRecord[], from: number, to: number): boolean {
  return faults.some((fault) => fault.from <= to && fault.to + AFTERMATH_MS >= from);
}

function checkQueue({ queue, slots, liveWorkers, consumers, leftovers }: Evidence): string[] {
  const found = (["waiting", "delayed", "undelivered", "inFlight"] as const)
    .filter((name) => queue[name] !== 0)
    .map((name) => `${queue[name]} jobs are ${name}`);
  for (const [key, count] of Object.entries(leftovers)) {
    if (count > 0) found.push(`${count} left in ${key}`);
  }
  if (slots.length !== liveWorkers) {
    found.push(`${liveWorkers} workers live, and Redis counts on ${slots.join(", ")}`);
  }
  const strangers = consumers.filter((name) => !slots.includes(name));
  // A dead worker's consumer goes after it has been silent for a while; many of them would be a leak.
  if (strangers.length > 3 * liveWorkers) found.push(`consumers are left: ${strangers.join(", ")}`);
  return found;
}

function checkFollowers({ load, rows, journal }: Evidence): string[] {
  const found: string[] = [];
  const statusOf = new Map(rows.map(({ id, status }) => [id, status]));
  const losses = journal.faults.filter(({ name }) => losesEvents.has(name));
  for (const { analysisId, connections, lastStatus, lastAnswer, hasEnded } of load.followed) {
    if (!hasEnded) {
      found.push(`${analysisId}: who watched it was not told of the end (last: ${lastAnswer})`);
    }
    if (hasEnded && lastStatus !== null && lastStatus !== statusOf.get(analysisId)) {
      found.push(`${analysisId} is ${statusOf.get(analysisId)}, and was shown as ${lastStatus}`);
    }
    let last = "";
    let lastFrom = 0;
    for (const { from, ids } of connections) {
      // Ids are counted anew after a loss of data.
      if (losses.some((loss) => loss.to >= lastFrom && loss.from <= from)) last = "";
      for (const id of ids) {
        if (last !== "" && compareIds(id, last) < 0)
          found.push(`${analysisId}: ${id} after ${last}`);
        last = id;
      }
      lastFrom = from;
    }
  }
  return found;
}

const losesEvents = new Set([
  "FLUSHALL",
  "kill -9 Redis, data lost",
  "lose one key",
  "clock goes back",
]);

function compareIds(one: string, other: string): number {
  const [a = 0, b = 0] = one.split("-").map(Number);
  const [c = 0, d = 0] = other.split("-").map(Number);
  return a - c || b - d;
}

function checkProcesses({ journal }: Evidence): string[] {
  return [
    ...journal.exits
      .filter((exit) => !exit.isExpected && !couldNotHandBack(exit, journal.faults))
      .map(
        ({ process, how, at }) => `${process} ended with ${how} at ${new Date(at).toISOString()}`,
      ),
    ...[...journal.said]
      .filter(([line]) => /unexpected error|unhandled|worker is stuck/i.test(line))
      .map(([line, times]) => `${times} × ${line}`),
  ];
}

/**
 * True for a worker whose time to stop ran out because what it had to hand back to did not answer. It ends with code 1
 * then, as designed, and others find what it held.
 */
function couldNotHandBack(
  { how, at, wasTold }: ExitRecord,
  faults: readonly FaultRecord[],
): boolean {
  if (!wasTold || how !== "code 1") return false;
  return faults.some(({ name, from, to }) => {
    return silences.has(name) && from <= at && to + AFTERMATH_MS >= at;
  });
}

/** Faults during which Redis or the database does not answer. */
const silences = new Set([
  "freeze Redis",
  "DEBUG SLEEP",
  "kill -9 Redis",
  "kill -9 Redis, data lost",
  "Redis connections cut again and again",
  "Redis cut off",
  "Redis in a black hole",
  "replies of Redis lost",
  "database locked",
  "database stalls",
]);

function checkMemory({ memory: { before, after } }: Evidence): string[] {
  const [was, is] = [heldBytes(before), heldBytes(after)];
  if (is <= 1.1 * was) return [];
  return [`${is} bytes, ${was} before (${JSON.stringify({ before, after })})`];
}

function checkRecovery({ recoveredMs, recoveryLimitMs }: Evidence): string[] {
  if (recoveredMs !== null) return [];
  return [`not after ${recoveryLimitMs} ms`];
}

function groupBy<One>(list: readonly One[], keyOf: (one: One) => string): Map<string, One[]> {
  const groups = new Map<string, One[]>();
  for (const one of list) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
