import { setTimeout as delay } from "node:timers/promises";

/** Waits until `isSo` says yes; fails with `what` was waited for. Errors of `isSo` are its own and end the waiting. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  { what, withinMs = 20_000 }: { readonly what: string; readonly withinMs?: number },
): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await delay(25);
  }
}
