import type { AnalysisStatus } from "#core/analyses/analysis.ts";
import type { AuditAction } from "#core/audit/audit-action.ts";
import type { MessageParams } from "#core/errors.ts";
import type { Hand, PhotoProblem } from "#core/photos/photo.ts";
import type { LineGrade } from "#core/palm/palm-lines.ts";
import type { PhotoProblemSeen, Report, WritingHand } from "#core/reading/reading.ts";
import type { PalmProblem } from "#core/reading/reading-failures.ts";
import type { Role } from "#core/users/user.ts";
import type { SharingMessages } from "./sharing-messages.ts";
import type { StreamMessages } from "./stream-messages.ts";

/** Every error that a person can meet. A code without a sentence in some language fails the build. */
export type ProblemCode =
  | `photo.${PhotoProblem}`
  | `palm.${PalmProblem}`
  | `reader.${"unavailable" | "rate_limited" | "truncated" | "looping" | "invalid" | "empty" | "refused" | "unusable"}`
  | `input.${"invalid" | "not_multipart" | "too_long" | "missing" | "choose" | "email" | "password_short" | "password_common" | "password_email" | "idempotency_key" | "idempotency_key_reused" | "client_key"}`
  | `request.${"foreign_origin" | "csrf" | "not_found" | "method" | "too_large" | "unreadable" | "too_often" | "bad_token" | "session_required"}`
  | "upload.aborted"
  | `analysis.${"not_found" | "already_claimed" | "not_cancellable" | "not_retryable" | "retry_too_soon" | "not_finished"}`
  | "share.not_found"
  | `user.${"wrong_credentials" | "wrong_password" | "email_taken" | "link_expired" | "not_found" | "too_many_tokens" | "own_role"}`
  | `quota.${"analyses" | "storage" | "questions" | "answers"}`
  | `conversation.${"not_found" | "no_report" | "too_many" | "full" | "answer_pending" | "key_reused" | "not_stoppable" | "not_retryable"}`
  | `reply.${"unavailable" | "unusable" | "dropped"}`
  | `mail.${"unavailable" | "refused"}`
  | `stream.${"not_found" | "worker_stays"}`
  | `job.${"not_found" | "not_failed" | "photos_gone" | "not_droppable" | "not_delayed" | "not_held"}`
  | "login_required"
  | "service.unavailable"
  | "internal";

export type ProblemText = string | ((params: MessageParams) => string);

/** What the entries of a part of the report can be about, for example its lines. */
type KeyOf<Part extends "lines" | "mounts" | "fingers" | "minor_lines" | "signs" | "life_areas"> =
  Report[Part][number]["key"];

type Section = { readonly title: string; readonly text: readonly string[] };

