import { setTimeout as delay } from "node:timers/promises";
import type { FakeReply } from "#tests/support/fake-openai.ts";
import type { Fault } from "../faults.ts";
import { PROVIDER_LIMITS } from "../world.ts";

const times = (count: number, reply: FakeReply) => Array.from({ length: count }, () => reply);

export const providerFaults = {
  async "provider answers 429"({ provider }, random) {
    provider.next(...times(random.between(1, 4), { kind: "rate_limited", retryAfterSeconds: 1 }));
  },

  async "provider answers 500"({ provider }, random) {
    provider.next(...times(random.between(1, 3), { kind: "server_error" }));
  },

  async "provider hangs"({ provider }, random) {
    provider.next(...times(random.between(1, 2), { kind: random.pick(["hang", "hang_in_body"]) }));
  },

  async "provider breaks off"({ provider }, random) {
    provider.next(...times(random.between(1, 2), { kind: "reset" }));
  },

  async "provider talks nonsense"({ provider }, random) {
    provider.next(...times(1, { kind: random.pick(["truncated", "invalid_json", "empty"]) }));
  },

  async "provider halves its limits"({ provider }) {
    const { requests, tokens } = PROVIDER_LIMITS;
    provider.setLimits({ requests: requests / 2, tokens: tokens / 2 });
    await delay(8_000);
    provider.setLimits(PROVIDER_LIMITS);
  },

  async "what was sent to the provider is forgotten"({ redis: { admin } }, _random, note) {
    const keys = await admin.keys("hr:{limit:*");
    note(keys.join(", "));
    if (keys.length > 0) await admin.del(...keys);
  },
} satisfies Record<string, Fault>;
