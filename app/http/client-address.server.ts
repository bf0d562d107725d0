import type { IncomingMessage } from "node:http";
import { isIPv4, isIPv6 } from "node:net";

/**
 * The address that a request came from. With `trustedProxies` of ours in front, the one that the outermost of them
 * saw: each appends to X-Forwarded-For, so it is counted from the right, where nobody else can write.
 */
export function clientAddress(
  { headers, socket }: Pick<IncomingMessage, "headers" | "socket">,
  trustedProxies: number,
): string {
  const direct = socket.remoteAddress ?? "";
  if (trustedProxies === 0) return direct;
  const forwarded = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",");
  const seen = forwarded.map((part) => part.trim()).at(-trustedProxies) ?? "";
  return isIPv4(seen) || isIPv6(seen) ? seen : direct;
}

/**
 * The network of an address, in which one machine is not told from the next: 256 addresses of IPv4, a customer's /64 of
 * IPv6.
 */
export function networkOf(address: string): string {
  // IPv4 in the dress of IPv6, and the name of the interface that a link-local address brings.
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  if (isIPv4(plain)) return plain.replace(/\d+$/, "x");
  if (!isIPv6(plain)) return "?";
  // URL writes an IPv6 address in its one short form; that is then filled up again.
  const [head = "", tail = ""] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail.split(":").filter(Boolean);
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => "0");
  return `${[...left, ...zeros, ...right].slice(0, 4).join(":")}::/64`;
}
