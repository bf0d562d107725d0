/** One guard of the product, how it is taken away, and the test that must not bear that. */
export type Guard = {
  readonly name: string;
  readonly file: string;
  /** The guard as it stands in the file, once. */
  readonly original: string;
  readonly mutated: string;
  readonly test: {
    readonly file: string;
    /** The test's name as it stands in its file. */
    readonly name: string;
  };
};

const lua = "app/queue/lua";
const queueTests = "tests/integration/queue";
const ledger = "app/core/jobs/row-ledger.ts";
const ledgerTests = "app/core/analyses/analysis-ledger.repo.test.ts";

/** Every guard that keeps work from being lost, done twice or left behind. */
export const guards: readonly Guard[] = [
  {
    name: "settle: only the run whose entry still exists changes its job",
    file: `${lua}/settle.ts`,
    original: `own[i] = r('XDEL', READY, entry) == 1 end`,
    mutated: `own[i] = r('XDEL', READY, entry) >= 0 end`,
    test: {
      file: `${queueTests}/guards.test.ts`,
      name: "changes nothing of its heir, however it ends",
    },
  },
  {
    name: "progress: only the run whose entry still exists is heard",
    file: `${lua}/progress.ts`,
    original: `if #r('XRANGE', READY, ARGV[2], ARGV[2]) == 0 then return 0 end`,
    mutated: ``,
    test: {
      file: `${queueTests}/guards.test.ts`,
      name: "changes nothing of its heir, however it ends",
    },
  },
  {
    name: "beat: renewing is no delivery (JUSTID)",
    file: `${lua}/beat.ts`,
    original: `claim[#claim + 1] = 'JUSTID'`,
    mutated: ``,
    test: {
      file: `${queueTests}/guards.test.ts`,
      name: "a beat renews what a worker holds without counting it as delivered again",
    },
  },
  {
    name: "beat: an entry that was taken away is lost",
    file: `${lua}/beat.ts`,
    original: `if not renewed[entry] then lost[#lost + 1] = entry end`,
    mutated: ``,
    test: {
      file: `${queueTests}/guards.test.ts`,
      name: "is not stolen back by a beat that comes late",
    },
  },
  {
    name: "beat: strays go back into line",
    file: `${lua}/beat.ts`,
    original: `    waitFirst(id)
    strays = strays + 1`,
    mutated: ``,
    test: {
      file: `${queueTests}/outage.test.ts`,
      name: "leaves no job with a worker that knows nothing of it, and nobody counts a death",
    },
  },
  {
    name: "reap: a consumer goes only when nothing is pending for it",
    file: `${lua}/reap.ts`,
    original: `if o.pending == 0 and o.idle`,
    mutated: `if o.idle`,
    test: {
      file: `${queueTests}/guards.test.ts`,
      name: "a dead worker with more in hand than one look can take loses none of it unnoticed: every job counts its death",
    },
  },
  {
    name: "leave: a consumer goes only when nothing is pending for it",
    file: `${lua}/leave.ts`,
    original: `if #r('XPENDING', READY, 'workers', '-', '+', 1, ARGV[1]) > 0 then return 0 end`,
    mutated: ``,
    test: {
      file: `${queueTests}/guards.test.ts`,
      name: "a worker that leaves while something is pending for it stays known, so that it is found",
    },
  },
  {
    name: "reap: who has not beaten of late judges nobody",
    file: `${lua}/reap.ts`,
    original: `if now - tonumber(r('ZSCORE', k'workers', ARGV[3]) or 0) > idle / 2 then return { 0, {}, 0, feed() } end`,
    mutated: ``,
    test: {
      file: `${queueTests}/guards.test.ts`,
      name: "a worker whose words have lain on their way through an outage takes nothing from anybody",
    },
  },
  {
    name: "reap: after an outage everybody has time to renew",
    file: "app/queue/worker.ts",
    original: `if (performance.now() - answeringSince < 2 * timings.beatMs) return;`,
    mutated: ``,
    test: {
      file: `${queueTests}/outage.test.ts`,
      name: "a worker that is back first gives the others time to renew",
    },
  },
  {
    name: "reap: a job that takes too many workers with it is set aside",
    file: `${lua}/reap.ts`,
    original: `elseif s.crashes > max then`,
    mutated: `elseif false then`,
    test: {
      file: `${queueTests}/recovery.test.ts`,
      name: "a job that takes every worker with it is set aside",
    },
  },
  {
    name: "reap: entries that nobody can get any more",
    file: `${lua}/reap.ts`,
    original: `if not pending[e[1]] then`,
    mutated: `if false then`,
    test: {
      file: `${queueTests}/pieces.test.ts`,
      name: "a consumer that is deleted with all that it held, and whose worker then dies, costs its jobs nothing",
    },
  },
  {
    name: "reap: words about jobs that have no place",
    file: `${lua}/reap.ts`,
    original: `if not (waits[i] or delays[i] or out[id]) then forgetRun(id) end`,
    mutated: ``,
    test: {
      file: `${queueTests}/pieces.test.ts`,
      name: "%s, runs every job, commits each once and leaves nothing behind",
    },
  },
  {
    name: "prelude: the heal line",
    file: `${lua}/prelude.ts`,
    original: `if r('EXISTS', READY) == 0 then r('XGROUP', 'CREATE', READY, 'workers', '0', 'MKSTREAM') end`,
    mutated: ``,
    test: {
      file: `${queueTests}/guards.test.ts`,
      name: "%s may be the first that an empty Redis hears",
    },
  },
  {
    name: "enqueue: what is scheduled is not scheduled again",
    file: `${lua}/enqueue.ts`,
    original: `if not phase and known[i] then phase = phaseOf(id) end`,
    mutated: ``,
    test: { file: `${queueTests}/queue.test.ts`, name: "enqueueing twice is the same as once" },
  },
  {
    name: "wait: a user's jobs start one after the other (fair order)",
    file: `${lua}/prelude.ts`,
    original: `local start = math.max(v, tags[job.user])`,
    mutated: `local start = v`,
    test: {
      file: `${queueTests}/queue.test.ts`,
      name: "tells how many stand before a job, and takes users in turn",
    },
  },
  {
    name: "watchdog: a read that never comes back is given up",
    file: "app/queue/blocking-read.ts",
    original: `      attempt.abort();
      reject(new BlockedTooLong(limitMs));
      redis.disconnect(true);`,
    mutated: `      attempt.abort();`,
    test: {
      file: `${queueTests}/outage.test.ts`,
      name: "sends nothing more, and what it brings late is handed over to be put back",
    },
  },
  {
    name: "a blocking read dies with its connection",
    file: "app/queue/connection.ts",
    original: `    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,`,
    mutated: `    maxRetriesPerRequest: null,`,
    test: {
      file: `${queueTests}/outage.test.ts`,
      name: "dies with its connection and is not sent again",
    },
  },
  {
    name: "floor: new entries are newer than what the ledger has seen",
    file: "app/queue/run-job.ts",
    original: `await options.raiseFloor(ms, seq);`,
    mutated: `void [ms, seq];`,
    test: {
      file: `${queueTests}/guards.test.ts`,
      name: "after a loss of data and with a clock that went back, rows that have seen newer runs are still done",
    },
  },
  {
    name: "sweep: rows that Redis does not know are rung for",
    file: "app/queue/sweep.ts",
    original: `if (isLive(phase)) continue;`,
    mutated: `if (isLive(phase) || phase === undefined) continue;`,
    test: {
      file: `${queueTests}/recovery.test.ts`,
      name: "a doorbell that was lost is rung by the sweep",
    },
  },
  {
    name: "beat: a group that was lost without its stream is put back",
    file: `${lua}/beat.ts`,
    original: `redis.pcall('XGROUP', 'CREATE', READY, 'workers', '0')`,
    mutated: ``,
    test: {
      file: `${queueTests}/recovery.test.ts`,
      name: "a worker goes on when only the group disappears under its blocked read",
    },
  },
  {
    name: "worker: what it cannot finish is handed back",
    file: "app/queue/run-job.ts",
    original: `await ledger.release(id, token);`,
    mutated: ``,
    test: {
      file: `${queueTests}/worker.test.ts`,
      name: "hands back what it cannot finish when it stops, and that costs no attempt",
    },
  },
  {
    name: "SQL: a claim needs a newer run (fence)",
    file: ledger,
    original: `        .where("run_token", "<", token)
`,
    mutated: ``,
    test: {
      file: ledgerTests,
      name: "a claim takes the row, and only a newer run can take it over",
    },
  },
  {
    name: "SQL: a commit needs the run that has claimed (fence)",
    file: ledger,
    original: `.where("id", "=", id)
      .where("run_token", "=", token)`,
    mutated: `.where("id", "=", id)`,
    test: { file: ledgerTests, name: "of two runs only the newer one can commit" },
  },
  {
    name: "SQL: a commit needs a row that runs (compare and set)",
    file: ledger,
    original: `.where("id", "=", id)
      .where("run_token", "=", token)
      .where("status", "=", "processing")`,
    mutated: `.where("id", "=", id)
      .where("run_token", "=", token)`,
    test: { file: ledgerTests, name: "of two runs only the newer one can commit" },
  },
  {
    name: "SQL: a claim needs a row that is not over (compare and set)",
    file: ledger,
    original: `        .where("status", "in", ["queued", "processing"])
        .where("run_token", "<", token)
`,
    mutated: `        .where("run_token", "<", token)
`,
    test: { file: ledgerTests, name: "a finished row is settled for every later run" },
  },
  {
    name: "SQL: a run whose lease has ended is seen by the sweep",
    file: ledger,
    original: `and([eb("status", "=", "processing"), eb("lease_until", "<", nowMs)]),`,
    mutated: ``,
    test: {
      file: ledgerTests,
      name: "the sweep sees queued rows that have waited and runs whose lease ran out, nothing else",
    },
  },
  {
    name: "SQL: leases are renewed",
    file: ledger,
    original: `.set((eb) => ({ lease_until: eb(nowMs, "+", leaseMs) }))`,
    mutated: `.set({ lease_until: 1 })`,
    test: { file: ledgerTests, name: "a renewed lease keeps the sweep away" },
  },
  {
    name: "SQL: only a queued reading can be cancelled (compare and set)",
    file: "app/core/analyses/cancel-analysis.ts",
    original: `    .where("status", "=", "queued")
`,
    mutated: ``,
    test: {
      file: "app/core/analyses/own-analysis.repo.test.ts",
      name: "a run that has claimed the row first wins, and keeps what it needs",
    },
  },
  {
    name: "an answer that was paid for is remembered",
    file: "app/core/analyses/paid-calls.repo.ts",
    original: `if (remembered) return remembered;`,
    mutated: ``,
    test: {
      file: "app/core/analyses/paid-calls.repo.test.ts",
      name: "what was paid for once is read again by the next run",
    },
  },
];
