import { z } from "zod";
import { createRouteMatcher } from "#http/match-route.server.ts";
import { type Operation, problemsOf } from "#http/openapi/operation.server.ts";
import { operations } from "#http/openapi/operations.server.ts";
import { Problem } from "#http/wire/problem.server.ts";

const match = createRouteMatcher(operations.map(({ path }) => path));

/** What the API's description says of a request; undefined for addresses that are not part of it. */
export function findOperation(method: string, path: string): Operation | undefined {
  const pattern = match(path);
  return operations.find((operation) => operation.path === pattern && operation.method === method);
}

/** How an answer is not what the API's description says of it; undefined when it is. */
export async function findDrift(
  method: string,
  path: string,
  response: Response,
): Promise<string | undefined> {
  const operation = findOperation(method, path);
  const answer = operation?.answers[response.status];
  switch (answer?.kind) {
    case "json":
      return typeDrift(response, "application/json") ?? (await bodyDrift(response, answer.schema));
    case "file":
      return typeDrift(response, answer.type);
    case "events":
      return typeDrift(response, "text/event-stream");
    case "empty":
      return response.body === null ? undefined : "a body where none is said to be";
    case undefined: {
      const statuses = operation ? problemsOf(operation) : [403, 404, 405];
      if (!statuses.includes(response.status)) return "this status is not described";
      return (
        typeDrift(response, "application/problem+json") ?? (await bodyDrift(response, Problem))
      );
    }
  }
}

function typeDrift({ headers }: Response, expected: string): string | undefined {
  const type = headers.get("Content-Type") ?? "no content type";
  return type.startsWith(expected) ? undefined : `${type} instead of ${expected}`;
}

async function bodyDrift(response: Response, schema: z.ZodType): Promise<string | undefined> {
  return valueDrift(await response.clone().json(), schema);
}

/** How a value does not fit its schema; undefined when it does. */
export function valueDrift(value: unknown, schema: z.ZodType): string | undefined {
  const { error } = schema.safeParse(value);
  return error && z.prettifyError(error);
}
