// @vitest-environment jsdom
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import type { AnalysisLife } from "#core/admin/read-analysis-life.ts";
import type { ActivityAt, StreamState } from "#core/admin/read-stream.ts";
import { localePath } from "#locales/locale-path.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { AnalysisPage } from "./analysis-page.tsx";
import { ConfirmPage } from "./confirm-page.tsx";
import { DeadLettersPage } from "./dead-letters-page.tsx";
import { StreamPage } from "./stream-page.tsx";
import { TailPage } from "./tail-page.tsx";

afterEach(cleanup);

const id = "01900000-0000-7000-8000-000000000001";
const nothing = { p50: null, p95: null, p99: null };
const quiet = {
  ...{ enqueued: 0, done: 0, retried: 0, deferred: 0, stalled: 0, dead: 0 },
  ...{ waited: nothing, ran: nothing },
};
const minute = (index: number, more: Partial<ActivityAt> = {}): ActivityAt => ({
  ...quiet,
  at: new Date(Date.UTC(2026, 10, 24, 10, index)),
  ...more,
});
const state: StreamState = {
  overview: {
    ...{
      queue: "analyses",
      waiting: 7,
      delayed: 1,
      undelivered: 0,
      inFlight: 2,
      dead: 3,
      slots: 4,
    },
    ...{ isPaused: false, gateMs: 0 },
    ages: { seen: 7, oldestMs: 61_000, buckets: [{ underMs: 1_000, count: 6 }, { underMs: null, count: 1 }] }, // prettier-ignore
  },
  workers: [
    {
      ...{ name: "web-1", slots: 4, sinceBeatMs: 60_000 },
      holds: [
        {
          ...{ id, user: "u", entry: "1-0", heldMs: 5_000, sinceRenewedMs: 0 },
          ...{ failures: 0, crashes: 0 },
        },
      ],
    },
    { name: "web-0", slots: 0, sinceBeatMs: null, holds: [] },
  ],
  lastHour: { ...quiet, done: 1234, ran: { p50: 1_000, p95: 2_000, p99: 4_000 } },
  perMinute: 20.5,
  history: [minute(0), minute(1, { done: 4 }), minute(2, { done: 8, dead: 1 })],
};

