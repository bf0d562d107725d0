import { setTimeout as delay } from "node:timers/promises";
import type { ApiClient } from "#tests/support/api-client.ts";

/** What somebody saw who followed one analysis through every broken connection. */
export type Followed = {
  readonly analysisId: string;
  /** One list for each connection: the ids of its events, and when it began. */
  readonly connections: { readonly from: number; readonly ids: string[] }[];
  lastStatus: string | null;
  /** What the server said to the last attempt to follow, or why it said nothing. */
  lastAnswer: string;
  /** True when the server said that there is nothing more to come. */
  hasEnded: boolean;
};

const finalStatuses = new Set(["completed", "failed", "cancelled"]);

/** Follows an analysis as a browser does: comes back with the last id until the end has been told. */
export function followAnalysis(
  client: ApiClient,
  analysisId: string,
  signal: AbortSignal,
): { readonly followed: Followed; readonly ended: Promise<void> } {
  const followed: Followed = {
    analysisId,
    connections: [],
    lastStatus: null,
    lastAnswer: "none",
    hasEnded: false,
  };

  async function connect(): Promise<void> {
    const lastId = followed.connections.flatMap(({ ids }) => ids).at(-1);
    const response = await client.request(`/api/v1/analyses/${analysisId}/events`, {
      headers: lastId === undefined ? {} : { "Last-Event-ID": lastId },
      signal,
    });
    followed.lastAnswer = String(response.status);
    if (response.status === 204) followed.hasEnded = true;
    if (response.status !== 200 || response.body === null) return;
    const connection = { from: Date.now(), ids: [] as string[] };
    followed.connections.push(connection);
    let rest = "";
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const events = (rest + chunk).split("\n\n");
      rest = events.pop() ?? "";
      for (const event of events) {
        const id = /^id: (\S+)$/m.exec(event)?.[1];
        const data = /^data: (.+)$/m.exec(event)?.[1];
        if (id !== undefined) connection.ids.push(id);
        if (data === undefined) continue;
        followed.lastStatus = (JSON.parse(data) as { status: string }).status;
        if (finalStatuses.has(followed.lastStatus)) followed.hasEnded = true;
      }
    }
  }

  async function run(): Promise<void> {
    while (!followed.hasEnded && !signal.aborted) {
      await connect().catch((error: unknown) => (followed.lastAnswer = String(error)));
      if (!followed.hasEnded) await delay(500, undefined, { signal }).catch(() => undefined);
    }
  }
  return { followed, ended: run() };
}
