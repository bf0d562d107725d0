import { type DeleteAccountDeps, deleteAccount } from "./delete-account.ts";
import { consumeEmailToken, deleteEmailTokensOf } from "./email-tokens.repo.ts";
import { LinkExpired } from "./user.ts";
import { closeUnverified } from "./users.repo.ts";

/**
 * Erases an account whose address was never confirmed, by the link that its address received: a stranger who
 * registers an address cannot keep it from its owner. The account is closed to its password and to its other links
 * before it is erased, so it cannot be confirmed in between.
 *
 * @throws LinkExpired
 */
export async function releaseAddress(deps: DeleteAccountDeps, token: string): Promise<void> {
  const user = await deps.db.transaction().execute(async (tx) => {
    const userId = await consumeEmailToken(tx, token, "release_address");
    const found = userId === undefined ? undefined : await closeUnverified(tx, userId);
    if (!found) throw new LinkExpired();
    await deleteEmailTokensOf(tx, found.id);
    return found;
  });
  await deleteAccount(deps, user);
}
