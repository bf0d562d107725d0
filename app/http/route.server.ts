import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { DomainError, type FieldProblems, type MessageParams } from "#core/errors.ts";
import type { Language } from "#core/reading/reading.ts";
import { type Connection, currentConnection } from "./connection.server.ts";
import { languageOf } from "./language.server.ts";
import { problemResponse } from "./problem.server.ts";
import { statusOf } from "./status.ts";
import { web, type WebDeps } from "./web.server.ts";

/** What a route is given: nothing is imported, nothing is global. */
export type RouteArgs = {
  readonly request: Request;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly deps: WebDeps;
  readonly language: Language;
  readonly connection: Connection;
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
      throw toThrown(error, routeArgs);
    }
  };
}

/**
 * Wraps a page's action: an expected failure comes back to the form that caused it, together with whatever
 * the action had put into `typed`.
 */
export function form<Result>(act: (args: RouteArgs, typed: Typed) => Promise<Result>) {
  return async (args: RemixArgs): Promise<Result | ReturnType<typeof data<FormFailure>>> => {
    const routeArgs = toRouteArgs(args);
    const typed: Typed = {};
    try {
      if (routeArgs.connection.isForeign) throw new ForeignRequest();
      return await act(routeArgs, typed);
    } catch (error) {
      if (!DomainError.is(error) || error.kind === "forbidden" || error.kind === "not_found") {
        throw toThrown(error, routeArgs);
      }
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
      if (error instanceof Response) return error;
      if (!DomainError.is(error)) logBug(error, routeArgs);
      return problemResponse(error, {
        language: routeArgs.language,
        requestId: routeArgs.connection.requestId,
      });
    }
  };
}

/** The API speaks problem documents too. */
export const api = resource;

function toRouteArgs({ request, params }: RemixArgs): RouteArgs {
  return {
    request,
    params,
    deps: web,
    language: languageOf(request),
    connection: currentConnection(),
  };
}

function toPageProblem(error: DomainError, { requestId }: Connection): PageProblem {
  return { code: error.code, params: error.params, requestId };
}

function toThrown(error: unknown, args: RouteArgs): unknown {
  if (error instanceof Response) return error;
  if (DomainError.is(error)) {
    return data(toPageProblem(error, args.connection), {
      status: statusOf(error),
      headers: retryAfter(error),
    });
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