/** Everything that the product says, in one language. */
export type Messages = {
  readonly language: {
    readonly own: string;
    readonly otherName: string;
    readonly otherCode: "en" | "hi";
  };
  readonly site: {
    readonly name: string;
    readonly skip: string;
    readonly about: string;
    readonly glossary: string;
    readonly privacy: string;
    readonly terms: string;
    readonly readings: string;
    readonly account: string;
    /** Names the links at the head of every page. */
    readonly menu: string;
    /** Near every reading and before every upload. */
    readonly disclaimer: string;
    /** At the foot of every page. */
    readonly motto: string;
  };
  readonly hand: Record<Hand, string>;
  readonly line: Record<"heart" | "head" | "life" | "fate", string>;
  readonly home: {
    readonly title: string;
    readonly lead: string;
    readonly drawing: string;
    readonly start: string;
    readonly promises: readonly string[];
    readonly steps: { readonly title: string; readonly items: readonly string[] };
    readonly sample: {
      readonly title: string;
      readonly note: string;
      readonly headline: string;
      readonly text: string;
      readonly highlights: readonly string[];
    };
    readonly never: { readonly title: string; readonly items: readonly string[] };
  };
  readonly upload: {
    readonly title: string;
    readonly lead: string;
    readonly guide: {
      readonly title: string;
      readonly items: readonly [string, string, string, string];
    };
    readonly writingHand: {
      readonly legend: string;
      readonly hint: string;
      readonly options: Record<WritingHand, string>;
      readonly unsaid: string;
    };
    readonly label: { readonly label: string; readonly hint: string };
    readonly photos: {
      readonly legend: string;
      readonly hint: (p: { maxMegabytes: number }) => string;
    };
    readonly slot: Record<Hand, string>;
    readonly camera: string;
    readonly gallery: string;
    readonly slow: string;
    /** `days` is null for an account, whose readings stay until they are deleted. */
    readonly consent: (p: { days: number | null; reader: "openai" | "builtin" }) => string;
    readonly left: (p: { left: number }) => string;
    readonly adult: string;
    readonly privacyLink: string;
    readonly submit: string;
    readonly errors: { readonly again: string };
    /** What the browser module says. */
    readonly script: {
      readonly chosen: string;
      readonly replace: string;
      readonly preparing: string;
      readonly sending: string;
      readonly notPhoto: string;
      readonly tooLarge: (p: { maxMegabytes: number }) => string;
    };
  };
  readonly waiting: {
    readonly title: string;
    readonly stages: Record<"received" | "checking" | "reading" | "done", string>;
    readonly states: Record<"finished" | "current" | "ahead", string>;
    readonly now: Record<"received" | "checking" | "reading" | "done", string>;
    /** Followed by a number. */
    readonly before: string;
    /** Why it takes longer, and that nothing is lost. */
    readonly held: Record<"away" | "budget_spent" | "out_of_money", string>;
    readonly usually: (p: { seconds: number }) => string;
    readonly close: string;
    readonly check: string;
    readonly refreshing: string;
    readonly stop: string;
    readonly stopped: string;
    readonly resume: string;
    readonly cancel: string;
    readonly stagesLabel: string;
  };
  readonly summary: {
    readonly eyebrow: string;
    readonly titleFor: (p: { label: string }) => string;
    readonly highlights: string;
    readonly photo: Record<Hand, string>;
    readonly seen: string;
    readonly assessment: Record<PhotoProblemSeen, string>;
    readonly sideDisagrees: Record<Hand, string>;
    readonly readBy: Record<"openai" | "builtin", string>;
    readonly model: (p: { model: string }) => string;
    readonly madeOn: (p: { date: string }) => string;
    readonly kept: (p: { date: string }) => string;
    readonly another: string;
    readonly retake: string;
  };
  /** The photo with the lines that were traced on it. */
  readonly overlay: {
    readonly title: string;
    readonly drawing: Record<Hand, string>;
    /** In brackets after the hand. */
    readonly writes: string;
    readonly grade: Record<LineGrade, string>;
    readonly bare: string;
    readonly drawn: string;
    readonly noLines: string;
    readonly leftOut: string;
    readonly show: string;
    readonly back: string;
  };
  /** Names are written as inside a sentence; the page gives headings their capital. */
  readonly report: {
    readonly eyebrow: string;
    readonly titleFor: (p: { label: string }) => string;
    readonly summaryOnly: string;
    /** On a page in another language than the reading's own words. */
    readonly otherLanguage: string;
    readonly contents: string;
    readonly sections: Record<keyof Report, string>;
    readonly seen: string;
    readonly says: string;
    /** Followed by a colon and what was seen there. */
    readonly onHand: Record<Hand, string>;
    readonly alike: string;
    readonly unlike: string;
    /** Followed by names. */
    readonly restsOn: string;
    /** Opens the rules that spoke; these are followed by their source and their id. */
    readonly why: string;
    readonly source: string;
    readonly rule: string;
    readonly print: string;
    readonly element: Record<Report["hand_profile"]["element"], string>;
    readonly line: Record<KeyOf<"lines">, string>;
    readonly mount: Record<KeyOf<"mounts">, string>;
    readonly finger: Record<KeyOf<"fingers">, string>;
    readonly minorLine: Record<KeyOf<"minor_lines">, string>;
    readonly sign: Record<KeyOf<"signs">, string>;
    readonly lifeArea: Record<KeyOf<"life_areas">, string>;
    /** What a life area may rest on besides lines, mounts, fingers and signs. */
    readonly basis: Record<
      "element" | "shape" | "fingers" | "spread" | "whole" | "comparison",
      string
    >;
    readonly visibility: Record<Report["lines"][number]["hands"][number]["visibility"], string>;
    readonly prominence: Record<Report["mounts"][number]["prominence"], string>;
    readonly confidence: Record<Report["hand_profile"]["confidence"], string>;
  };
  readonly glossary: {
    readonly title: string;
    readonly lead: string;
    readonly contents: string;
  };
  readonly failed: {
    readonly photoTitle: string;
    readonly oursTitle: string;
    readonly cancelledTitle: string;
    readonly cancelled: string;
    readonly tip: string;
    readonly tips: Record<PalmProblem, string>;
    readonly free: string;
    readonly kept: string;
    readonly keptUntil: (p: { date: string }) => string;
    readonly keptForGood: string;
    readonly keptNothing: string;
    readonly again: string;
    /** Reads the same photos again. */
    readonly retry: string;
    readonly retryCounts: string;
  };
  readonly form: {
    /** Above what is wrong with a form, and before its page's title. */
    readonly problem: string;
    readonly titlePrefix: string;
  };
  readonly paging: {
    readonly label: string;
    readonly newer: string;
    readonly older: string;
    readonly here: (p: { page: number; pages: number }) => string;
  };
  readonly gate: {
    readonly title: string;
    readonly adds: readonly string[];
    readonly register: string;
    readonly login: string;
    readonly same: string;
  };
  readonly readings: {
    readonly title: string;
    readonly empty: string;
    readonly unnamed: (p: { date: string }) => string;
    readonly states: Record<AnalysisStatus, string>;
    readonly edit: string;
    readonly deleted: string;
  };
  /** Questions about a reading and their answers. */
  readonly talk: {
    readonly title: string;
    readonly lead: string;
    readonly suggestions: string;
    readonly own: string;
    readonly hint: (p: { max: string }) => string;
    readonly ask: string;
    /** The question after the first. */
    readonly next: string;
    readonly earlier: string;
    readonly edit: string;
    readonly backToReading: string;
    readonly log: string;
    readonly you: string;
    readonly answer: string;
    readonly older: string;
    readonly newest: string;
    readonly writing: string;
    readonly written: string;
    /** Shows what has been written by now, where no script does. */
    readonly goOn: string;
    readonly stop: string;
    readonly stopped: string;
    readonly retry: string;
    readonly answeredBy: Record<"openai" | "builtin", string>;
    readonly name: string;
    readonly save: string;
    readonly deleteTitle: string;
    readonly deleteLead: string;
    readonly delete: string;
    readonly back: string;
    readonly deleted: string;
  };
  readonly sharing: SharingMessages;
  readonly edit: {
    readonly title: string;
    readonly label: string;
    readonly save: string;
    readonly deleteTitle: string;
    readonly deleteLead: string;
    readonly delete: string;
    readonly back: string;
  };
  readonly register: {
    readonly title: string;
    readonly lead: string;
    readonly emailHint: string;
    readonly passwordHint: string;
    readonly agree: string;
    readonly submit: string;
    readonly haveAccount: string;
  };
  readonly login: {
    readonly title: string;
    readonly email: string;
    readonly password: string;
    readonly submit: string;
    readonly forgot: string;
    readonly noAccount: string;
  };
  readonly logout: { readonly title: string; readonly lead: string; readonly submit: string };
  readonly forgot: {
    readonly title: string;
    readonly lead: string;
    readonly noMail: string;
    readonly submit: string;
    readonly sentTitle: string;
    readonly sent: string;
    readonly toLogin: string;
  };
  readonly reset: {
    readonly title: string;
    readonly lead: (p: { email: string }) => string;
    readonly newPassword: string;
    readonly submit: string;
    readonly releaseTitle: string;
    readonly release: (p: { email: string }) => string;
    readonly releaseSubmit: string;
  };
  readonly verify: {
    readonly title: string;
    readonly lead: (p: { email: string }) => string;
    readonly submit: string;
  };
  readonly account: {
    readonly title: string;
    readonly verified: string;
    readonly unverified: string;
    readonly sendAgain: string;
    readonly left: (p: { left: number }) => string;
    readonly storage: (p: { usedMegabytes: number; allMegabytes: number }) => string;
    readonly admin: string;
    readonly news: Record<
      "password" | "session" | "sessions" | "token" | "token_revoked" | "mail" | "verified",
      string
    >;
    readonly password: {
      readonly title: string;
      readonly current: string;
      readonly next: string;
      readonly submit: string;
    };
    readonly sessions: {
      readonly title: string;
      readonly this: string;
      readonly seen: (p: { place: string; when: string }) => string;
      readonly end: string;
      readonly endOthers: string;
    };
    readonly tokens: {
      readonly title: string;
      readonly lead: string;
      readonly name: string;
      readonly submit: string;
      readonly unused: string;
      readonly used: (p: { when: string }) => string;
      readonly revoke: string;
    };
    readonly audit: {
      readonly title: string;
      readonly byUs: string;
      readonly actions: Record<AuditAction, string>;
    };
    readonly export: { readonly title: string; readonly lead: string; readonly submit: string };
    readonly deletion: { readonly title: string; readonly lead: string; readonly submit: string };
  };
  readonly deletion: {
    readonly title: string;
    readonly lead: (p: { readings: number }) => string;
    readonly submit: string;
    readonly keep: string;
    readonly doneTitle: string;
    readonly done: string;
  };
  readonly admin: {
    readonly title: string;
    readonly areas: Record<"overview" | "users" | "analyses" | "dead" | "tail", string>;
    readonly people: string;
    readonly guests: string;
    readonly guest: string;
    readonly you: string;
    readonly yes: string;
    readonly no: string;
    /** In a table, where there is nothing to tell. */
    readonly none: string;
    readonly all: string;
    readonly searchUsers: string;
    readonly searchAnalyses: string;
    readonly search: string;
    /** Followed by a number. */
    readonly found: string;
    readonly columns: Record<
      | "count"
      | "finding"
      | "when"
      | "what"
      | "device"
      | "place"
      | "address"
      | "role"
      | "confirmed"
      | "readings"
      | "registered"
      | "rights"
      | "id"
      | "owner"
      | "status"
      | "error"
      | "reader"
      | "attempts"
      | "created"
      | "duration"
      | "tokens"
      | "cost",
      string
    >;
    readonly roles: Record<Role, string>;
    readonly readers: Record<"openai" | "builtin", string>;
    readonly sweeps: {
      readonly title: string;
      readonly never: string;
      readonly findings: Record<"filesWithoutRow" | "rowsWithoutFile", string>;
    };
    readonly theirReadings: string;
    readonly change: Record<
      "promote" | "demote",
      { readonly lead: string; readonly submit: string }
    >;
    readonly changed: string;
    readonly ownRights: string;
    readonly noAudit: string;
    readonly streams: StreamMessages;
  };
  /** The list in the archive of everything. */
  readonly archive: {
    readonly title: string;
    /** Each followed by a name in the archive. */
    readonly photos: string;
    readonly data: string;
  };
  readonly error: {
    readonly titles: Record<401 | 403 | 404 | 405 | 409 | 413 | 422 | 429 | 500 | 503, string>;
    readonly home: string;
    /** To somebody who is not logged in, of what may be in an account. */
    readonly inAccount: string;
    readonly login: string;
    /** Over a question that was sent without a session. */
    readonly unsent: string;
    readonly reference: (p: { requestId: string }) => string;
  };
  readonly about: { readonly title: string; readonly sections: readonly Section[] };
  readonly privacy: {
    readonly title: string;
    readonly sections: (p: { days: number; reader: "openai" | "builtin" }) => readonly Section[];
  };
  readonly terms: { readonly title: string; readonly sections: readonly Section[] };
  readonly problems: Record<ProblemCode, ProblemText>;
};
