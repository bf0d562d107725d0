import { makeZip } from "client-zip";
import type { ArchiveEntry } from "#core/users/export-account.ts";

/** The entries as one zip. The next entry is asked for when the one before has been read. */
export function createZip(
  entries: AsyncGenerator<ArchiveEntry, undefined>,
): ReadableStream<Uint8Array> {
  return makeZip(toInputs(entries));
}

async function* toInputs(entries: AsyncGenerator<ArchiveEntry, undefined>) {
  for await (const entry of entries) {
    const { name } = entry;
    if ("bytes" in entry) yield { name, input: entry.bytes };
    else if (typeof entry.text === "string") yield { name, input: entry.text };
    else yield { name, input: entry.text };
  }
}
