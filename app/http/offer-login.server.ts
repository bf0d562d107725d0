import type { DomainError } from "#core/errors.ts";
import { loginAddress } from "./next-page.server.ts";
import type { RouteArgs } from "./route.server.ts";

/** For whoever may only have to log in to find what they look for. */
export type LoginOffer = {
  /** The way to the login, and back to this page. */
  readonly address: string;
  /** A question that was not taken, to be copied; null when none was sent. */
  readonly question: string | null;
};

/** What an account may hold. */
const heldByAccounts = new Set(["analysis.not_found", "conversation.not_found"]);

/**
 * What a page that says "nothing here" offers to somebody without a session. Whether there is something is not looked
 * at: the page is the same for all that could be there.
 */
export async function offerLogin(
  { code }: Pick<DomainError, "code">,
  { request, language, viewer, connection: { typed } }: RouteArgs,
): Promise<LoginOffer | null> {
  if (!heldByAccounts.has(code) || (await viewer()).kind === "user") return null;
  const question = [typed["content"], typed["message"]].find((text) => text?.trim());
  return { address: loginAddress(request, language), question: question ?? null };
}
