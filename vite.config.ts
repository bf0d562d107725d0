import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import routes from "./app/routes.ts";
import { browserModules } from "./scripts/vite/browser-modules.ts";
import { routePatterns } from "./scripts/vite/route-patterns.ts";

export default defineConfig({
  plugins: [
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_singleFetch: true,
        v3_lazyRouteDiscovery: true,
        v3_routeConfig: true,
      },
    }),
    browserModules({ folder: "app/browser" }),
    routePatterns(routes),
  ],
  // The style sheet is inlined by the server, whose build is not minified otherwise.
  build: { cssMinify: true, target: "es2022" },
});
