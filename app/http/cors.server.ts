import type { WebDeps } from "./web.server.ts";

/** How long a browser may remember a preflight, seconds. */
const REMEMBER_SECONDS = 600;

type Allowed = Pick<WebDeps["config"], "allowedOrigins">;

/** Tells a browser what a page of another site may send to the API: nothing, unless the settings name that site. */
export function answerPreflight(request: Request, config: Allowed): Response {
  const response = new Response(null, { status: 204 });
  if (isAllowed(request, config)) {
    response.headers.set("Access-Control-Allow-Methods", "GET, POST, PATCH, DELETE");
    response.headers.set(
      "Access-Control-Allow-Headers",
      "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, X-CSRF-Token",
    );
    response.headers.set("Access-Control-Max-Age", String(REMEMBER_SECONDS));
  }
  return allowOrigin(response, request, config);
}

/** Lets the page of an allowed site read an answer, cookies included. */
export function allowOrigin(response: Response, request: Request, config: Allowed): Response {
  if (config.allowedOrigins.length > 0) response.headers.append("Vary", "Origin");
  if (!isAllowed(request, config)) return response;
  const { headers } = response;
  headers.set("Access-Control-Allow-Origin", request.headers.get("Origin") ?? "");
  headers.set("Access-Control-Allow-Credentials", "true");
  headers.set("Access-Control-Expose-Headers", "Location, Retry-After, X-Request-Id");
  return response;
}

function isAllowed(request: Request, { allowedOrigins }: Allowed): boolean {
  return allowedOrigins.includes(request.headers.get("Origin") ?? "");
}
