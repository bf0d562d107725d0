/**
 * Reads a stream of chunks as a sequence of small fixed-size records and stretches to be skipped, with
 * a state of a few bytes whatever the size of the file.
 *
 * `next` receives each completed record and says what comes then; `null` means that the rest of the
 * stream does not matter.
 */
export type Step =
  /** Collect so many bytes (at most 64) and hand them over. */
  | { readonly kind: "take"; readonly bytes: number; readonly next: (record: Uint8Array) => Step }
  /** Pass over so many bytes; `onBytes` sees them on their way. */
  | {
      readonly kind: "skip";
      readonly bytes: number;
      readonly onBytes?: (bytes: Uint8Array) => void;
      readonly next: () => Step;
    }
  /** Pass over bytes until `find` tells where to stop (index after the last byte used), or -1. */
  | {
      readonly kind: "scan";
      readonly find: (bytes: Uint8Array) => number;
      readonly next: () => Step;
    }
  | { readonly kind: "end" };

export const END: Step = { kind: "end" };

export type ByteCursor = {
  push(chunk: Uint8Array): void;
  /** True once the steps have come to their end; what follows does not matter. */
  readonly isAtEnd: boolean;
};

export function createByteCursor(first: Step): ByteCursor {
  let step = first;
  let record = new Uint8Array(0);
  let skipped = 0;

  function become(next: Step): void {
    step = next;
    record = new Uint8Array(0);
    skipped = 0;
  }

  return {
    push(chunk) {
      let at = 0;
      while (at < chunk.length && step.kind !== "end") {
        const rest = chunk.subarray(at);
        switch (step.kind) {
          case "take": {
            const part = rest.subarray(0, step.bytes - record.length);
            const joined = new Uint8Array(record.length + part.length);
            joined.set(record);
            joined.set(part, record.length);
            record = joined;
            at += part.length;
            if (record.length === step.bytes) become(step.next(record));
            break;
          }
          case "skip": {
            const part = rest.subarray(0, step.bytes - skipped);
            step.onBytes?.(part);
            skipped += part.length;
            at += part.length;
            if (skipped === step.bytes) become(step.next());
            break;
          }
          case "scan": {
            const end = step.find(rest);
            if (end === -1) return;
            at += end;
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
