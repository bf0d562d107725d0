import { requireOwnAnalysis } from "#http/analyses.server.ts";
import { LoginRequired } from "#http/login-required.server.ts";
import { api } from "#http/route.server.ts";

/** The whole reading is for people who have logged in; a guest reads its own summary instead. */
export const loader = api(async (args) => {
  await requireOwnAnalysis(args);
  throw new LoginRequired();
});
