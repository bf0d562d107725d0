import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { OutgoingMail } from "#core/ports.ts";

const KeptMail = z.object({
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  sentAt: z.iso.datetime(),
});

/** The mails that an outbox has kept, newest first; none when there is no such folder. */
export async function readOutbox(
  folder: string,
): Promise<readonly (OutgoingMail & { readonly sentAt: string })[]> {
  const names = (await unlessMissing(readdir(folder))) ?? [];
  const files = await Promise.all(
    names
      .filter((name) => name.endsWith(".json"))
      .sort()
      .reverse()
      // The oldest may be deleted between the listing and now.
      .map((name) => unlessMissing(readFile(join(folder, name), "utf8"))),
  );
  return files.filter((file) => file !== undefined).map((file) => KeptMail.parse(JSON.parse(file)));
}

async function unlessMissing<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
