import type { IncomingMessage } from "node:http";
import { describe, expect, test } from "vitest";
import { clientAddress, networkOf } from "./client-address.server.ts";

/** A request whose last hop is our own proxy, or the client itself where there is none. */
const request = (forwarded?: string | string[], remoteAddress: string | undefined = "10.0.0.1") =>
  ({
    headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
    socket: { remoteAddress },
  }) as unknown as Pick<IncomingMessage, "headers" | "socket">;

describe("the address that a request came from", () => {
  test("without proxies of ours it is the connection's, whatever a header says", () => {
    expect(clientAddress(request(), 0)).toBe("10.0.0.1");
    expect(clientAddress(request("203.0.113.7"), 0)).toBe("10.0.0.1");
    expect(clientAddress(request("203.0.113.7, 198.51.100.2"), 0)).toBe("10.0.0.1");
  });

  test("with one proxy it is what that one saw, whatever the client wrote in front", () => {
    expect(clientAddress(request("203.0.113.7"), 1)).toBe("203.0.113.7");
    expect(clientAddress(request("1.1.1.1, 203.0.113.7"), 1)).toBe("203.0.113.7");
    expect(clientAddress(request("1.1.1.1,, garbage,203.0.113.7"), 1)).toBe("203.0.113.7");
    expect(clientAddress(request(["1.1.1.1", "203.0.113.7"]), 1)).toBe("203.0.113.7");
  });

  test("with two proxies it is what the outer one saw", () => {
    expect(clientAddress(request("203.0.113.7, 10.0.0.2"), 2)).toBe("203.0.113.7");
    expect(clientAddress(request("1.1.1.1, 203.0.113.7, 10.0.0.2"), 2)).toBe("203.0.113.7");
  });

  test.each([undefined, "", "unknown", "203.0.113.7:4711", "<script>", "1.1.1.1, nonsense"])(
    "a header that is no address (%j) leaves the connection's",
    (header) => {
      expect(clientAddress(request(header), 1)).toBe("10.0.0.1");
    },
  );

  test("a header that is shorter than the row of proxies leaves the connection's", () => {
    expect(clientAddress(request("203.0.113.7"), 2)).toBe("10.0.0.1");
  });

  test("IPv6 counts as well, and a connection that is gone has none", () => {
    expect(clientAddress(request("2001:db8::7"), 1)).toBe("2001:db8::7");
    const gone = { headers: {}, socket: {} } as unknown as Parameters<typeof clientAddress>[0];
    expect(clientAddress(gone, 0)).toBe("");
  });
});

describe("the network of an address", () => {
  test.each([
    ["203.0.113.7", "203.0.113.x"],
    ["203.0.113.255", "203.0.113.x"],
    ["::ffff:203.0.113.7", "203.0.113.x"],
    ["::FFFF:203.0.113.7", "203.0.113.x"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:DB8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0db8:0001:0002:0003:0004:0005:0006", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["2001:db8::2:3:4:5:6", "2001:db8:0:2::/64"],
    ["2001:db8:0:0:1::", "2001:db8:0:0::/64"],
    ["2001:0:0:1::5", "2001:0:0:1::/64"],
    ["::1", "0:0:0:0::/64"],
    ["::", "0:0:0:0::/64"],
    ["fe80::1:2:3:4", "fe80:0:0:0::/64"],
    ["fe80::1:2:3:4%eth0", "fe80:0:0:0::/64"],
  ])("%s is in %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test("no machine is told from its neighbour, and networks are told apart", () => {
    expect(networkOf("2001:db8:1:2::a")).toBe(networkOf("2001:db8:1:2:ffff:ffff:ffff:ffff"));
    expect(networkOf("2001:db8:1:2::a")).not.toBe(networkOf("2001:db8:1:3::a"));
    expect(networkOf("203.0.113.7")).not.toBe(networkOf("203.0.112.7"));
  });

  test.each(["", "unknown", "203.0.113", "203.0.113.7.1", "2001:db8:::1", "localhost"])(
    "what is no address (%j) is in none",
    (text) => {
      expect(networkOf(text)).toBe("?");
    },
  );
});
