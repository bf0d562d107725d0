/** Why a run is stopped before its end. */
export type StopReason = "timeout" | "cancelled" | "lost" | "shutdown";

/** The reason that a run's signal carries. */
export class RunStopped extends Error {
  readonly reason: StopReason;

  constructor(reason: StopReason) {
    super(`the run was stopped: ${reason}`);
    this.name = "RunStopped";
    this.reason = reason;
  }
}

/** Stops one run, once. */
export type Stopper = {
  /** Aborts when the run is stopped. */
  readonly signal: AbortSignal;
  /** Why it was stopped; undefined as long as it was not. */
  readonly reason: StopReason | undefined;
  stop(reason: StopReason): void;
  /** Settles as the work does, or rejects with `RunStopped` at once, also when the work does not listen to the signal. */
  until<Result>(work: Promise<Result>): Promise<Result>;
};

/** Most runs never ask for their signal, so it is made when they do. */
export function createStopper(): Stopper {
  const stopped = Promise.withResolvers<never>();
  let error: RunStopped | undefined;
  let controller: AbortController | undefined;
  // Somebody may be stopped whom nobody awaits yet.
  stopped.promise.catch(() => undefined);

  return {
    get signal() {
      if (!controller) {
        controller = new AbortController();
        if (error) controller.abort(error);
      }
      return controller.signal;
    },
    get reason() {
      return error?.reason;
    },
    stop(reason) {
      if (error) return;
      error = new RunStopped(reason);
      controller?.abort(error);
      stopped.reject(error);
    },
    until: (work) => Promise.race([work, stopped.promise]),
  };
}
