import { recordAudit } from "#core/audit/audit.repo.ts";
import { type ArchivePages, exportAccount } from "#core/users/export-account.ts";
import type { User } from "#core/users/user.ts";
import { pacedDownload } from "./download.server.ts";
import { limitRate, rateRules } from "./rate-limit.server.ts";
import type { RouteArgs } from "./route.server.ts";
import { originOf } from "./viewer.server.ts";
import { createZip } from "./zip.server.ts";

/** Everything that belongs to the user, as a zip. @throws TooOften, TooManyStreams, ServiceUnavailable */
export async function accountArchive(
  args: RouteArgs,
  user: User,
  pages: ArchivePages,
): Promise<Response> {
  const { deps, request } = args;
  const day = deps.clock.now().toISOString().slice(0, 10);
  const headers = {
    "Content-Type": "application/zip",
    "Content-Disposition": `attachment; filename="hastarekha-${day}.zip"`,
    "Cache-Control": "private, no-store",
  };
  if (request.method === "HEAD") return new Response(null, { headers });

  await limitRate(args, [rateRules.exportOfUser, user.id]);
  await recordAudit(deps.db, { userId: user.id, action: "data_exported", from: originOf(args) });
  const zip = createZip(exportAccount(deps, user, pages));
  return new Response(pacedDownload(args, zip), { headers });
}
