/**
 * Loaded into the web process by a test: on SIGUSR2 it collects garbage and tells in one line of JSON what is open.
 */
type Insides = { readonly openStreams: Set<unknown>; readonly countFollowers: () => number };

process.on("SIGUSR2", () => {
  globalThis.gc?.();
  const web = (globalThis as Record<symbol, Insides | undefined>)[Symbol.for("hastarekha.web")];
  const insides = {
    streams: web?.openStreams.size,
    followers: web?.countFollowers(),
    timers: process.getActiveResourcesInfo().filter((name) => name === "Timeout").length,
    /** Bytes that wait somewhere: photos, and what clients have not taken yet. */
    buffered: process.memoryUsage().arrayBuffers,
  };
  process.stdout.write(`${JSON.stringify({ insides })}\n`);
});
