import type { Actor } from "./actors.ts";
import type { Method } from "./access-table.ts";

/** Sends one request as the actor would: a page's form with its token, or the API's JSON with its header. */
export async function knock(
  url: string,
  method: Method,
  actor: Pick<Actor, "headers" | "csrf">,
  options: {
    readonly csrf?: string | null;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): Promise<Response> {
  const csrf = options.csrf === undefined ? actor.csrf : options.csrf;
  const isApi = new URL(url).pathname.startsWith("/api/");
  const headers = { ...actor.headers, ...options.headers };
  if (method === "GET") return fetch(url, { headers, redirect: "manual" });
  if (isApi) {
    return fetch(url, {
      method,
      redirect: "manual",
      headers: {
        ...headers,
        "Content-Type": "application/json",
        ...(csrf === null ? {} : { "X-CSRF-Token": csrf }),
      },
      body: method === "PATCH" ? JSON.stringify({ label: "a name" }) : "{}",
    });
  }
  const fields = { ...(csrf === null ? {} : { csrf }), label: "a name" };
  // The upload's form is the only one with files.
  const isUpload = url.endsWith("/analyses/new");
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return fetch(url, {
    method,
    redirect: "manual",
    headers,
    body: isUpload ? form : new URLSearchParams(fields),
  });
}
