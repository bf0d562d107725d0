import { createArchivePages } from "#components/export/archive-pages.tsx";
import { accountArchive } from "#http/account-archive.server.ts";
import { resource } from "#http/route.server.ts";
import { requireSessionOrLogin } from "#http/viewer.server.ts";
import reportCss from "../../styles/report.css?inline";
import siteCss from "../../styles/site.css?inline";

export const loader = resource(async (args) => {
  const { user } = await requireSessionOrLogin(args);
  return accountArchive(
    args,
    user,
    createArchivePages({ language: args.language, css: siteCss + reportCss }),
  );
});
