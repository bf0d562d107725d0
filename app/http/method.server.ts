import { MethodNotAllowed } from "./method-not-allowed.server.ts";
import type { RouteArgs } from "./route.server.ts";

type Handler = (args: RouteArgs) => Promise<Response>;

/** Calls the handler of the request's method. @throws MethodNotAllowed when there is none */
export function byMethod(handlers: {
  readonly [method in "POST" | "PATCH" | "DELETE"]?: Handler;
}): Handler {
  return async (args) => {
    const handle = new Map(Object.entries(handlers)).get(args.request.method);
    if (!handle) throw new MethodNotAllowed();
    return handle(args);
  };
}

/** For addresses that only take what changes something. */
export const nothingToRead: Handler = () => Promise.reject(new MethodNotAllowed());

/** For addresses that only tell: in our words, where Remix would answer in its own. */
export const nothingToChange = nothingToRead;
