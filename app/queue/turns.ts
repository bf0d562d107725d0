/** One at a time, in the order of coming. Whoever gives up waiting leaves the line. */
export function createTurns() {
  const line: (() => void)[] = [];
  let isTaken = false;

  function next(): void {
    const first = line.shift();
    if (first) first();
    else isTaken = false;
  }

  return {
    /** Resolves to the function that ends the turn. Rejects with the signal's reason when it aborts first. */
    take(signal: AbortSignal): Promise<() => void> {
      if (signal.aborted) return Promise.reject(signal.reason as Error);
      if (!isTaken) {
        isTaken = true;
        return Promise.resolve(next);
      }
      return new Promise((resolve, reject) => {
        const start = () => {
          signal.removeEventListener("abort", leave);
          resolve(next);
        };
        const leave = () => {
          line.splice(line.indexOf(start), 1);
          reject(signal.reason as Error);
        };
        signal.addEventListener("abort", leave, { once: true });
        line.push(start);
      });
    },
    get length() {
      return line.length;
    },
  };
}
