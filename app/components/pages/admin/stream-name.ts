import type { Messages } from "#locales/messages.ts";

/** A stream by its name in words; one that is newer than the words is called as it calls itself. */
export function nameOfStream({ admin }: Messages, stream: string): string {
  const names: Readonly<Record<string, string>> = admin.streams.names;
  return names[stream] ?? stream;
}
