/** Something that was found or started, and how to let go of it. What was only found is left running. */
export type Service = {
  readonly url: string;
  readonly stop: () => Promise<void>;
};

/** Tells a person in one line what was provided, and where. */
export type Say = (line: string) => void;

/** Nothing on this machine can provide the service; the message says what to install. */
export class CannotProvide extends Error {
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.name = "CannotProvide";
  }
}
