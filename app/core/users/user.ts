import { DomainError } from "../errors.ts";
import type { Language } from "../reading/reading.ts";

export type Role = "user" | "admin";

export type User = {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly language: Language;
  /** Whether somebody who can read the address's mail has said that it is theirs. */
  readonly isVerified: boolean;
  readonly createdAt: Date;
};

/** Says nothing of whether the address or the password was wrong. */
export class WrongCredentials extends DomainError {
  constructor() {
    super("unauthenticated", "user.wrong_credentials", "E-mail address or password are wrong.", {
      fields: { password: [{ code: "user.wrong_credentials" }] },
    });
  }
}

export class WrongPassword extends DomainError {
  constructor(field: string) {
    super("invalid", "user.wrong_password", "The password is wrong.", {
      fields: { [field]: [{ code: "user.wrong_password" }] },
    });
  }
}

export class EmailTaken extends DomainError {
  constructor() {
    super("conflict", "user.email_taken", "There is an account with this address already.", {
      fields: { email: [{ code: "user.email_taken" }] },
    });
  }
}

export class LinkExpired extends DomainError {
  constructor() {
    super("not_found", "user.link_expired", "This link has been used or is too old.");
  }
}

export class UserNotFound extends DomainError {
  constructor() {
    super("not_found", "user.not_found", "There is no such user.");
  }
}
