import type { Connection, OpenStream } from "./connection.server.ts";

export type ServerEvent =
  | { readonly id: string; readonly event: string; readonly data: unknown }
  /** Nothing but how far it is: from there the browser goes on, should the stream end before anything happens. */
  | { readonly id: string; readonly event?: undefined };

/** A comment line keeps proxies and phones from thinking that nobody is there. */
const KEEP_ALIVE_MS = 15_000;

/** How long the browser waits before it comes back, with the last id it has seen. */
const RETRY_MS = 2_000;

/** How long a client may take for the rest once its stream has ended, milliseconds. */
const LAST_TAKE_MS = 5_000;

/**
 * Answers with `events` as server-sent events until they end. They must end when `stream.signal` aborts; the stream is
 * released then, and nothing of it remains. An event is sent only once the client has taken those before it: one that
 * takes nothing costs no memory, and is cut off when its time is over.
 */
export function eventStream(
  connection: Pick<Connection, "signal" | "drained" | "cutOff">,
  stream: OpenStream,
  events: AsyncIterable<ServerEvent, undefined>,
): Response {
  const encoder = new TextEncoder();
  const over = new Promise<void>((resolve) => {
    stream.signal.addEventListener("abort", () => resolve(), { once: true });
    if (stream.signal.aborted) resolve();
  });
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const keepAlive = setInterval(() => send(": still here\n\n"), KEEP_ALIVE_MS);
      try {
        send(`retry: ${RETRY_MS}\n\n`);
        for await (const event of events) {
          await Promise.race([connection.drained(), over]);
          if (stream.signal.aborted) break;
          send(format(event));
        }
        controller.close();
      } catch (error) {
        if (stream.signal.aborted) controller.close();
        else controller.error(error);
      } finally {
        clearInterval(keepAlive);
        stream.release();
        cutOffLater(connection);
      }
    },
  });
  return new Response(body, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      // no-transform keeps the compressor, and its memory, out of long answers.
      "Cache-Control": "private, no-cache, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}

/** The end of an answer waits for its client to take it, and some never do. */
function cutOffLater({ signal, cutOff }: Pick<Connection, "signal" | "cutOff">): void {
  if (signal.aborted) return;
  const timer = setTimeout(cutOff, LAST_TAKE_MS).unref();
  signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
}

function format(told: ServerEvent): string {
  if (told.event === undefined) return `id: ${told.id}\n\n`;
  // JSON has no raw line breaks, so one `data:` line is always enough.
  return `id: ${told.id}\nevent: ${told.event}\ndata: ${JSON.stringify(told.data)}\n\n`;
}
