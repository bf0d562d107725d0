import type { IncomingMessage } from "node:http";

/** `localhost` or an address of this machine, with or without a port. */
function isLoopbackName(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(host);
}

/** What proxies add to a request that they pass on. */
const forwardingHeaders = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];

/**
 * True for a request that a program on this machine sent itself. What a proxy on this machine passes on comes from
 * the same address, so a request that says it was passed on is never taken for one.
 */
export function isFromThisMachine({
  headers,
  socket,
}: Pick<IncomingMessage, "headers" | "socket">): boolean {
  if (forwardingHeaders.some((name) => headers[name] !== undefined)) return false;
  // A page of another site whose name was made to lead here still says that name.
  if (!isLoopbackName(headers.host ?? "")) return false;
  const address = (socket.remoteAddress ?? "").replace(/^::ffff:/i, "");
  return address === "::1" || /^127(\.\d{1,3}){3}$/.test(address);
}
