import type { OpenStream } from "./connection.server.ts";

export type ServerEvent = { readonly id: string; readonly event: string; readonly data: unknown };

/** A comment line keeps proxies and phones from thinking that nobody is there. */
const KEEP_ALIVE_MS = 15_000;

/** How long the browser waits before it comes back, with the last id it has seen. */
const RETRY_MS = 2_000;

/**
 * Answers with `events` as server-sent events until they end. They must end when `stream.signal`
 * aborts; the stream is released then, and nothing of it remains.
 */
export function eventStream(
  stream: OpenStream,
  events: AsyncIterable<ServerEvent, undefined>,
): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const keepAlive = setInterval(() => send(": still here\n\n"), KEEP_ALIVE_MS);
      try {
        send(`retry: ${RETRY_MS}\n\n`);
        for await (const event of events) {
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

function format({ id, event, data }: ServerEvent): string {
  // JSON has no raw line breaks, so one `data:` line is always enough.
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
