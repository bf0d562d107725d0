import { describe, expect, test } from "vitest";
import { answerMetrics } from "./metrics.server.ts";
import { NoSuchPage } from "./no-such-page.server.ts";

const TOKEN = "a-token-of-the-tests";

function ask({
  token,
  isLoopback = false,
  authorization,
}: {
  token?: string;
  isLoopback?: boolean;
  authorization?: string;
}) {
  return answerMetrics({
    request: new Request("http://localhost/metrics", {
      headers: authorization === undefined ? {} : { Authorization: authorization },
    }),
    connection: { isLoopback },
    deps: {
      config: { metricsToken: token },
      metrics: { contentType: "text/plain; version=0.0.4", read: async () => "one 1\n" },
    },
  });
}

describe("the metrics", () => {
  test("are told to whoever brings the token, from wherever", async () => {
    const answer = await ask({ token: TOKEN, authorization: `Bearer ${TOKEN}` });
    expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await answer.text()).toBe("one 1\n");
  });

  test("are told to this machine while there is no token", async () => {
    expect((await ask({ isLoopback: true })).status).toBe(200);
  });

  test.each([
    ["a stranger, without a token set", {}],
    ["a stranger who brings a token, without one set", { authorization: "Bearer undefined" }],
    ["a stranger, with a token set", { token: TOKEN }],
    ["this machine, once a token is set", { token: TOKEN, isLoopback: true }],
    ["a wrong token", { token: TOKEN, authorization: "Bearer a-token-of-the-testz" }],
    ["a part of the token", { token: TOKEN, authorization: "Bearer a-token" }],
    ["the token without its scheme", { token: TOKEN, authorization: TOKEN }],
  ])("do not exist for %s", async (_, asked) => {
    await expect(ask(asked)).rejects.toThrow(NoSuchPage);
  });
});
