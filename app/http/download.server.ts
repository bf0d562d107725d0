import { openStream } from "./connection.server.ts";
import type { RouteArgs } from "./route.server.ts";

/** Long enough for some hundred megabytes over a slow line. */
const DOWNLOAD_LIFE_MS = 60 * 60_000;

/**
 * A long body that is read only as fast as its client takes it, because Remix writes whatever it can read into memory.
 * Ends with the client. Whatever else ends it early breaks the connection, so that half a file never looks whole.
 *
 * @throws TooManyStreams
 */
export function pacedDownload(
  { connection, deps }: Pick<RouteArgs, "connection" | "deps">,
  body: ReadableStream<Uint8Array>,
): ReadableStream<Uint8Array> {
  const stream = openStream(connection, DOWNLOAD_LIFE_MS);
  const reader = body.getReader();
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      stream.release();
      // What is thrown into the body by that has been asked for.
      reader.cancel().catch(() => undefined);
      resolve();
    };
    stream.signal.addEventListener("abort", end, { once: true });
    if (stream.signal.aborted) end();
  });
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          await Promise.race([connection.drained(), ended]);
          const { done, value } = await reader.read();
          if (!done && !stream.signal.aborted) return controller.enqueue(value);
          if (stream.signal.aborted) connection.cutOff();
        } catch (error) {
          deps.log.error({ err: error, requestId: connection.requestId }, "download failed");
          connection.cutOff();
        }
        controller.close();
      },
      cancel: () => reader.cancel(),
    },
    { highWaterMark: 0 },
  );
}
