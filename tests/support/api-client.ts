import { until } from "./until.ts";

export type ApiStatus = {
  readonly status: string;
  readonly stage: string;
  readonly error: { readonly code: string; readonly message: string } | null;
};

/** One guest who talks to the API with a cookie jar of one cookie. */
export function createApiClient(base: string) {
  let cookie = "";

  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(base + path, {
      redirect: "manual",
      ...init,
      headers: { ...(cookie === "" ? {} : { Cookie: cookie }), ...(init.headers as object) },
    });
    const [set] = response.headers.getSetCookie();
    if (set !== undefined) cookie = set.split(";")[0] ?? "";
    return response;
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
    send,
    status,
    get cookie() {
      return cookie;
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
