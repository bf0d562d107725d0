/**
 * Loaded into a process with `node --import` by whoever supervises it. The supervisor holds a channel to the process;
 * however the supervisor ends, even by kill -9, the channel closes, and the process ends as if told to: at once, or
 * after a while by force.
 */
const GRACE_MS = 8_000;

process.channel?.unref();
process.once("disconnect", () => {
  setTimeout(() => process.kill(process.pid, "SIGKILL"), GRACE_MS).unref();
  process.kill(process.pid, "SIGTERM");
});
