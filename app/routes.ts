import { index, prefix, route, type RouteConfig } from "@remix-run/route-config";

/** Pages stand once in English, without a prefix, and once in Hindi, under /hi. */
function pages(language: "en" | "hi") {
  const id = (name: string) => ({ id: `${language}/${name}` });
  return [
    index("routes/home.tsx", id("home")),
    route("analyses/new", "routes/analyses/new.tsx", id("analyses/new")),
    route("analyses/:analysisId", "routes/analyses/show.tsx", id("analyses/show")),
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

  ...prefix("api/v1", [
    route("analyses", "routes/api/analyses.ts"),
    route("analyses/:analysisId", "routes/api/analysis.ts"),
    route("analyses/:analysisId/status", "routes/api/analysis-status.ts"),
    route("analyses/:analysisId/summary", "routes/api/analysis-summary.ts"),
    route("analyses/:analysisId/events", "routes/api/analysis-events.ts"),
    route("analyses/:analysisId/photos/:hand", "routes/api/analysis-photo.ts"),
    route("*", "routes/api/not-found.ts"),
  ]),

  route("healthz", "routes/ops/ready.ts"),
  route("-/healthz", "routes/ops/alive.ts"),
] satisfies RouteConfig;
