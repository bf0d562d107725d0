import { DomainError } from "#core/errors.ts";

export class LoginRequired extends DomainError {
  constructor() {
    super("unauthenticated", "login_required", "Log in to see the full report.");
  }
}
