import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Redis } from "ioredis";
import { findAnalysis } from "#core/analyses/analyses.repo.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { createQueue, type Queue } from "#queue/queue.ts";
import { type Actor, openStage, type Stage } from "#tests/support/actors.ts";
import { askInsides, tellInsides } from "#tests/support/ask-insides.ts";
import { knock } from "#tests/support/knock.ts";
import { type Product, startProduct } from "#tests/support/product.ts";
import { until } from "#tests/support/until.ts";

/** The admins' side of the API and the live events, in a web that has no worker. */
let product: Product;
let stage: Stage;
let admin: Actor;
let redis: Redis;
let queue: Queue;
beforeAll(async () => {
  product = await startProduct({ worker: false, webFlags: tellInsides });
  stage = await openStage(product);
  admin = await stage.user("admin", "admin");
  redis = new Redis(`${product.redisUrl}/1`);
  queue = createQueue({ redis, name: "analyses" });
}, 60_000);
afterAll(async () => {
  redis.disconnect();
  await stage[Symbol.asyncDispose]();
  await product[Symbol.asyncDispose]();
});

const get = async (path: string) => {
  const response = await fetch(product.url + path, { headers: admin.headers });
  expect(response.status, path).toBe(200);
  return (await response.json()) as Record<string, unknown>;
};

type Heard = { readonly id: string; readonly job_id: string; readonly type: string };

/** Opens a stream of events and collects what it tells. */
async function listen(path: string, headers: Readonly<Record<string, string>> = {}) {
  const leaving = new AbortController();
  const response = await fetch(product.url + path, {
    headers: { ...admin.headers, ...headers },
    signal: leaving.signal,
  });
  expect(response.headers.get("Content-Type")).toContain("text/event-stream");
  const heard: Heard[] = [];
  let text = "";
  const reading = (async () => {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      const parts = text.split("\n\n");
      text = parts.pop() ?? "";
      for (const part of parts) {
        const data = /^data: (.*)$/m.exec(part)?.[1];
        if (data !== undefined) heard.push(JSON.parse(data) as Heard);
      }
    }
  })().catch(() => undefined);
  return {
    heard,
    async leave() {
      leaving.abort();
      await reading;
    },
  };
}

async function givenQueued(owner: Actor): Promise<string> {
  const { id } = await stage.reading(owner.owner ?? { kind: "guest", id: "" });
  await queue.enqueue(id, { user: owner.owner?.id ?? "" });
  return id;
}

test.each(["/admin/events", "/api/v1/admin/tail"])(
  "%s tells of the user, the job or the stream that is asked for, and of nothing else",
  async (path) => {
    const [ravi, meena] = [await stage.user("userOwner"), await stage.user("otherUser")];
    const everything = await listen(path);
    const byId = await listen(`${path}?user=${ravi.user?.id ?? ""}`);
    const byAddress = await listen(`${path}?user=${ravi.user?.email.toUpperCase() ?? ""}`);
    const ofNobody = await listen(`${path}?user=nobody@example.org`);
    const ofMail = await listen(`${path}?stream=mail`);
    const all = [everything, byId, byAddress, ofNobody, ofMail];

    // Listening begins a little after the answer does: the first jobs may come too early.
    const rung = { ravi: [] as string[], meena: [] as string[] };
    await until(
      async () => {
        rung.meena.push(await givenQueued(meena));
        rung.ravi.push(await givenQueued(ravi));
        return [everything, byId, byAddress].every(({ heard }) => heard.length > 1);
      },
      { what: "all listen" },
    );
    const last = await givenQueued(ravi);
    await until(() => everything.heard.some(({ job_id: id }) => id === last), {
      what: "it is told",
    });
    await until(() => byId.heard.some(({ job_id: id }) => id === last), { what: "it is told" });
    for (const { heard } of [byId, byAddress]) {
      expect(heard.filter(({ job_id: id }) => rung.meena.includes(id))).toEqual([]);
      expect(heard.every(({ type }) => type === "queued")).toBe(true);
    }
    expect(everything.heard.some(({ job_id: id }) => rung.meena.includes(id))).toBe(true);
    expect([...ofNobody.heard, ...ofMail.heard]).toEqual([]);
    await Promise.all(all.map(({ leave }) => leave()));

    const seen = byId.heard[0]?.id ?? "";
    const again = await listen(`${path}?job=${last}`, { "Last-Event-ID": seen });
    await until(() => again.heard.length > 0, { what: "what was missed is told" });
    expect(again.heard.map(({ job_id: id }) => id)).toEqual([last]);
    await again.leave();
  },
);

test("the streams are listed with figures, one of them with its workers and its history", async () => {
  const { items } = await get("/api/v1/admin/streams");
  expect(items).toMatchObject([
    { name: "analyses", is_paused: false },
    { name: "photos" },
    { name: "mail", waiting: 0 },
    { name: "replies", waiting: 0 },
  ]);
  const one = await get("/api/v1/admin/streams/analyses?hours=1");
  expect(one["workers"]).toEqual([]);
  expect(one["history"]).toHaveLength(60);
  expect(
    (await fetch(`${product.url}/api/v1/admin/streams/nothing`, { headers: admin.headers })).status,
  ).toBe(404);
});

