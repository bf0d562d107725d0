import { DomainError } from "#core/errors.ts";

export class NoSuchPage extends DomainError {
  constructor() {
    super("not_found", "request.not_found", "There is nothing at this address.");
  }
}
