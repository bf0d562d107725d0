import { z } from "zod";
import { hands } from "#core/photos/photo.ts";
import { answerSchemas, requestSchemas } from "./component-schemas.server.ts";
import {
  type Answer,
  type AnswerHeader,
  type Operation,
  paramsOf,
  problemsOf,
} from "./operation.server.ts";
import { areas } from "./operations.server.ts";
import { securityOf, securitySchemes } from "./security.server.ts";
import { type JsonSchema, refTo, toJsonSchema, toJsonSchemas } from "./to-json-schemas.server.ts";

const names = new Map(
  Object.entries({ ...requestSchemas, ...answerSchemas }).map(([name, schema]) => [schema, name]),
);

const paramSchemas: Readonly<Record<string, z.ZodType>> = {
  analysisId: z.uuid(),
  conversationId: z.uuid(),
  jobId: z.uuid(),
  tokenId: z.uuid(),
  hand: z.enum(hands),
};

type HeaderName = AnswerHeader | "Retry-After";

type ProblemAnswer = {
  readonly name: string;
  readonly says: string;
  readonly headers?: readonly HeaderName[];
};

/** Shared answers: a problem document of each status. */
const problems: Readonly<Record<number, ProblemAnswer>> = {
  401: { name: "Unauthenticated", says: "Who asks is not known, or has to log in." },
  403: {
    name: "Forbidden",
    says: "The CSRF token is missing or wrong, or an API token may not do this.",
  },
  404: { name: "NotFound", says: "There is no such thing, or it is somebody else's." },
  409: { name: "Conflict", says: "It cannot be done as things stand." },
  413: { name: "TooLarge", says: "What was sent is too large." },
  415: { name: "UnsupportedType", says: "A photo is neither JPEG nor PNG." },
  422: { name: "Invalid", says: "Some of what was sent needs another look; `errors` says what." },
  429: {
    name: "TooOften",
    says: "Too many; `Retry-After` says when to come back.",
    headers: ["Retry-After"],
  },
  503: {
    name: "Unavailable",
    says: "Something that is needed does not answer; `Retry-After` says when to ask.",
    headers: ["Retry-After"],
  },
};
const unexpected: ProblemAnswer = {
  name: "Unexpected",
  says: "Something that nobody foresaw.",
};

const answerHeaders: Readonly<Record<HeaderName, object>> = {
  Location: { description: "The address of what was made.", schema: { type: "string" } },
  "Set-Cookie": { description: "The cookie to come back with.", schema: { type: "string" } },
  "Retry-After": { description: "Seconds.", schema: { type: "integer" } },
};

/**
 * The API as an OpenAPI 3.1 document, made of the schemas that check requests and that answers are typed by.
 *
 * @param hasSecureCookies whether this server is reached over https, which its cookies' names depend on
 */
export function buildDocument({ hasSecureCookies }: { readonly hasSecureCookies: boolean }) {
  const paths: Record<string, Record<string, object>> = {};
  for (const [tag, operations] of Object.entries(areas)) {
    for (const operation of operations) {
      const path = operation.path.replaceAll(/:(\w+)/g, "{$1}");
      (paths[path] ??= {})[operation.method.toLowerCase()] = {
        tags: [tag],
        ...describe(operation),
      };
    }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Hastarekha",
      version: "1",
      description:
        "Reads palms in the Indian tradition. Texts follow `Accept-Language` (`en`, `hi`). Whatever belongs to somebody else is answered like what does not exist.",
    },
    servers: [{ url: "/" }],
    tags: Object.keys(areas).map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: securitySchemes(hasSecureCookies),
      responses: Object.fromEntries(
        [...Object.values(problems), unexpected].map(({ name, says, headers }) => [
          name,
          {
            description: says,
            ...(headers && { headers: headersOf(headers) }),
            content: { "application/problem+json": { schema: refTo("schemas", "Problem") } },
          },
        ]),
      ),
      schemas: {
        ...toJsonSchemas(requestSchemas, "input"),
        ...toJsonSchemas(answerSchemas, "output"),
      },
    },
  };
}

function describe(operation: Operation) {
  const { id, summary, description, path, query, headers, body } = operation;
  const parameters = [
    ...paramsOf(path).map((name) => ({
      name,
      in: "path",
      required: true,
      schema: toJsonSchema(paramSchemas[name] ?? z.string()),
    })),
    ...optionalParameters("query", query),
    ...optionalParameters("header", headers),
  ];
  return {
    operationId: id,
    summary,
    ...(description === undefined ? {} : { description }),
    security: securityOf(operation),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body && {
      requestBody: { required: true, content: { [body.type]: contentOf(body.schema) } },
    }),
    responses: {
      ...Object.fromEntries(
        problemsOf(operation).map((status) => [
          status,
          refTo("responses", (problems[status] ?? unexpected).name),
        ]),
      ),
      ...Object.fromEntries(
        Object.entries(operation.answers).map(([status, answer]) => [status, toResponse(answer)]),
      ),
      default: refTo("responses", unexpected.name),
    },
  };
}

function optionalParameters(place: "query" | "header", schemas: z.ZodObject | undefined) {
  if (!schemas) return [];
  const { properties = {} } = toJsonSchema(schemas);
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = property as JsonSchema;
    return {
      name,
      in: place,
      ...(description === undefined ? {} : { description }),
      required: false,
      schema,
    };
  });
}

function toResponse(answer: Answer) {
  const { says, headers = [] } = answer;
  const content = contentOfAnswer(answer);
  return {
    description: says,
    ...(headers.length === 0 ? {} : { headers: headersOf(headers) }),
    ...(content && { content }),
  };
}

function contentOfAnswer(answer: Answer): Readonly<Record<string, object>> | undefined {
  switch (answer.kind) {
    case "json":
      return { "application/json": contentOf(answer.schema) };
    case "file":
      return { [answer.type]: {} };
    case "empty":
      return undefined;
    case "events": {
      const told = Object.entries(answer.events).map(
        ([name, schema]) => [name, refTo("schemas", nameOf(schema))] as const,
      );
      return {
        "text/event-stream": {
          schema: {
            type: "string",
            description: `Server-sent events, each with an id: ${told
              .map(([name, { $ref }]) => `\`event: ${name}\` with ${$ref} as JSON in \`data\``)
              .join("; ")}.`,
          },
          // OpenAPI 3.1 has no words for what a stream consists of.
          "x-event-data": Object.fromEntries(told),
        },
      };
    }
  }
}

function contentOf(schema: z.ZodType) {
  return { schema: refTo("schemas", nameOf(schema)) };
}

function nameOf(schema: z.ZodType): string {
  const name = names.get(schema);
  if (name === undefined) throw new Error("a schema is missing from component-schemas.server.ts");
  return name;
}

function headersOf(wanted: readonly HeaderName[]) {
  return Object.fromEntries(wanted.map((name) => [name, answerHeaders[name]]));
}