test("an admin pauses a stream, lets it go on, and tries a dead letter again", async () => {
  const post = (path: string) => knock(`${product.url}/api/v1/admin${path}`, "POST", admin);
  expect(await (await post("/streams/analyses/pause")).json()).toEqual({
    ...{ name: "analyses", is_paused: true },
  });
  expect(await get("/api/v1/admin/streams/analyses")).toMatchObject({ is_paused: true });
  await post("/streams/analyses/resume");
  expect(await get("/api/v1/admin/streams/analyses")).toMatchObject({ is_paused: false });

  const { id } = await stage.reading({ kind: "user", id: admin.user?.id ?? "" });
  expect((await post(`/dead-letters/${id}/retry`)).status).toBe(409);
  await stage.db.updateTable("analyses").set({ status: "failed" }).where("id", "=", id).execute();
  const retried = await post(`/dead-letters/${id}/retry`);
  expect(retried.status).toBe(202);
  expect(await retried.json()).toEqual({ job_id: id, stream: "analyses", status: "queued" });
  expect((await findAnalysis(stage.db, id))?.status).toBe("queued");
  expect((await queue.inspect(id))?.phase).toBe("waiting");
  expect(await get("/api/v1/admin/dead-letters")).toMatchObject({ items: [], total: 0, page: 1 });
});

test.each([
  "/admin/analyses/%00",
  "/admin/analyses/nobody",
  "/analyses/%00",
  "/admin/streams/analyses/remove-worker?worker=Call%20this%20number",
])("%s is nowhere", async (path) => {
  expect((await fetch(product.url + path, { headers: admin.headers })).status).toBe(404);
});

test("a dead letter whose id cannot be one is nowhere", async () => {
  const url = `${product.url}/api/v1/admin/dead-letters/%00/retry`;
  expect((await knock(url, "POST", admin)).status).toBe(404);
});

test("an address cannot have a page say what is not so", async () => {
  const read = async (path: string) =>
    (await fetch(product.url + path, { headers: admin.headers })).text();
  const { acts } = messagesOf("en").admin.streams;
  expect(await read("/admin/dead-letters?done=retry-all&retried=x")).not.toContain("NaN");
  expect(await read("/admin/streams/analyses?done=rebuild&rung=x")).not.toContain("NaN");
  expect(await read("/admin/streams/analyses?done=resume")).toContain(acts.resume.done);
  expect(await read("/admin/streams/analyses?done=pause")).not.toContain(acts.pause.done);
});

test("a user's address in the page's address becomes their id", async () => {
  const { user } = await stage.user("userOwner");
  const address = new URLSearchParams({ stream: "mail", user: user?.email ?? "" });
  const response = await fetch(`${product.url}/hi/admin/tail?${address.toString()}`, {
    headers: admin.headers,
    redirect: "manual",
  });
  expect(response.status).toBe(303);
  expect(response.headers.get("Location")).toBe(`/hi/admin/tail?stream=mail&user=${user?.id}`);
});

test("a stream says how far it is before anything happens, and goes on from there without a gap", async () => {
  const leaving = new AbortController();
  const response = await fetch(`${product.url}/admin/events?stream=analyses`, {
    headers: admin.headers,
    signal: leaving.signal,
  });
  let text = "";
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (/^id: .*\n\n/m.test(text)) break;
  }
  leaving.abort();
  const id = /^id: (\d+-\d+)$/m.exec(text)?.[1] ?? "";
  expect(id).not.toBe("");

  // While nobody listens two jobs come under one id.
  const one = await stage.reading({ kind: "user", id: admin.user?.id ?? "" });
  const two = await stage.reading({ kind: "user", id: admin.user?.id ?? "" });
  await queue.enqueueMany([one, two].map(({ id: job }) => ({ id: job, user: "u" })));
  const hears = async (headers: Readonly<Record<string, string>>, after: string) => {
    const { heard, leave } = await listen(`/admin/events?stream=analyses${after}`, headers);
    const jobs = () => heard.map(({ job_id: job }) => job);
    await until(() => [one.id, two.id].every((job) => jobs().includes(job)), { what: "both" });
    await leave();
    return heard;
  };
  const missed = await hears({ "Last-Event-ID": id }, "");
  const told = missed.filter(({ job_id: job }) => job === one.id || job === two.id);
  expect(new Set(told.map(({ id: event }) => event)).size).toBe(1);
  // The page at first, and whoever has heard of one of the two only.
  await hears({}, `&after=${id}`);
  await hears({ "Last-Event-ID": told[0]?.id ?? "" }, "");
});

test("a stream that breaks leaves nobody listening behind it", async () => {
  const broken = await listen(`/admin/events?user=${admin.user?.id ?? ""}`);
  await until(async () => ((await askInsides(product)).followers ?? 0) === 1, {
    what: "it listens, and nobody else does",
  });
  await sql`alter table analyses rename to analyses_away`.execute(stage.db);
  try {
    await queue.enqueue("01900000-0000-7000-8000-00000000dead", { user: "u" });
    await until(async () => (await askInsides(product)).followers === 0, {
      what: "nobody listens any more",
    });
  } finally {
    await sql`alter table analyses_away rename to analyses`.execute(stage.db);
  }
  await broken.leave();
});
