// @vitest-environment jsdom
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import { localePath } from "#locales/locale-path.ts";
import { messagesOf } from "#locales/messages-of.ts";
import { AnalysesPage } from "./analyses-page.tsx";
import type { FeedbackCount } from "#core/feedback/feedback.repo.ts";
import type { ProviderState } from "#core/admin/streams-admin.ts";
import { OverviewPage } from "./overview-page.tsx";
import { UserPage } from "./user-page.tsx";
import { UsersPage } from "./users-page.tsx";

afterEach(cleanup);

const ravi = {
  id: "01900000-0000-7000-8000-000000000001",
  email: "ravi@example.org",
  role: "user",
  isVerified: false,
  readings: 1234,
  registeredAt: "2026-11-24T10:00:00Z",
} as const;
const meena = {
  ...ravi,
  id: "01900000-0000-7000-8000-000000000002",
  email: "meena@example.org",
  role: "admin",
  isVerified: true,
} as const;

describe.each(["en", "hi"] as const)("the admin area in %s", (language) => {
  const messages = messagesOf(language);
  const { admin, readings, sharing } = messages;
  const own = { messages, language };
  const rowOf = (name: string) => {
    const row = screen.getByText(name).closest("tr");
    if (!row) throw new Error(`${name} stands in no row`);
    return within(row);
  };

  describe("the overview", () => {
    const quiet = { streams: [], provider: null, silentAfterMs: 30_000, audit: [], feedback: [] };
    const counts = {
      users: 12,
      guests: 345,
      readings: { queued: 1, processing: 2, completed: 1234, failed: 5, cancelled: 0 },
    };

    test("tells how much of the provider's limits is used, whether it answers, and the day's money", () => {
      const provider: ProviderState = {
        limits: {
          used: { requests: 42, tokens: 98_765 },
          others: { requests: 0, tokens: 0 },
          limits: { requests: 500, tokens: 200_000 },
          learnt: { requests: null, tokens: null },
          ease: 0.7,
          blockedMs: 0,
        },
        circuit: { state: "open", failures: 3, openMs: 20_000 },
        spending: { spent: 1_250_000, limit: 5_000_000 },
      };
      render(
        <OverviewPage {...own} {...quiet} provider={provider} counts={counts} findings={[]} />,
      );
      const { limits } = admin.streams;
      const shown = within(screen.getByRole("region", { name: limits.title }));
      expect(shown.getByText(/98,765/)).toBeDefined();
      expect(shown.getByText("70 %")).toBeDefined();
      expect(shown.getByText(new RegExp(limits.circuits.open)).className).toBe("error");
    });

    test("counts people and readings, and leads to both lists", () => {
      render(<OverviewPage {...own} {...quiet} counts={counts} findings={[]} />);
      expect(rowOf(admin.guests).getByText("345")).toBeDefined();
      expect(rowOf(readings.states.completed).getByText("1,234")).toBeDefined();
      expect(screen.getByRole("link", { name: readings.states.failed }).getAttribute("href")).toBe(
        localePath(language, "/admin/analyses?status=failed"),
      );
      const area = within(screen.getByRole("navigation", { name: admin.title }));
      expect(area.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual([
        localePath(language, "/admin"),
        localePath(language, "/admin/dead-letters"),
        localePath(language, "/admin/tail"),
        localePath(language, "/admin/users"),
        localePath(language, "/admin/analyses"),
      ]);
      expect(screen.getByText(admin.sweeps.never)).toBeDefined();
    });

    test("tells how often each part of a reading was helpful, by who wrote it", () => {
      const { rerender } = render(
        <OverviewPage {...own} {...quiet} counts={counts} findings={[]} />,
      );
      expect(screen.getByText(sharing.admin.none)).toBeDefined();
      const openai = { reader: "openai", version: "openai/2" } as const;
      const feedback: readonly FeedbackCount[] = [
        { part: "line:heart", ...openai, helpful: 17, unhelpful: 4 },
        { part: "area:mind", ...openai, helpful: 3, unhelpful: 0 },
      ];
      rerender(
        <OverviewPage {...own} {...quiet} feedback={feedback} counts={counts} findings={[]} />,
      );
      const row = rowOf(messages.report.line.heart);
      expect(row.getByText("17")).toBeDefined();
      expect(row.getByText("4")).toBeDefined();
      expect(row.getByText("openai/2")).toBeDefined();
      expect(rowOf(messages.report.lifeArea.mind).getByText("3")).toBeDefined();
    });

    test("marks what somebody has to look into, and only that", () => {
      const foundAt = "2026-11-24T10:00:00Z";
      render(
        <OverviewPage
          {...own}
          {...quiet}
          counts={counts}
          findings={[
            { finding: "filesWithoutRow", count: 7, foundAt },
            { finding: "rowsWithoutFile", count: 3, foundAt },
            { finding: "somethingNewer", count: 9, foundAt },
          ]}
        />,
      );
      const { filesWithoutRow, rowsWithoutFile } = admin.sweeps.findings;
      expect(rowOf(rowsWithoutFile).getByText("3").className).toBe("error");
      expect(rowOf(filesWithoutRow).getByText("7").className).toBe("");
      expect(rowOf("somethingNewer").getByText("9").className).toBe("");
    });
  });

  describe("the users", () => {
    const show = (search = "") =>
      render(
        <UsersPage
          {...own}
          users={[ravi, meena]}
          ownId={meena.id}
          search={search}
          total={45}
          page={2}
          pages={3}
        />,
      );

    test("each have a way to the page that changes their rights, but never oneself", () => {
      show();
      const promote = screen.getByRole("link", {
        name: `${admin.change.promote.submit}: ${ravi.email}`,
      });
      expect(promote.getAttribute("href")).toBe(
        localePath(language, `/admin/users/${ravi.id}#rights`),
      );
      expect(rowOf(meena.email).getByText(admin.you)).toBeDefined();
      expect(rowOf(meena.email).queryByText(admin.change.demote.submit)).toBeNull();
      expect(screen.queryByRole("button", { name: admin.change.promote.submit })).toBeNull();
    });

    test("have a column's name beside each value, for when rows become cards", () => {
      const { container } = show();
      const labels = [...container.querySelectorAll("tbody tr:first-child td")].map((cell) =>
        cell.getAttribute("data-label"),
      );
      expect(labels).toEqual(screen.getAllByRole("columnheader").map((head) => head.textContent));
      expect(rowOf(ravi.email).getByText("1,234").textContent).toBe("1,234");
    });

    test("keep what was searched for in the field and from page to page", () => {
      show("ravi & co");
      const field = screen.getByLabelText<HTMLInputElement>(admin.searchUsers);
      expect(field.value).toBe("ravi & co");
      expect(screen.getByRole("link", { name: messages.paging.older }).getAttribute("href")).toBe(
        localePath(language, "/admin/users?search=ravi+%26+co&page=3"),
      );
      expect(screen.getByRole("status").textContent).toBe(`${admin.found} 45`);
    });

    test("are no table when none was found", () => {
      render(
        <UsersPage {...own} users={[]} ownId={meena.id} search="x" total={0} page={1} pages={0} />,
      );
      expect(screen.queryByRole("table")).toBeNull();
      expect(screen.getByRole("status").textContent).toBe(`${admin.found} 0`);
    });
  });

  describe("one user", () => {
    const show = (
      user: Partial<Parameters<typeof UserPage>[0]["user"]> = {},
      overrides: Partial<Parameters<typeof UserPage>[0]> = {},
    ) =>
      render(
        <UserPage
          {...own}
          csrf="the token"
          user={{ ...ravi, isSelf: false, audit: [], ...user }}
          isChanged={false}
          failure={undefined}
          {...overrides}
        />,
      );

    test.each([
      ["user", "promote", "admin"],
      ["admin", "demote", "user"],
    ] as const)("who is %s has a form that says what it does: %s", (role, change, next) => {
      const { container } = show({ role });
      expect(screen.getByText(admin.change[change].lead)).toBeDefined();
      expect(screen.getByRole("button").textContent).toBe(admin.change[change].submit);
      const form = container.querySelector("form");
      expect(form?.method).toBe("post");
      expect(form?.getAttribute("action")).toBe(localePath(language, `/admin/users/${ravi.id}`));
      expect(Object.fromEntries(new FormData(form ?? undefined))).toEqual({
        csrf: "the token",
        role: next,
      });
    });

    test("who is oneself has no form", () => {
      const { container } = show({ isSelf: true });
      expect(container.querySelector("form")).toBeNull();
      expect(screen.getByText(admin.ownRights)).toBeDefined();
    });

    test("shows what happened, and by whom", () => {
      const entry = { device: "Chrome, Android", place: "192.0.2.x", at: "2026-11-24T10:00:00Z" };
      show({
        audit: [
          { ...entry, action: "role_changed", device: null, place: null, isOwn: false },
          { ...entry, action: "logged_in", isOwn: true },
          { ...entry, action: "login_failed", isOwn: false },
        ],
      });
      const { actions, byUs } = messages.account.audit;
      expect(screen.getByText(`${actions.role_changed} (${byUs})`)).toBeDefined();
      expect(rowOf(actions.logged_in).getByText("Chrome, Android")).toBeDefined();
      expect(screen.getByText(actions.login_failed)).toBeDefined();
    });

    test("tells that the rights are changed, and why they were not", () => {
      show({}, { isChanged: true });
      expect(screen.getByRole("status").textContent).toBe(admin.changed);
      cleanup();
      const { container } = show(
        {},
        { failure: { code: "user.own_role", params: {}, fields: {}, typed: {} } },
      );
      const problem = within(screen.getByRole("alert")).getByRole("link");
      expect(problem.textContent).toBe(messages.problems["user.own_role"]);
      expect(container.querySelector(problem.getAttribute("href") ?? "")).not.toBeNull();
    });
  });

  describe("the readings", () => {
    const failed = {
      id: "01900000-0000-7000-8000-0000000000aa",
      owner: { id: ravi.id, email: ravi.email },
      status: "failed",
      errorCode: "palm.no_hand",
      reader: null,
      attempts: 2,
      createdAt: "2026-11-24T10:00:00Z",
      durationMs: 4_520,
      paid: { tokens: 3_456, cost: 2_100 },
    } as const;
    const completed = {
      ...failed,
      id: "01900000-0000-7000-8000-0000000000bb",
      owner: null,
      status: "completed",
      errorCode: null,
      reader: "builtin",
      durationMs: 75_400,
      paid: null,
    } as const;
    const show = () =>
      render(
        <AnalysesPage
          {...own}
          analyses={[failed, completed]}
          search="ravi"
          status="failed"
          total={45}
          page={1}
          pages={3}
        />,
      );

    test("tell how they went and whose they are", () => {
      show();
      const first = rowOf(failed.id);
      expect(first.getByText(readings.states.failed)).toBeDefined();
      expect(first.getByText("palm.no_hand")).toBeDefined();
      expect(first.getByText(/^4\.5/)).toBeDefined();
      expect(first.getByText("3,456")).toBeDefined();
      expect(first.getByText("$0.0021")).toBeDefined();
      expect(first.getByRole("link", { name: ravi.email }).getAttribute("href")).toBe(
        localePath(language, `/admin/users/${ravi.id}`),
      );
      const second = rowOf(completed.id);
      expect(second.getByText(admin.guest)).toBeDefined();
      expect(second.getByText(admin.readers.builtin)).toBeDefined();
      expect(second.getByText(/^75/)).toBeDefined();
    });

    test("lead to no reading and show no photo", () => {
      const { container } = show();
      expect(container.querySelector("img")).toBeNull();
      for (const link of screen.getAllByRole("link")) {
        expect(link.getAttribute("href")).toMatch(/^(\/hi)?\/admin/);
      }
    });

    test("keep the search when the state is chosen, the state when searching, both from page to page", () => {
      const { container } = show();
      const states = within(screen.getByRole("navigation", { name: admin.columns.status }));
      expect(states.getByRole("link", { current: true }).textContent).toBe(readings.states.failed);
      expect(
        states.getByRole("link", { name: readings.states.completed }).getAttribute("href"),
      ).toBe(localePath(language, "/admin/analyses?search=ravi&status=completed"));
      expect(states.getByRole("link", { name: admin.all }).getAttribute("href")).toBe(
        localePath(language, "/admin/analyses?search=ravi"),
      );
      const form = container.querySelector("form");
      expect(Object.fromEntries(new FormData(form ?? undefined))).toEqual({
        status: "failed",
        search: "ravi",
      });
      expect(screen.getByRole("link", { name: messages.paging.older }).getAttribute("href")).toBe(
        localePath(language, "/admin/analyses?search=ravi&status=failed&page=2"),
      );
    });
  });
});
