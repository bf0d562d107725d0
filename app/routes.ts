import { index, prefix, route, type RouteConfig } from "@remix-run/route-config";

/** Pages stand once in English, without a prefix, and once in Hindi, under /hi. */
function pages(language: "en" | "hi") {
  const id = (name: string) => ({ id: `${language}/${name}` });
  return [
    index("routes/home.tsx", id("home")),
    route("analyses", "routes/analyses/index.tsx", id("analyses")),
    route("analyses/new", "routes/analyses/new.tsx", id("analyses/new")),
    route("analyses/:analysisId", "routes/analyses/show.tsx", id("analyses/show")),
    route("analyses/:analysisId/edit", "routes/analyses/edit.tsx", id("analyses/edit")),
    route("register", "routes/auth/register.tsx", id("register")),
    route("login", "routes/auth/login.tsx", id("login")),
    route("logout", "routes/auth/logout.tsx", id("logout")),
    route("forgot-password", "routes/auth/forgot-password.tsx", id("forgot-password")),
    route("reset-password/:token", "routes/auth/reset-password.tsx", id("reset-password")),
    route("verify-email/:token", "routes/auth/verify-email.tsx", id("verify-email")),
    route("account", "routes/account/index.tsx", id("account")),
    route("account/delete", "routes/account/delete.tsx", id("account/delete")),
    route("account/export", "routes/account/export.tsx", id("account/export")),
    route("account/deleted", "routes/account/deleted.tsx", id("account/deleted")),
    route("admin", "routes/admin/index.tsx", id("admin")),
    route("admin/streams/:stream", "routes/admin/stream.tsx", id("admin/stream")),
    route("admin/streams/:stream/:act", "routes/admin/stream-act.tsx", id("admin/stream-act")),
    route("admin/jobs/:stream/:jobId/:act", "routes/admin/job-act.tsx", id("admin/job-act")),
    route("admin/dead-letters", "routes/admin/dead-letters.tsx", id("admin/dead-letters")),
    route("admin/tail", "routes/admin/tail.tsx", id("admin/tail")),
    route("admin/users", "routes/admin/users.tsx", id("admin/users")),
    route("admin/users/:userId", "routes/admin/user.tsx", id("admin/user")),
    route("admin/analyses", "routes/admin/analyses.tsx", id("admin/analyses")),
    route("admin/analyses/:analysisId", "routes/admin/analysis.tsx", id("admin/analysis")),
    route("about", "routes/about.tsx", id("about")),
    route("privacy", "routes/privacy.tsx", id("privacy")),
    route("terms", "routes/terms.tsx", id("terms")),
  ];
}

export default [
  ...pages("en"),
  ...prefix("hi", pages("hi")),

  // The same for every language: data and pictures.
  route("analyses/:analysisId/events", "routes/analyses/events.ts"),
  route("analyses/:analysisId/photos/:hand", "routes/analyses/photo.ts"),
  route("admin/events", "routes/admin/events.ts"),

  // Only where mails are kept instead of sent.
  route("dev/mail", "routes/dev/mail.tsx"),

  ...prefix("api/v1", [
    route("analyses", "routes/api/analyses.ts"),
    route("analyses/:analysisId", "routes/api/analysis.ts"),
    route("analyses/:analysisId/claim", "routes/api/analysis-claim.ts"),
    route("analyses/:analysisId/retry", "routes/api/analysis-retry.ts"),
    route("analyses/:analysisId/cancel", "routes/api/analysis-cancel.ts"),
    route("analyses/:analysisId/status", "routes/api/analysis-status.ts"),
    route("analyses/:analysisId/summary", "routes/api/analysis-summary.ts"),
    route("analyses/:analysisId/events", "routes/api/analysis-events.ts"),
    route("analyses/:analysisId/photos/:hand", "routes/api/analysis-photo.ts"),
    route("auth/csrf", "routes/api/auth/csrf.ts"),
    route("auth/register", "routes/api/auth/register.ts"),
    route("auth/login", "routes/api/auth/login.ts"),
    route("auth/logout", "routes/api/auth/logout.ts"),
    route("auth/me", "routes/api/auth/me.ts"),
    route("auth/password", "routes/api/auth/password.ts"),
    route("auth/password-reset", "routes/api/auth/password-reset.ts"),
    route("auth/password-reset/confirm", "routes/api/auth/password-reset-confirm.ts"),
    route("auth/sessions", "routes/api/auth/sessions.ts"),
    route("auth/sessions/:sessionId", "routes/api/auth/session.ts"),
    route("account", "routes/api/account/index.ts"),
    route("account/export", "routes/api/account-export.tsx"),
    route("account/tokens", "routes/api/account/tokens.ts"),
    route("account/tokens/:tokenId", "routes/api/account/token.ts"),
    route("admin/streams", "routes/api/admin/streams.ts"),
    route("admin/streams/:stream", "routes/api/admin/stream.ts"),
    route("admin/streams/:stream/pause", "routes/api/admin/stream-pause.ts"),
    route("admin/streams/:stream/resume", "routes/api/admin/stream-resume.ts"),
    route("admin/dead-letters", "routes/api/admin/dead-letters.ts"),
    route("admin/dead-letters/:jobId/retry", "routes/api/admin/dead-letter-retry.ts"),
    route("admin/tail", "routes/api/admin/tail.ts"),
    route("*", "routes/api/not-found.ts"),
  ]),

  route("healthz", "routes/ops/ready.ts"),
  route("-/healthz", "routes/ops/alive.ts"),
  route("metrics", "routes/ops/metrics.ts"),
  route("robots.txt", "routes/ops/robots.ts"),
] satisfies RouteConfig;
