import { quotasOf } from "#core/analyses/submit-analysis.ts";
import { countLeft } from "#core/quotas/quotas.repo.ts";
import { hashNetwork } from "./network-hash.server.ts";
import type { RouteArgs } from "./route.server.ts";
import { ownerOf } from "./viewer.server.ts";

/** How many readings the viewer may still ask for today: what the narrowest of their quotas leaves. */
export async function countReadingsLeft({ deps, viewer, connection }: RouteArgs): Promise<number> {
  const { limits, secretKeys } = deps.config;
  const found = await viewer();
  const owner = ownerOf(found) ?? { kind: "guest" as const, id: "" };
  const quotas = quotasOf(owner, {
    network: hashNetwork(connection.network, secretKeys),
    limits,
    isVerified: found.kind === "user" && found.user.isVerified,
  });
  const left = await Promise.all(quotas.map((quota) => countLeft(deps.db, quota)));
  return Math.min(...left);
}
