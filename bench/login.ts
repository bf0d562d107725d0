import { createApiClient } from "#tests/support/api-client.ts";
import { openStage } from "#tests/support/actors.ts";
import { startProduct } from "#tests/support/product.ts";
import { createBcryptHasher } from "#platform/passwords/bcrypt-hasher.ts";
import { insertUser } from "#core/users/users.repo.ts";

/**
 * What a login costs, whether it betrays that an address has an account, and what it does to everybody else: the
 * event loop's delay while eight people log in at a time. Every request comes from a network of its own, so that no
 * rate limit is met.
 */
const PAIRS = 60;
const AT_ONCE = 8;
const ROUNDS = 10;
const password = "a quiet evening by the river";

await using product = await startProduct({
  worker: false,
  env: { TRUST_PROXY: "1" },
  webFlags: ["--import", new URL("./event-loop-delay.ts", import.meta.url).pathname],
});
const stage = await openStage(product);
const hasher = createBcryptHasher();
const passwordHash = await hasher.hash(password);
const addresses: string[] = [];
for (let n = 0; n < PAIRS + AT_ONCE * ROUNDS; n += 1) {
  addresses.push(`known-${n}@example.org`);
  await insertUser(stage.db, { email: `known-${n}@example.org`, passwordHash, language: "en" });
}

let networks = 0;
async function ask(path: string, body: object): Promise<number> {
  const client = createApiClient(product.url);
  networks += 1;
  const startedAt = performance.now();
  const response = await client.plainRequest(path, {
    method: "POST",
    body: JSON.stringify(body),
    headers: {
      "Content-Type": "application/json",
      "X-Forwarded-For": `10.${networks >> 8}.${networks & 255}.1`,
    },
  });
  await response.arrayBuffer();
  if (![200, 202, 401].includes(response.status)) throw new Error(`answered ${response.status}`);
  return performance.now() - startedAt;
}

/** Known and unknown by turns, so that whatever else the machine does hits both. */
async function compare(path: string, bodyFor: (email: string) => object) {
  const known: number[] = [];
  const unknown: number[] = [];
  await ask(path, bodyFor("warm@example.org"));
  for (let n = 0; n < PAIRS; n += 1) {
    known.push(await ask(path, bodyFor(`known-${n}@example.org`)));
    unknown.push(await ask(path, bodyFor(`unknown-${n}@example.org`)));
  }
  return { known: describe(known), unknown: describe(unknown) };
}

function describe(times: readonly number[]) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) /
    10;
  return { p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95) };
}

const login = await compare("/api/v1/auth/login", (email) => ({ email, password: "wrong" }));
const reset = await compare("/api/v1/auth/password-reset", (email) => ({ email }));
console.log("Milliseconds for an address that has an account, and for one that has none:");
console.table({
  "login, known": login.known,
  "login, unknown": login.unknown,
  "reset, known": reset.known,
  "reset, unknown": reset.unknown,
});

// Somebody who does not log in, again and again: what the logins cost everybody else.
const meanwhile: number[] = [];
const stopping = new AbortController();
const others = (async () => {
  while (!stopping.signal.aborted) {
    const startedAt = performance.now();
    await (await fetch(`${product.url}/-/healthz`)).arrayBuffer();
    meanwhile.push(performance.now() - startedAt);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
})();

const linesBefore = product.lines.length;
const times: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const batch = addresses.slice(PAIRS + round * AT_ONCE, PAIRS + (round + 1) * AT_ONCE);
  times.push(
    ...(await Promise.all(batch.map((email) => ask("/api/v1/auth/login", { email, password })))),
  );
}
const delays = product.lines
  .slice(linesBefore)
  .map((line) => /"loopDelay\W+p99\W+([\d.]+)\W+max\W+([\d.]+)/.exec(line))
  .filter((match) => match !== null);
console.log(`${AT_ONCE} people log in at a time, ${times.length} logins, milliseconds:`);
stopping.abort();
await others;
console.table({ login: describe(times), "another page meanwhile": describe(meanwhile) });
console.log("The web's event loop meanwhile, per half second, milliseconds:");
console.table({
  "p99 (worst)": Math.max(...delays.map(([, p99]) => Number(p99))),
  "max (worst)": Math.max(...delays.map(([, , max]) => Number(max))),
});

await hasher.close();
await stage[Symbol.asyncDispose]();
