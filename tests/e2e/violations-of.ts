import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** The rules of WCAG 2.2 AA that a page breaks, each with the elements that do. */
export async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await axe(page)
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  return toLines(violations);
}

/** In the page itself: no page of ours has frames of another origin, for which axe would open a tab at each look. */
export const axe = (page: Page) => new AxeBuilder({ page }).setLegacyMode();

export function toLines(violations: readonly { id: string; nodes: readonly { html: string }[] }[]) {
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
}
