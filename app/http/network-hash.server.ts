import { createHmac } from "node:crypto";

/** What the database keeps of a network to count its readings: enough to know it again, too little to know it. */
export function hashNetwork(network: string, secretKeys: readonly string[]): string {
  return createHmac("sha256", secretKeys.at(-1) ?? "")
    .update(`network:${network}`)
    .digest("base64url")
    .slice(0, 22);
}
