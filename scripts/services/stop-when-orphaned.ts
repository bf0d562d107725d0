/**
 * Loaded into a process with `node --import` by whoever supervises it. The supervisor holds a channel to the process;
 * however the supervisor ends, even by kill -9, the channel closes, and the process ends as if told to.
 */
process.channel?.unref();
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
