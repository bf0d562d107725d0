import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { v7 as uuidv7 } from "uuid";
import type { Log, Mailer } from "#core/ports.ts";

/** The links in mails open accounts: they are nobody's business but this process's user. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

const MOST_KEPT = 50;

/**
 * Keeps mails as files instead of sending them, for development and for a machine that nobody else uses. The newest
 * 50 stay.
 *
 * @param log where each mail is also shown. No mail may reach a log anywhere else: give one in development only
 */
export function createOutboxMailer({
  folder,
  log,
}: {
  readonly folder: string;
  readonly log: Log | null;
}): Mailer {
  return {
    async send({ to, subject, text, html }, { signal }) {
      signal.throwIfAborted();
      const sentAt = new Date().toISOString();
      await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
      // Names sort by time, also within a millisecond.
      await writeWhole(
        join(folder, `${uuidv7()}.json`),
        JSON.stringify({ to, subject, text, html, sentAt }),
      );
      await deleteOldest(folder);
      log?.info({ to, subject, text }, "mail written to the outbox");
    },
  };
}

/** All or nothing, so that nobody reads half a mail. */
async function writeWhole(path: string, content: string): Promise<void> {
  const temporary = `${path}.part`;
  try {
    await writeFile(temporary, content, { mode: FILE_MODE, flag: "wx" });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function deleteOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  for (const name of names.slice(0, -MOST_KEPT)) await rm(join(folder, name), { force: true });
}
