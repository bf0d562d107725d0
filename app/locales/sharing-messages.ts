/** What is said about links to a summary, and when asking whether a part of a reading was helpful. */
export type SharingMessages = {
  readonly link: {
    readonly title: string;
    readonly lead: string;
    readonly make: string;
    /** Names the field with the link. */
    readonly yours: string;
    readonly hidden: string;
    readonly open: string;
    readonly send: string;
    readonly revoke: string;
    readonly made: string;
    readonly revoked: string;
  };
  /** The page that a link opens. */
  readonly page: {
    readonly eyebrow: string;
    readonly lead: string;
    readonly invite: string;
    readonly inviteLead: string;
    readonly start: string;
    /** What the picture beside a link in a chat says under the headline. */
    readonly card: string;
    /** For those who do not see it. */
    readonly cardAlt: (p: { headline: string }) => string;
  };
  readonly feedback: {
    /** The one part that has no section of its own. */
    readonly summary: string;
    readonly question: string;
    readonly yes: string;
    readonly no: string;
    /** Followed by what was answered, in the button's name. */
    readonly about: (p: { answer: string; part: string }) => string;
    readonly thanks: string;
    readonly takenBack: string;
    /** On an answer that has been given: pressing it again takes it back. */
    readonly given: string;
  };
  /** For admins. */
  readonly admin: {
    readonly title: string;
    readonly none: string;
    readonly part: string;
    readonly version: string;
    readonly helpful: string;
    readonly unhelpful: string;
  };
};
