import { expect, test } from "vitest";
import { queueNames } from "#core/jobs/queue-names.ts";
import { queues } from "./queues.ts";

test.each(queueNames)("what WORKER_QUEUES calls %s is that queue, with its own jobs", (name) => {
  expect(queues[name].job.queue).toBe(name);
});
