/**
 * What a caller can do about a failure. Each kind has one HTTP status (app/http/status.ts) and one
 * retry rule (app/core/retry.ts).
 */
export type ErrorKind =
  | "invalid"
  | "too_large"
  | "unsupported_type"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "rate_limited"
  | "unavailable";

/** Values that the message catalogues put into a translated sentence. */
export type MessageParams = Readonly<Record<string, string | number>>;

/** One thing that is wrong with one field; `code` is a key of the message catalogues. */
export type FieldProblem = { readonly code: string; readonly params?: MessageParams };

/** Field name as sent → what is wrong with it. */
export type FieldProblems = Readonly<Record<string, readonly FieldProblem[]>>;

export type DomainErrorOptions = ErrorOptions & {
  readonly params?: MessageParams;
  readonly fields?: FieldProblems;
  /** How long to wait before the same request can succeed, milliseconds. */
  readonly retryAfterMs?: number;
};

const brand = Symbol.for("hastarekha.DomainError");

/**
 * An expected failure. Anything else that is thrown is a bug and keeps its stack.
 *
 * `code` (`module.problem`) is stable and is what pages translate; `message` is English and meant
 * for logs and API clients.
 */
export class DomainError extends Error {
  readonly [brand] = true;
  readonly kind: ErrorKind;
  readonly code: string;
  readonly params: MessageParams;
  readonly fields: FieldProblems;
  readonly retryAfterMs: number | undefined;

  constructor(kind: ErrorKind, code: string, message: string, options: DomainErrorOptions = {}) {
    super(message, options);
    this.name = new.target.name;
    this.kind = kind;
    this.code = code;
    this.params = options.params ?? {};
    this.fields = options.fields ?? {};
    this.retryAfterMs = options.retryAfterMs;
  }

  // `instanceof` fails between the Vite bundle and modules that Node loads itself, because each
  // has its own copy of this class.
  static is(value: unknown): value is DomainError {
    return typeof value === "object" && value !== null && brand in value;
  }
}

/** The request's fields need another look; `fields` names each and why. */
export class InvalidInput extends DomainError {
  constructor(fields: FieldProblems) {
    super("invalid", "input.invalid", "Some of what you sent needs another look.", { fields });
  }
}
