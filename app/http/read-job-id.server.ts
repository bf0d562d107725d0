import { z } from "zod";

/** A job's, an analysis's or a token's id as an address carries it; undefined for what cannot be one, which no database is asked for. */
export function readJobId(text: string | undefined): string | undefined {
  const id = z.uuid().safeParse(text);
  return id.success ? id.data : undefined;
}
