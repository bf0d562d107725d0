import type { Language } from "../reading/reading.ts";
import type { MailKind } from "./mail.ts";
import { mailWordsEn } from "./mail-words.en.ts";
import { mailWordsHi } from "./mail-words.hi.ts";

/** What a letter may be about. `release_address` goes out in place of a reset that cannot be. */
export type LetterKind = MailKind | "release_address";

/** The links that each letter must have. */
export type LetterLinks = {
  readonly verify_email: "verify";
  readonly reset_password: "reset";
  readonly release_address: "release";
  readonly already_registered: "log_in" | "forgot";
  readonly password_changed: "forgot";
};

/** A paragraph, or the place where one of the letter's links stands. */
export type LetterPart<Link extends string> =
  string | { readonly to: Link; readonly label: string };

export type LetterWords<Link extends string> = {
  readonly subject: string;
  readonly parts: readonly LetterPart<Link>[];
};

/** Every word of our mails, in one language. How long links work is said as `emailTokenLifeMs` has it. */
export type MailWords = {
  readonly greeting: string;
  readonly signature: string;
  /** Stands below a button, above its address. */
  readonly copyLink: string;
  readonly letters: { readonly [Kind in LetterKind]: LetterWords<LetterLinks[Kind]> };
};

const words: Record<Language, MailWords> = { en: mailWordsEn, hi: mailWordsHi };

/** The words of our mails in a language. */
export function mailWordsOf(language: Language): MailWords {
  return words[language];
}
