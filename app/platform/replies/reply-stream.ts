import type { Redis } from "ioredis";
import type { ReplyNews } from "#core/ports.ts";

/** Pieces of one answer at most: some times as many as its longest text has sentences. */
const MAX_PIECES = 2_000;

/** How long Redis remembers an answer after its last piece, and after its end, seconds. */
const LIFE_SECONDS = { writing: 600, over: 120 };

/** Every key of the answers lies in one slot of a cluster, so that one read can follow them all. */
export const PREFIX = "hr:{replies}:";

export function streamKey(replyId: string): string {
  return `${PREFIX}said:${replyId}`;
}

export type RawPiece = readonly [id: string, fields: readonly string[]];

/** Adds a piece. Only an answer's beginning makes its stream: what is forgotten meanwhile stays forgotten. */
export async function addPiece(
  redis: Redis,
  replyId: string,
  piece: { readonly run: string; readonly at: number; readonly text: string },
): Promise<void> {
  const key = streamKey(replyId);
  const fields = ["r", piece.run, "a", String(piece.at), "x", piece.text];
  const trim = ["MAXLEN", "~", String(MAX_PIECES)] as const;
  const pipeline = redis.pipeline();
  if (piece.at === 0) pipeline.xadd(key, ...trim, "*", ...fields);
  else pipeline.xadd(key, "NOMKSTREAM", ...trim, "*", ...fields);
  pipeline.expire(key, LIFE_SECONDS.writing);
  await pipeline.exec();
}

/** Says that the answer's row has ended. */
export async function addOver(redis: Redis, replyId: string): Promise<void> {
  const key = streamKey(replyId);
  await redis.pipeline().xadd(key, "*", "o", "1").expire(key, LIFE_SECONDS.over).exec();
}

export async function readPieces(redis: Redis, replyId: string): Promise<readonly ReplyNews[]> {
  const raw = (await redis.xrange(streamKey(replyId), "-", "+")) as readonly RawPiece[];
  return raw.map(toNews);
}

export function toNews([id, fields]: RawPiece): ReplyNews {
  const [, run = "", , at = "0", , text = ""] = fields;
  return fields[0] === "o" ? { id, kind: "over" } : { id, kind: "text", run, at: Number(at), text };
}
