import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStage, type Stage } from "#tests/support/actors.ts";
import { type ApiClient, createApiClient } from "#tests/support/api-client.ts";
import { type Product, startProduct } from "#tests/support/product.ts";
import { linkIn, type SmtpInbox, startSmtpInbox } from "#tests/support/smtp-inbox.ts";
import { drawHand } from "#tests/support/synthetic-hand.ts";

const password = "a quiet evening by the river";

/** Accounts over real sockets, with a real SMTP server behind them. */
describe("accounts in the API", () => {
  let inbox: SmtpInbox;
  let product: Product;
  let stage: Stage;
  let photo: Uint8Array<ArrayBuffer>;
  beforeAll(async () => {
    inbox = await startSmtpInbox();
    product = await startProduct({
      env: {
        SMTP_URL: inbox.url,
        MAIL_FROM: "Hastarekha <palms@example.org>",
        ALLOWED_ORIGINS: "https://friend.example",
        USER_ANALYSES_PER_DAY: "2",
      },
    });
    stage = await openStage(product);
    photo = Uint8Array.from(await drawHand());
  }, 60_000);
  afterAll(async () => {
    await stage[Symbol.asyncDispose]();
    await product[Symbol.asyncDispose]();
    await inbox[Symbol.asyncDispose]();
  });
  const client = () => createApiClient(product.url);
  const tokenOf = (link: string) => new URL(link).pathname.split("/").at(-1) ?? "";

  async function registered(email: string, by: ApiClient = client()): Promise<ApiClient> {
    const response = await by.json("POST", "/api/v1/auth/register", { email, password });
    expect(response.status).toBe(201);
    return by;
  }

  async function verified(email: string): Promise<ApiClient> {
    const by = await registered(email);
    const link = linkIn(await inbox.waitFor(email));
    const page = await (await by.request(new URL(link).pathname)).text();
    const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? "";
    const response = await by.plainRequest(new URL(link).pathname, {
      method: "POST",
      body: new URLSearchParams({ csrf }),
    });
    expect(response.status).toBe(303);
    return by;
  }

  test("registering in the guest's browser opens the full report, and no stranger's", async () => {
    const by = client();
    const id = await by.submit({ left_image: photo });
    await by.finish(id);
    expect((await by.request(`/api/v1/analyses/${id}`)).status).toBe(401);

    const guestOnly = by.cookie;
    await registered("claims@example.org", by);
    const full = (await (await by.request(`/api/v1/analyses/${id}`)).json()) as {
      report: { hand_profile: object };
    };
    expect(full.report.hand_profile).toBeDefined();
    // The guest cookie alone opens it no more.
    const before = await fetch(`${product.url}/api/v1/analyses/${id}/status`, {
      headers: { Cookie: guestOnly },
    });
    expect(before.status).toBe(404);
    expect(await (await by.request(`/api/v1/analyses/${id}/summary`)).json()).toMatchObject({
      requires_login: false,
    });
    const again = await by.json("POST", `/api/v1/analyses/${id}/claim`);
    expect(again.status).toBe(409);
  });

  test("the session has a new id after a login and after a new password, and the old one is dead", async () => {
    const by = await registered("rotates@example.org");
    const first = by.cookie;
    await by.json("POST", "/api/v1/auth/login", { email: "rotates@example.org", password });
    const second = by.cookie;
    const next = "another evening by the river";
    const changed = await by.json("POST", "/api/v1/auth/password", {
      current_password: password,
      new_password: next,
    });
    expect(changed.status).toBe(204);
    expect(new Set([first, second, by.cookie]).size).toBe(3);
    for (const cookie of [first, second]) {
      const me = await fetch(`${product.url}/api/v1/auth/me`, { headers: { Cookie: cookie } });
      expect(me.status).toBe(401);
    }
    expect((await by.request("/api/v1/auth/me")).status).toBe(200);
    expect((await inbox.waitFor("rotates@example.org", 1)).subject).toBeTruthy();
  });

  test("a login with the old password that is under way while the password changes opens nothing", async () => {
    const email = "under-way@example.org";
    const by = await registered(email);
    const intruders = [client(), client(), client(), client()];
    const logins = intruders.map((intruder) =>
      intruder.json("POST", "/api/v1/auth/login", { email, password }),
    );
    const changed = by.json("POST", "/api/v1/auth/password", {
      current_password: password,
      new_password: "another evening by the river",
    });
    await Promise.all([...logins, changed]);
    expect((await changed).status).toBe(204);
    for (const intruder of intruders) {
      expect((await intruder.request("/api/v1/auth/me")).status).toBe(401);
    }
    expect((await by.request("/api/v1/auth/me")).status).toBe(200);
  });

  test("an earlier link sets no password any more once the password was changed", async () => {
    const email = "two-ways@example.org";
    const by = await verified(email);
    await client().json("POST", "/api/v1/auth/password-reset", { email });
    const token = tokenOf(linkIn(await inbox.waitFor(email, 1)));
    const next = "another evening by the river";
    await by.json("POST", "/api/v1/auth/password", {
      current_password: password,
      new_password: next,
    });
    const confirm = await client().json("POST", "/api/v1/auth/password-reset/confirm", {
      token,
      new_password: "a third evening",
    });
    expect(confirm.status).toBe(404);
  });

  test("somebody who tries another's address again and again does not fill their mailbox", async () => {
    const email = "left-alone@example.org";
    await registered(email);
    await inbox.waitFor(email);
    for (let n = 0; n < 8; n += 1) {
      const tried = await client().json("POST", "/api/v1/auth/register", {
        email,
        password: `not the password ${n}`,
      });
      expect(tried.status).toBe(409);
    }
    await inbox.waitFor(email, 5);
    const sent = inbox.mails.filter((mail) => JSON.stringify(mail.to).includes(email));
    expect(sent).toHaveLength(6);
  });

  test("private pages are kept nowhere, and the way back after a logout leads to nothing", async () => {
    const actor = await stage.user("userOwner");
    const { id } = await stage.reading(actor.owner ?? { kind: "user", id: "" });
    for (const path of ["/account", "/analyses", `/analyses/${id}`, `/api/v1/analyses/${id}`]) {
      const { headers } = await fetch(product.url + path, { headers: actor.headers });
      expect(headers.get("cache-control"), path).toBe("private, no-store");
    }
  });

  test("a forgotten password is set anew by the mail's link, once, and every session ends", async () => {
    const email = "forgets@example.org";
    const by = await verified(email);
    const mailsSoFar = 1;
    const known = await client().json("POST", "/api/v1/auth/password-reset", { email });
    const unknown = await client().json("POST", "/api/v1/auth/password-reset", {
      email: "nobody@example.org",
    });
    expect([known.status, unknown.status]).toEqual([202, 202]);
    expect(await known.json()).toEqual(await unknown.json());

    const token = tokenOf(linkIn(await inbox.waitFor(email, mailsSoFar)));
    const confirm = (new_password: string) =>
      client().json("POST", "/api/v1/auth/password-reset/confirm", { token, new_password });
    expect((await confirm("short")).status).toBe(422);
    expect((await confirm("the third river")).status).toBe(204);
    expect((await confirm("the fourth river")).status).toBe(404);
    expect((await by.request("/api/v1/auth/me")).status).toBe(401);
    const login = await client().json("POST", "/api/v1/auth/login", {
      email,
      password: "the third river",
    });
    expect(login.status).toBe(200);
    expect(inbox.mails.some((mail) => JSON.stringify(mail.to).includes("nobody@"))).toBe(false);
  });

  test("an address that a stranger registered and never confirmed goes back to its owner, with nothing of the stranger's", async () => {
    const email = "victim@example.org";
    const stranger = await registered(email);
    await inbox.waitFor(email);
    const own = await client().json("POST", "/api/v1/auth/register", {
      email,
      password: "the owner's own words",
    });
    expect(own.status).toBe(409);
    expect((await inbox.waitFor(email, 1)).text).toContain("/forgot-password");

    await client().json("POST", "/api/v1/auth/password-reset", { email });
    const link = linkIn(await inbox.waitFor(email, 2));
    // It sets no password: nobody has shown yet that the account is theirs.
    const reset = await client().json("POST", "/api/v1/auth/password-reset/confirm", {
      token: tokenOf(link),
      new_password: "the owner's own words",
    });
    expect(reset.status).toBe(404);

    const owner = client();
    const page = await (await owner.request(new URL(link).pathname)).text();
    const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? "";
    await owner.plainRequest(new URL(link).pathname, {
      method: "POST",
      body: new URLSearchParams({ csrf }),
    });
    expect((await stranger.request("/api/v1/auth/me")).status).toBe(401);
    await registered(email, owner);
  });

  test("wrong credentials and unknown addresses are told in the same words, and too many tries are slowed", async () => {
    await registered("guessed@example.org");
    const wrong = await client().json("POST", "/api/v1/auth/login", {
      email: "guessed@example.org",
      password: "wrong",
    });
    const unknown = await client().json("POST", "/api/v1/auth/login", {
      email: "unknown@example.org",
      password: "wrong",
    });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    const [one, two] = (await Promise.all([wrong.json(), unknown.json()])) as { title: string }[];
    expect(one?.title).toBe(two?.title);

    const tries = await Promise.all(
      Array.from({ length: 12 }, () =>
        client().json("POST", "/api/v1/auth/login", {
          email: "guessed@example.org",
          password: "x",
        }),
      ),
    );
    const slowed = tries.filter(({ status }) => status === 429);
    expect(slowed.length).toBeGreaterThanOrEqual(3);
    expect(Number(slowed[0]?.headers.get("Retry-After"))).toBeGreaterThan(0);
  });

  test("a token of a program reads and sends in its owner's name, but does not change the account", async () => {
    const by = await registered("programs@example.org");
    const made = (await (
      await by.json("POST", "/api/v1/account/tokens", { name: "script" })
    ).json()) as { token: string; token_id: string };
    const program = (path: string, init: RequestInit = {}) =>
      fetch(product.url + path, {
        ...init,
        headers: { Authorization: `Bearer ${made.token}` },
      });
    expect(await (await program("/api/v1/auth/me")).json()).toMatchObject({
      email: "programs@example.org",
    });
    const body = new FormData();
    body.set("left_image", new Blob([photo]), "p.jpg");
    const sent = await program("/api/v1/analyses", { method: "POST", body });
    expect(sent.status).toBe(202);
    expect(await (await by.request("/api/v1/analyses")).json()).toMatchObject({ total: 1 });
    expect((await program("/api/v1/account/tokens")).status).toBe(403);

    const gone = await by.json("DELETE", `/api/v1/account/tokens/${made.token_id}`);
    expect(gone.status).toBe(204);
    expect((await program("/api/v1/auth/me")).status).toBe(401);
  });

  test("an account's readings of a day are counted, deletion gives none back, and the answer says when", async () => {
    const by = await registered("counts@example.org");
    const first = await by.submit({ left_image: photo });
    await by.submit({ right_image: photo });
    await by.json("DELETE", `/api/v1/analyses/${first}`);
    const third = await by.send({ left_image: photo });
    expect(third.status).toBe(429);
    expect(Number(third.headers.get("Retry-After"))).toBeGreaterThan(80_000);
    expect(await third.json()).toMatchObject({ type: "/problems/quota.analyses" });
  });

  test("sessions are listed with device and place, and one can be ended from another", async () => {
    const email = "everywhere@example.org";
    const here = await registered(email);
    const there = client();
    await there.request("/api/v1/auth/login", {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "User-Agent":
          "Mozilla/5.0 (Linux; Android 13; SM-A045F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36",
      },
      body: JSON.stringify({ email, password }),
    });
    const { items } = (await (await here.request("/api/v1/auth/sessions")).json()) as {
      items: { session_id: string; device: string; place: string; is_current: boolean }[];
    };
    const other = items.find(({ is_current: isCurrent }) => !isCurrent);
    expect(other).toMatchObject({ device: "Chrome, Android", place: "127.0.0.x" });
    const ended = await here.json("DELETE", `/api/v1/auth/sessions/${other?.session_id ?? ""}`);
    expect(ended.status).toBe(204);
    expect((await there.request("/api/v1/auth/me")).status).toBe(401);
    expect((await here.request("/api/v1/auth/me")).status).toBe(200);
  });

  test("the list of readings has pages, newest first, and nobody else's", async () => {
    const actor = await stage.user("userOwner");
    const other = await stage.user("otherUser");
    const ids: string[] = [];
    for (let n = 0; n < 7; n += 1) {
      ids.push((await stage.reading(actor.owner ?? { kind: "user", id: "" })).id);
    }
    await stage.reading(other.owner ?? { kind: "user", id: "" });
    const list = async (query: string) =>
      (await (
        await fetch(`${product.url}/api/v1/analyses${query}`, { headers: actor.headers })
      ).json()) as { items: { analysis_id: string }[]; total: number; has_more: boolean };
    const [first, second] = [await list(""), await list("?page=2")];
    expect(first).toMatchObject({ total: 7, has_more: true });
    expect(second).toMatchObject({ total: 7, has_more: false });
    expect([...first.items, ...second.items].map((item) => item.analysis_id)).toEqual(
      ids.reverse(),
    );
    expect(await list("?per_page=1000")).toMatchObject({ per_page: 20, has_more: false });
    expect((await list("?per_page=1000")).items).toHaveLength(7);
    expect((await list("?page=-1&per_page=20")).items).toHaveLength(7);
  });

  test("only sites that the settings name may use the API from their pages", async () => {
    const ask = (origin: string) =>
      fetch(`${product.url}/api/v1/auth/csrf`, {
        method: "OPTIONS",
        headers: { Origin: origin, "Access-Control-Request-Method": "POST" },
      });
    const friend = await ask("https://friend.example");
    expect(friend.status).toBe(204);
    expect(friend.headers.get("access-control-allow-origin")).toBe("https://friend.example");
    expect(friend.headers.get("access-control-allow-credentials")).toBe("true");
    expect(friend.headers.get("access-control-allow-headers")).toContain("X-CSRF-Token");
    expect(
      (await ask("https://elsewhere.example")).headers.get("access-control-allow-origin"),
    ).toBeNull();
    const read = await fetch(`${product.url}/api/v1/auth/csrf`, {
      headers: { Origin: "https://friend.example" },
    });
    expect(read.headers.get("access-control-allow-origin")).toBe("https://friend.example");
    expect(read.headers.get("vary")).toContain("Origin");
  });

  test("every answer carries the headers that protect it, static files and errors included", async () => {
    const script = /src="(\/assets\/[^"]+)"/.exec(
      await (await fetch(`${product.url}/analyses/new`)).text(),
    )?.[1];
    for (const path of [
      "/",
      "/nothing",
      script ?? "",
      "/api/v1/nothing",
      "/robots.txt",
      "/openapi.json",
    ]) {
      const { headers } = await fetch(product.url + path);
      expect(headers.get("content-security-policy"), path).toContain("default-src 'none'");
      expect(headers.get("content-security-policy"), path).not.toContain("unsafe-inline");
      expect(headers.get("x-content-type-options"), path).toBe("nosniff");
      expect(headers.get("referrer-policy"), path).toBe("strict-origin-when-cross-origin");
      expect(headers.get("permissions-policy"), path).toContain("camera=(self)");
      expect(headers.get("cross-origin-opener-policy"), path).toBe("same-origin");
      expect(headers.get("cross-origin-resource-policy"), path).toBe("same-origin");
    }
    const actor = await stage.user("userOwner");
    const page = await fetch(`${product.url}/account`, { headers: actor.headers });
    expect(page.headers.get("cache-control")).toContain("private");
  });

  test("no address, password, session or token has reached the log", () => {
    const all = product.lines.join("\n");
    expect(inbox.mails.length).toBeGreaterThan(5);
    for (const mail of inbox.mails) {
      const link = /\/(?:reset-password|verify-email)\/(\S+)/.exec(mail.text ?? "");
      if (link?.[1]) expect(all).not.toContain(link[1]);
    }
    expect(all).not.toMatch(/@example\.org|river|session=|hr_[\w-]{20}|"level":"(error|fatal)"/);
  });
});
