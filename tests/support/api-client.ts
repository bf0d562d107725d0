import { until } from "./until.ts";

export type ApiStatus = {
  readonly status: string;
  readonly stage: string;
  readonly error: { readonly code: string; readonly message: string } | null;
};

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** One browser or program that talks to the API: keeps its cookies, and fetches the token that writes need with them. */
export function createApiClient(base: string) {
  const jar = new Map<string, string>();
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");

  async function plainRequest(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(base + path, {
      redirect: "manual",
      ...init,
      headers: { ...(jar.size === 0 ? {} : { Cookie: cookies() }), ...(init.headers as object) },
    });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ""] = set.split(";");
      const [name = "", value = ""] = pair.split(/=(.*)/s);
      if (/expires=Thu, 01 Jan 1970|max-age=0/i.test(set)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  async function csrfToken(): Promise<string> {
    const answer = await plainRequest("/api/v1/auth/csrf");
    return ((await answer.json()) as { csrf_token: string }).csrf_token;
  }

  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    const needsToken = jar.size > 0 && !safeMethods.has(init.method ?? "GET");
    const token = needsToken ? { "X-CSRF-Token": await csrfToken() } : {};
    return plainRequest(path, { ...init, headers: { ...token, ...(init.headers as object) } });
  }

  async function send(
    photos: Readonly<Record<string, Uint8Array<ArrayBuffer> | undefined>>,
    fields: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    for (const [name, bytes] of Object.entries(photos)) {
      if (bytes) body.set(name, new Blob([bytes], { type: "image/jpeg" }), "photo.jpg");
    }
    return request("/api/v1/analyses", { method: "POST", body, headers });
  }

  async function status(id: string): Promise<ApiStatus> {
    return (await (await request(`/api/v1/analyses/${id}/status`)).json()) as ApiStatus;
  }

  return {
    request,
    plainRequest,
    csrfToken,
    send,
    status,
    /** Sends a JSON body. */
    json: (method: "POST" | "PATCH" | "DELETE", path: string, body: unknown = {}) =>
      request(path, {
        method,
        body: JSON.stringify(body),
        headers: { "Content-Type": "application/json" },
      }),
    get cookie() {
      return cookies();
    },
    /** Sends photos and gives the id of the analysis. */
    async submit(photos: Parameters<typeof send>[0], fields: Parameters<typeof send>[1] = {}) {
      const response = await send(photos, fields);
      if (response.status !== 202) throw new Error(`not accepted: ${await response.text()}`);
      return ((await response.json()) as { analysis_id: string }).analysis_id;
    },
    /** Waits until nothing more will happen to the analysis. */
    async finish(id: string, withinMs = 60_000): Promise<ApiStatus> {
      let last: ApiStatus | undefined;
      await until(
        async () => {
          last = await status(id);
          return ["completed", "failed", "cancelled"].includes(last.status);
        },
        { what: `analysis ${id} is finished (now ${last?.status ?? "unknown"})`, withinMs },
      );
      return last as unknown as ApiStatus;
    },
  };
}

export type ApiClient = ReturnType<typeof createApiClient>;
