import { DomainError } from "#core/errors.ts";

export class LoginRequired extends DomainError {
  constructor() {
    super("unauthenticated", "login_required", "Log in to see the full report.");
  }
}

export class BadToken extends DomainError {
  constructor() {
    super("unauthenticated", "request.bad_token", "This API token is unknown or was revoked.");
  }
}

/** For what an API token may not do. */
export class SessionRequired extends DomainError {
  constructor() {
    super("forbidden", "request.session_required", "Log in for this; an API token does not do.");
  }
}
