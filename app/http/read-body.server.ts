import type { ReadableStream } from "node:stream/web";
import type { z } from "zod";
import { DomainError, type FieldProblem, InvalidInput } from "#core/errors.ts";

/** Any form or JSON of ours; photos go another way. */
const MAX_BODY_BYTES = 64 * 1024;

class BodyTooLarge extends DomainError {
  constructor() {
    super("too_large", "request.too_large", "The request is larger than anything we ask for.");
  }
}

class UnreadableBody extends DomainError {
  constructor() {
    super("invalid", "request.unreadable", "The request's body is not what this address takes.");
  }
}

/** The fields of a form without files; of two with one name the last. @throws BodyTooLarge, UnreadableBody */
export async function readForm(request: Request): Promise<Record<string, string>> {
  const type = request.headers.get("Content-Type") ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded")) throw new UnreadableBody();
  return Object.fromEntries(new URLSearchParams(await readText(request)));
}

/** A JSON body that fits `schema`; no body is `{}`. @throws BodyTooLarge, UnreadableBody, InvalidInput */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = await readText(request);
  return parseInput(schema, text.trim() === "" ? {} : parseJson(text));
}

/** Checks fields against a schema. @throws InvalidInput that names each field */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new InvalidInput(
    Object.fromEntries(
      parsed.error.issues.map((issue) => [issue.path.join(".") || "body", [problemOf(issue)]]),
    ),
  );
}

function problemOf(issue: z.core.$ZodIssue): FieldProblem {
  if (issue.code === "too_big") {
    return { code: "input.too_long", params: { max: Number(issue.maximum) } };
  }
  const isMissing =
    issue.code === "too_small" || (issue.code === "invalid_type" && issue.input === undefined);
  return { code: isMissing ? "input.missing" : "input.choose" };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableBody();
  }
}

async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get("Content-Length")) > MAX_BODY_BYTES) throw new BodyTooLarge();
  if (!request.body) return "";
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Cancelling the body would cut the connection before the answer is out.
  for await (const chunk of (request.body as ReadableStream<Uint8Array>).values({
    preventCancel: true,
  })) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY_BYTES) throw new BodyTooLarge();
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
