import type { z } from "zod";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/**
 * Who may: `anyone`; `sender`, with or without rights; `owner` of what the address is about, a guest too; `user`, an
 * account; `session`, an account whose owner has logged in; `admin`, the same for admins.
 */
export type Access = "anyone" | "sender" | "owner" | "user" | "session" | "admin";

/** What one status is answered with. */
export type Answer = { readonly says: string; readonly headers?: readonly AnswerHeader[] } & (
  | { readonly kind: "json"; readonly schema: z.ZodType }
  | { readonly kind: "empty" }
  | { readonly kind: "file"; readonly type: string }
  /** Server-sent events: the data of each, by its name. */
  | { readonly kind: "events"; readonly events: Readonly<Record<string, z.ZodType>> }
);

export type AnswerHeader = "Location" | "Set-Cookie";

/** What one method of one address does. */
export type Operation = {
  /** Unique; what generated clients call it. */
  readonly id: string;
  readonly method: Method;
  /** As the route table has it, `/api/v1/analyses/:analysisId`. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly access: Access;
  /** All of them may be left out. */
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: {
    readonly type: "application/json" | "multipart/form-data";
    readonly schema: z.ZodType;
  };
  readonly answers: Readonly<Record<number, Answer>>;
  /** Statuses of problem documents besides those that every such operation has. */
  readonly problems?: readonly number[];
};

/** A change, which browsers may be made to send in somebody's name. */
export function isChange({ method }: Pick<Operation, "method">): boolean {
  return method !== "GET";
}

/** The names of what an address leaves open. */
export function paramsOf(path: string): readonly string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
}

/** Every status with which the operation may answer a problem document, in order. */
export function problemsOf(operation: Operation): readonly number[] {
  const { access, path, body, problems = [] } = operation;
  if (!path.startsWith("/api/")) return problems;
  const isIdentified = access !== "anyone" && access !== "admin";
  return [
    ...new Set([
      ...problems,
      503,
      ...(isIdentified ? [401] : []),
      ...(isChange(operation) || access === "session" ? [403] : []),
      ...(paramsOf(path).length > 0 || access === "admin" ? [404] : []),
      ...(body ? [413, 422] : []),
    ]),
  ].sort();
}
