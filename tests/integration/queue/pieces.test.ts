import { describe, expect, test } from "vitest";
import { givenQueue, type QueueSetup } from "#tests/support/queue.ts";
import { until } from "#tests/support/until.ts";

const keyOf = ({ prefix }: QueueSetup, name: string) => `${prefix}:{work}:${name}`;

/** A handler whose runs end when the test says so. */
function givenGate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return {
    open,
    handle: async () => {
      await opened;
      return "read";
    },
  };
}

async function untilNothingIsLeft(setup: QueueSetup): Promise<void> {
  const { redis } = setup;
  await until(
    async () =>
      (await redis.exists(
        ...["jobs", "wait", "delay", "progress", "cancelling"].map((name) => keyOf(setup, name)),
      )) === 0 && (await redis.xlen(keyOf(setup, "ready"))) === 0,
    { what: "nothing is left in Redis" },
  );
}

/** Two jobs run, two wait for a worker, one for its time. */
async function givenJobsEverywhere() {
  const setup = givenQueue();
  const gate = givenGate();
  setup.startWorker(gate.handle, { concurrency: 2 });
  for (const id of ["a", "b", "c", "d"]) await setup.enqueue(id);
  setup.ledger.add("later");
  await setup.queue.enqueue("later", { user: "somebody", delayMs: 300 });
  const running = () => [...setup.ledger.rows.values()].filter((row) => row.state === "processing");
  await until(() => running().length === 2, { what: "two jobs run" });
  return { setup, gate };
}

describe("a queue that has lost one of its keys, with jobs running, waiting and due later,", () => {
  test.each(["jobs", "wait", "delay", "ready", "fair", "meta", "slots", "workers", "events"])(
    "%s, runs every job, commits each once and leaves nothing behind",
    async (name) => {
      const { setup, gate } = await givenJobsEverywhere();
      await setup.redis.del(keyOf(setup, name));
      gate.open();
      await until(() => setup.all("done"), { what: "all jobs are done" });
      expect([...setup.ledger.rows.values()].map(({ commits }) => commits)).toEqual([
        1, 1, 1, 1, 1,
      ]);
      await untilNothingIsLeft(setup);
    },
  );
});

test("a consumer that is deleted with all that it held, and whose worker then dies, costs its jobs nothing", async () => {
  const setup = givenQueue();
  const ready = keyOf(setup, "ready");
  const victim = setup.startWorker(() => new Promise(() => undefined), { concurrency: 2 });
  for (const id of ["a", "b"]) await setup.enqueue(id);
  await until(() => setup.all("processing"), { what: "both run" });
  victim.unplug();
  const [name = ""] = await setup.redis.zrange(keyOf(setup, "workers"), "0", "-1");
  expect(await setup.redis.xgroup("DELCONSUMER", ready, "workers", name)).toBe(2);

  const crashes: number[] = [];
  setup.startWorker(async ({ id }) => {
    crashes.push((await setup.queue.inspect(id))?.crashes ?? -1);
    return "read";
  });
  await until(() => setup.all("done"), { what: "both are done" });
  expect(crashes).toEqual([0, 0]);
  await untilNothingIsLeft(setup);
});
