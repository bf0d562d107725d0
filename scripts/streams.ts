import { runCommand } from "./operator.ts";
import { explainJob } from "./streams/explain-job.ts";
import { followEvents } from "./streams/follow-events.ts";
import { openStreams } from "./streams/open-streams.ts";
import { readCommand } from "./streams/read-command.ts";
import { showConsumers, showDead, showInfo, showPending } from "./streams/show.ts";
import { drain, moveJob, reconcile, removeConsumer, retryAll, steer } from "./streams/steer.ts";

/**
 * `npm run streams`: what runs, what waits and what went wrong, for whoever sits at the machine; it needs Redis and,
 * for what changes something, the database, but not the web.
 */
await runCommand(async () => {
  const asked = readCommand(process.argv.slice(2));
  await using opened = await openStreams(asked);
  switch (asked.command) {
    case "info":
      return await showInfo(opened);
    case "pending":
      return await showPending(opened);
    case "consumers":
      return await showConsumers(opened);
    case "remove-consumer":
      return await removeConsumer(opened, asked.name);
    case "dead":
      return await showDead(opened);
    case "retry":
    case "drop":
    case "promote":
    case "claim-away":
      return await moveJob(opened, asked.command, asked.id);
    case "retry-all":
      return await retryAll(opened);
    case "pause":
    case "resume":
      return await steer(opened, asked.command, asked.name);
    case "reconcile":
      return await reconcile(opened, asked.isDryRun);
    case "drain":
      return await drain(opened, asked.timeoutMs);
    case "explain":
      return await explainJob(opened, asked.id);
    case "tail":
      return await followEvents(opened, asked);
  }
});
