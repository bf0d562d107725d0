/** Who the jobs belong to: twenty users by turns, a user each, or all to one. */
export type Users = "twenty" | "own" | "hog";

export type AddRequest = {
  readonly do: "add";
  readonly queue: string;
  readonly from: number;
  readonly count: number;
  readonly how: "serial" | "in-flight" | "bulk";
  /** How many calls are under way at a time. */
  readonly width: number;
  readonly users: Users;
};

export type SendRequest = {
  readonly do: "send";
  readonly queue: string;
  readonly from: number;
  /** When to send each job, counted from the beginning. */
  readonly offsetsMs: readonly number[];
  readonly delaysMs?: readonly number[];
  readonly users: Users;
  /** Whether to wait for the results and to say when each was seen. */
  readonly follow: boolean;
};

export type WorkRequest = {
  readonly do: "work";
  readonly queue: string;
  /** How many jobs there will be. */
  readonly count: number;
  /** How many of them are waiting already. */
  readonly backlog: number;
  readonly concurrency: number;
  readonly workers: number;
  readonly sleepMs: number;
  /** Report when each job started. */
  readonly record: boolean;
  /** Say a line at every start and end. */
  readonly watch: boolean;
};

/** What a driver is asked to do, one line of JSON each; it answers `{id, value}` or `{id, error}`. */
export type Request =
  | AddRequest
  | SendRequest
  | WorkRequest
  | { readonly do: "finish"; readonly queue: string; readonly limitMs: number }
  | { readonly do: "stop"; readonly queue: string }
  | { readonly do: "committed"; readonly queue: string; readonly numbers: readonly number[] }
  | { readonly do: "usage" }
  /** Closes what it sends with. */
  | { readonly do: "rest" };

/** Milliseconds, and commands sent to Redis where they are counted. */
export type Usage = { readonly ms: number; readonly cpuMs: number; readonly calls?: number };

export type Sent = {
  readonly intended: readonly number[];
  readonly seen: readonly (readonly [n: number, at: number])[];
};

export type Finished = Usage & {
  readonly done: number;
  readonly starts: readonly (readonly [n: number, at: number])[];
};
