import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { DomainError, type FieldProblems, type MessageParams } from "#core/errors.ts";
import type { Language } from "#core/reading/reading.ts";
import { type Connection, currentConnection } from "./connection.server.ts";
import { answerPreflight, allowOrigin } from "./cors.server.ts";
import { CSRF_FIELD } from "./csrf.server.ts";
import { requireApiCsrf, requireCsrf } from "./csrf-guard.server.ts";
import { languageOf } from "./language.server.ts";
import { offerLogin } from "./offer-login.server.ts";
import { MethodNotAllowed } from "./method-not-allowed.server.ts";
import { problemResponse } from "./problem.server.ts";
import { readForm } from "./read-body.server.ts";
import { statusOf } from "./status.ts";
import { findViewer, type Viewer } from "./viewer.server.ts";
import { web, type WebDeps } from "./web.server.ts";

/** What a route is given: nothing is imported, nothing is global. */
export type RouteArgs = {
  readonly request: Request;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly deps: WebDeps;
  readonly language: Language;
  readonly connection: Connection;
  /** Who asks; found out when first asked for. */
  readonly viewer: () => Promise<Viewer>;
};

type RemixArgs = Pick<LoaderFunctionArgs | ActionFunctionArgs, "request" | "params">;

/** A failure as pages show it. `code` and `params` choose the sentence in the catalogues. */
export type PageProblem = {
  readonly code: string;
  readonly params: MessageParams;
  readonly requestId: string;
};

/** Text fields of a form by their names, as far as they were read. */
export type Typed = Record<string, string>;

/** A failure as the form that caused it shows it, with what the person had typed. */
export type FormFailure = PageProblem & {
  readonly fields: FieldProblems;
  readonly typed: Readonly<Typed>;
};

class ForeignRequest extends DomainError {
  constructor() {
    super(
      "forbidden",
      "request.foreign_origin",
      "This request came from another site's page, so nothing was done.",
    );
  }
}

/** Gives a page's loader its dependencies; a failure becomes the error page of its kind. */
export function page<Result>(load: (args: RouteArgs) => Promise<Result>) {
  return async (args: RemixArgs): Promise<Result> => {
    const routeArgs = toRouteArgs(args);
    try {
      return await load(routeArgs);
    } catch (error) {
      throw await toThrown(error, routeArgs);
    }
  };
}

/**
 * Wraps a page's action with a form without files: its token is checked, its fields are read, and an expected failure
 * comes back to the form together with what was typed, passwords excepted.
 */
export function form<Result>(act: (args: RouteArgs, fields: Readonly<Typed>) => Promise<Result>) {
  return photoForm(async (args, typed) => {
    const fields = await readForm(args.request);
    for (const [name, value] of Object.entries(fields)) {
      if (name !== CSRF_FIELD && !name.includes("password")) typed[name] = value;
    }
    await requireCsrf(args, fields[CSRF_FIELD]);
    return act(args, fields);
  });
}

/**
 * The same for a form with files, which the action itself reads as they arrive and whose token it checks; it puts
 * into `typed` what it has read.
 */
export function photoForm<Result>(act: (args: RouteArgs, typed: Typed) => Promise<Result>) {
  return async (args: RemixArgs): Promise<Result | ReturnType<typeof data<FormFailure>>> => {
    const routeArgs = toRouteArgs(args);
    const typed: Typed = {};
    routeArgs.connection.typed = typed;
    try {
      if (args.request.method !== "POST") throw new MethodNotAllowed();
      if (routeArgs.connection.isForeign) throw new ForeignRequest();
      return await act(routeArgs, typed);
    } catch (error) {
      if (!DomainError.is(error) || !belongsToForm(error)) throw await toThrown(error, routeArgs);
      routeArgs.connection.hasFormFailed = true;
      return data(
        { ...toPageProblem(error, routeArgs.connection), fields: error.fields, typed },
        { status: statusOf(error), headers: retryAfter(error) },
      );
    }
  };
}

/** Wraps a resource route that answers by itself (images, event streams); a failure is a problem document. */
export function resource(handle: (args: RouteArgs) => Promise<Response>) {
  return async (args: RemixArgs): Promise<Response> => {
    const routeArgs = toRouteArgs(args);
    try {
      if (routeArgs.connection.isForeign) throw new ForeignRequest();
      return await handle(routeArgs);
    } catch (error) {
      return toProblem(error, routeArgs);
    }
  };
}

/**
 * Wraps an address of the API: problem documents, the token of writes that come with our cookies, and the sites
 * that may use it from their own pages.
 */
export function api(handle: (args: RouteArgs) => Promise<Response>) {
  const answer = resource(async (args) => {
    await requireApiCsrf(args);
    return handle(args);
  });
  return async (args: RemixArgs): Promise<Response> => {
    if (args.request.method === "OPTIONS") return answerPreflight(args.request, web.config);
    return allowOrigin(await answer(args), args.request, web.config);
  };
}

function toRouteArgs({ request, params }: RemixArgs): RouteArgs {
  let viewer: Promise<Viewer> | undefined;
  return {
    request,
    params,
    deps: web,
    language: languageOf(request),
    connection: currentConnection(),
    viewer: () => (viewer ??= findViewer(web, request)),
  };
}

/** A stale token is mended by sending the form again, so it comes back with what was typed in it. */
function belongsToForm({ kind, code }: DomainError): boolean {
  return code === "request.csrf" || (kind !== "not_found" && kind !== "forbidden");
}

function toPageProblem(error: DomainError, { requestId }: Connection): PageProblem {
  return { code: error.code, params: error.params, requestId };
}

function toProblem(error: unknown, args: RouteArgs): Response {
  if (error instanceof Response) return error;
  if (!DomainError.is(error)) logBug(error, args);
  return problemResponse(error, {
    language: args.language,
    requestId: args.connection.requestId,
  });
}

async function toThrown(error: unknown, args: RouteArgs): Promise<unknown> {
  if (error instanceof Response) return error;
  if (DomainError.is(error)) {
    const problem = {
      ...toPageProblem(error, args.connection),
      offer: await offerLogin(error, args),
    };
    return data(problem, { status: statusOf(error), headers: retryAfter(error) });
  }
  logBug(error, args);
  const problem: PageProblem = {
    code: "internal",
    params: {},
    requestId: args.connection.requestId,
  };
  return data(problem, { status: 500 });
}

function logBug(error: unknown, { deps, connection }: RouteArgs): void {
  if (connection.signal.aborted) return;
  deps.log.error({ err: error, requestId: connection.requestId }, "request failed unexpectedly");
}

function retryAfter({ retryAfterMs }: DomainError): Record<string, string> {
  return retryAfterMs === undefined
    ? {}
    : { "Retry-After": String(Math.ceil(retryAfterMs / 1000)) };
}
