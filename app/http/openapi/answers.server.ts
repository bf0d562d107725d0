import type { z } from "zod";
import type { Answer, AnswerHeader } from "./operation.server.ts";

export function json(
  schema: z.ZodType,
  says: string,
  headers: readonly AnswerHeader[] = [],
): Answer {
  return { kind: "json", schema, says, headers };
}

export function empty(says: string, headers: readonly AnswerHeader[] = []): Answer {
  return { kind: "empty", says, headers };
}

export function file(type: string, says: string): Answer {
  return { kind: "file", type, says };
}

export function events(told: Readonly<Record<string, z.ZodType>>, says: string): Answer {
  return { kind: "events", events: told, says };
}
