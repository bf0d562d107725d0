import { createHash, timingSafeEqual } from "node:crypto";

/** True for whoever brings METRICS_TOKEN or, where none is set, for programs on this machine. */
export function mayReadMetrics(
  { authorization, isLoopback }: { authorization: string | undefined; isLoopback: boolean },
  token: string | undefined,
): boolean {
  return token === undefined ? isLoopback : isSame(authorization ?? "", `Bearer ${token}`);
}

/** Compares hashes, which are of one length, so that the time it takes says nothing about the token. */
function isSame(given: string, expected: string): boolean {
  const [left, right] = [given, expected].map((text) => createHash("sha256").update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
