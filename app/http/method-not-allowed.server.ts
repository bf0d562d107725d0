import { DomainError } from "#core/errors.ts";

export class MethodNotAllowed extends DomainError {
  constructor() {
    super("not_found", "request.method", "This address does not take requests of that kind.");
  }
}
