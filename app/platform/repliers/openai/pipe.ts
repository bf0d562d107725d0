export type Pipe<Part> = {
  push(part: Part): void;
  end(): void;
  fail(error: unknown): void;
  /** What is pushed, until the end. @throws what it failed with */
  parts(): AsyncGenerator<Part, undefined>;
};

/** Lets one function hand on parts while another is still waiting for its result. What is pushed waits in memory. */
export function createPipe<Part>(): Pipe<Part> {
  const parts: Part[] = [];
  let over: { readonly error?: unknown } | undefined;
  let wake: () => void = () => undefined;
  return {
    push(part) {
      parts.push(part);
      wake();
    },
    end() {
      over ??= {};
      wake();
    },
    fail(error) {
      over ??= { error };
      wake();
    },
    async *parts() {
      for (;;) {
        const part = parts.shift();
        if (part !== undefined) yield part;
        else if (over) {
          if ("error" in over) throw over.error;
          return undefined;
        } else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
