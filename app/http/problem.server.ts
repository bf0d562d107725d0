import { DomainError } from "#core/errors.ts";
import type { Language } from "#core/reading/reading.ts";
import { describeProblem } from "#locales/describe-problem.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { statusOf } from "./status.ts";
import type { Problem } from "./wire/problem.server.ts";

/** An error as an RFC 9457 problem document. What is not expected tells nothing but its request id. */
export function problemResponse(
  error: unknown,
  { language, requestId }: { readonly language: Language; readonly requestId: string },
): Response {
  const messages = messagesOf(language);
  const known = DomainError.is(error) ? error : undefined;
  const status = known ? statusOf(known) : 500;
  const code = known?.code ?? "internal";
  const fields = Object.entries(known?.fields ?? {});

  return Response.json(
    {
      type: `/problems/${code}`,
      title: describeProblem(messages, { code, params: known?.params ?? {} }),
      status,
      instance: `urn:uuid:${requestId}`,
      ...(fields.length === 0
        ? {}
        : {
            errors: Object.fromEntries(
              fields.map(([field, problems]) => [
                field,
                problems.map((problem) => describeProblem(messages, problem)),
              ]),
            ),
          }),
    } satisfies Problem,
    {
      status,
      headers: {
        "Content-Type": "application/problem+json",
        "Content-Language": language,
        "Cache-Control": "no-store",
        ...(known?.retryAfterMs === undefined
          ? {}
          : { "Retry-After": String(Math.ceil(known.retryAfterMs / 1000)) }),
      },
    },
  );
}
