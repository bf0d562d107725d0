/** The longest record that a step can take, bytes. */
const MAX_RECORD = 64;

/**
 * Reads a stream of chunks as a sequence of small fixed-size records and stretches to be passed over, with
 * a state of a few bytes whatever the size of the file.
 *
 * `next` says what comes then. Steps cost a little each, bytes within a step next to nothing: what a stranger
 * can repeat for every few bytes belongs into the loop of a `seek`, or has to be counted.
 */
export type Step =
  /** Collect so many bytes, at most MAX_RECORD, and hand them over: the record's first, until `next` returns. */
  | { readonly kind: "take"; readonly bytes: number; readonly next: (record: Uint8Array) => Step }
  /** Pass over so many bytes; `onBytes` sees them on their way. */
  | {
      readonly kind: "skip";
      readonly bytes: number;
      readonly onBytes?: (bytes: Uint8Array) => void;
      readonly next: () => Step;
    }
  /**
   * Pass over bytes until `find` tells where to stop: the index after the last byte used, or -1 when all of
   * the chunk's bytes are. It is called once for each chunk, and remembers itself what it has seen.
   */
  | {
      readonly kind: "seek";
      readonly find: (chunk: Uint8Array, from: number) => number;
      readonly next: () => Step;
    }
  /** The rest of the stream does not matter. */
  | { readonly kind: "end" };

export const END: Step = { kind: "end" };

export type ByteCursor = {
  push(chunk: Uint8Array): void;
  /** True once the steps have come to their end; what follows does not matter. */
  readonly isAtEnd: boolean;
};

export function createByteCursor(first: Step): ByteCursor {
  const record = new Uint8Array(MAX_RECORD);
  let step = first;
  /** How many bytes of a `take` or a `skip` have passed. */
  let passed = 0;

  function become(next: Step): void {
    step = next;
    passed = 0;
  }

  return {
    push(chunk) {
      let at = 0;
      while (at < chunk.length && step.kind !== "end") {
        switch (step.kind) {
          case "take": {
            const end = Math.min(at + step.bytes - passed, chunk.length);
            while (at < end) record[passed++] = chunk[at++] ?? 0;
            if (passed === step.bytes) become(step.next(record));
            break;
          }
          case "skip": {
            const end = Math.min(at + step.bytes - passed, chunk.length);
            step.onBytes?.(chunk.subarray(at, end));
            passed += end - at;
            at = end;
            if (passed === step.bytes) become(step.next());
            break;
          }
          case "seek": {
            const end = step.find(chunk, at);
            if (end === -1) return;
            at = end;
            become(step.next());
            break;
          }
        }
      }
    },

    get isAtEnd() {
      return step.kind === "end";
    },
  };
}

/** A stretch of no length is no step at all: the cursor only moves on bytes. */
export function skip(bytes: number, next: () => Step, onBytes?: (bytes: Uint8Array) => void): Step {
  return bytes === 0 ? next() : { kind: "skip", bytes, next, ...(onBytes ? { onBytes } : {}) };
}

export function take(bytes: number, next: (record: Uint8Array) => Step): Step {
  return { kind: "take", bytes, next };
}