describe.each(["en", "hi"] as const)("the pages about streams in %s", (language) => {
  const messages = messagesOf(language);
  const { streams } = messages.admin;
  const own = { messages, language };
  const path = (address: string) => localePath(language, address);
  const hrefs = () => screen.getAllByRole("link").map((link) => link.getAttribute("href"));

  const showStream = (shown: StreamState | null, done: string | null = null) =>
    render(
      <StreamPage
        {...own}
        {...{ stream: "analyses", state: shown, line: [], provider: null, hours: 6, spans: [1, 6] }}
        silentAfterMs={30_000}
        done={done}
      />,
    );

  test("a stream shows its figures, and marks red only what somebody has to look into", () => {
    const { container } = showStream(state);
    expect(screen.getByText("1,234")).toBeDefined();
    const red = [...container.querySelectorAll(".error")].map(({ textContent }) => textContent);
    // Its dead letters, and the silent worker that holds something.
    expect(red).toHaveLength(2);
    expect(red[0]).toBe("3");
    expect(hrefs()).toContain(path(`/admin/analyses/${id}`));
    expect(hrefs()).toContain(path("/admin/streams/analyses/pause"));
    expect(hrefs()).toContain(path("/admin/streams/analyses/retry-all"));
    // A colour alone says nothing.
    expect(red[1]).toContain(streams.workers.silent);
    // Only a silent worker that holds nothing may be taken off.
    expect(hrefs().filter((href) => href?.includes("remove-worker"))).toEqual([
      `${path("/admin/streams/analyses/remove-worker")}?worker=web-0`,
    ]);
  });

  test("a stream without a worker is told in words, and a paused one can go on", () => {
    showStream({
      ...state,
      workers: [],
      overview: { ...state.overview, isPaused: true, gateMs: 90_000 },
    });
    expect(screen.getByText(streams.states.noWorkers).className).toBe("error");
    expect(hrefs()).toContain(path("/admin/streams/analyses/resume"));
    expect(hrefs()).not.toContain(path("/admin/streams/analyses/pause"));
  });

  test("a chart is told in words, its bars are as high as their values, and all of it is a table", () => {
    showStream(state);
    const chart = screen.getByRole("img", { name: new RegExp(`^${streams.charts.names.done} `) });
    expect(chart.querySelector("desc")?.textContent).toContain(streams.charts.most({ most: "8" }));
    const heights = [...chart.querySelectorAll("rect")].map((bar) => bar.getAttribute("height"));
    expect(heights).toEqual(["32", "64"]);
    const table = within(screen.getByRole("table", { name: streams.charts.title }));
    // Nothing happened in the first minute.
    expect(table.getAllByRole("row")).toHaveLength(3);
  });

  test("while Redis does not answer the page says so, and what was done", () => {
    showStream(null, streams.acts.pause.done);
    expect(screen.getByText(streams.away)).toBeDefined();
    expect(screen.getByText(streams.lookAgain).getAttribute("href")).toBe(
      path("/admin/streams/analyses"),
    );
    expect(screen.getByText(streams.acts.pause.done).getAttribute("role")).toBe("status");
  });

  test("a dead letter says why, and can be tried again only when its row has failed", () => {
    const letter = {
      ...{ user: "u", error: "last owner w", failures: 0, crashes: 3 },
      why: "crashed" as const,
      diedAt: new Date(),
    };
    const other = id.replace(/1$/, "2");
    render(
      <DeadLettersPage
        {...own}
        {...{ stream: "analyses", streams: ["analyses", "mail"], total: 2, page: 1, pages: 1 }}
        letters={[
          { ...letter, id, row: { status: "failed", errorCode: "internal" } },
          { ...letter, id: other, row: null },
        ]}
        done={null}
      />,
    );
    const actions = hrefs().filter((href) => href?.includes("/admin/jobs/"));
    expect(actions).toEqual([
      `${path(`/admin/jobs/analyses/${id}/retry`)}?from=dead`,
      `${path(`/admin/jobs/analyses/${id}/drop`)}?from=dead`,
      `${path(`/admin/jobs/analyses/${other}/drop`)}?from=dead`,
    ]);
    expect(screen.getByText(streams.dead.rowGone)).toBeDefined();
    expect(hrefs()).toContain(path(`/admin/analyses/${id}`));
    // What is erased has no page.
    expect(hrefs()).not.toContain(path(`/admin/analyses/${other}`));
  });

  test("an action asks first: what it does, a form with the token, and the way back", () => {
    const { container } = render(
      <ConfirmPage
        {...own}
        {...{ csrf: "token", area: "overview", subject: "x", isDangerous: true }}
        {...{ action: "/do", back: "/back", fields: { worker: "w" }, failure: undefined }}
        act={streams.acts.pause}
      />,
    );
    expect(screen.getByText(streams.acts.pause.lead)).toBeDefined();
    const fields = [...container.querySelectorAll("input")].map((field) => [
      ...[field.name, field.value],
    ]);
    expect(fields).toEqual([
      ["csrf", "token"],
      ["worker", "w"],
    ]);
    expect(container.querySelector("form")?.getAttribute("method")).toBe("post");
    expect(hrefs()).toContain("/back");
  });

  test("the live events keep what was asked for, and need no script", () => {
    const { container } = render(
      <TailPage
        {...own}
        asked={{ stream: "mail", job: "", user: "ravi@example.org", worker: "" }}
        query="stream=mail&user=ravi%40example.org"
        {...{ streams: ["analyses", "mail"], isUserKnown: false, isRefreshing: true, modules: [] }}
        events={[
          { id: "1000-0", stream: "analyses", jobId: id, type: "done", worker: "w", data: null },
          { id: "999-0", stream: "mail", jobId: "m", type: "newer", worker: null, data: { a: 1 } },
        ]}
      />,
    );
    expect(container.querySelector("[data-follow]")?.getAttribute("data-follow")).toBe(
      "/admin/events?stream=mail&user=ravi%40example.org",
    );
    expect(screen.getByRole<HTMLSelectElement>("combobox").value).toBe("mail");
    expect(screen.getByText(streams.tail.noSuchUser)).toBeDefined();
    expect(screen.getByText(streams.events.done)).toBeDefined();
    // What a newer worker tells is shown by its own name.
    expect(screen.getByText("newer")).toBeDefined();
    expect(hrefs()).toContain(path(`/admin/analyses/${id}`));
  });

  const life: AnalysisLife = {
    ...{ id, owner: null, status: "failed", errorCode: "internal", attempts: 2, reader: null },
    ...{ isLeased: false, waitMs: 0, arePhotosThere: true },
    ...{ createdAt: new Date(0), updatedAt: new Date(0), completedAt: null },
    calls: [
      {
        step: "read",
        model: "m",
        promptTokens: 1_000,
        completionTokens: 234,
        cost: 774,
        at: new Date(0),
      },
    ],
    inRedis: { report: null, events: [], repair: "waits_for_somebody" },
  };
  const actsOf = (shown: AnalysisLife) => {
    render(<AnalysisPage {...own} life={shown} done={null} />);
    const acts = hrefs().filter((href) => href?.includes("/admin/jobs/"));
    return acts.map((href) => href?.split("/").at(-1));
  };

  test("a reading's life says what happens next, what it cost, and what can be done", () => {
    expect(actsOf(life)).toEqual(["retry", "drop"]);
    expect(screen.getByText(streams.life.repairs.waits_for_somebody)).toBeDefined();
    expect(
      screen.getByText(streams.life.cost({ calls: "1", tokens: "1,234", money: "$0.0008" })),
    ).toBeDefined();
  });

  test("what cannot be done to a reading is not offered", () => {
    expect(actsOf({ ...life, arePhotosThere: false })).toEqual(["drop"]);
    cleanup();
    expect(actsOf({ ...life, status: "completed" })).toEqual([]);
    cleanup();
    expect(actsOf({ ...life, status: "completed", inRedis: null })).toEqual([]);
    expect(screen.getByText(streams.away)).toBeDefined();
  });
});
