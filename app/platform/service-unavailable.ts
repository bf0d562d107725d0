import { DomainError } from "#core/errors.ts";

/** Something that the product needs does not answer now. */
export class ServiceUnavailable extends DomainError {
  constructor(service: string, options: { readonly cause?: unknown } = {}) {
    super("unavailable", "service.unavailable", `${service} does not answer.`, options);
  }
}
