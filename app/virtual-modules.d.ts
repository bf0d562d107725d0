interface ImportMeta {
  /** What Vite tells the code that it builds. */
  readonly env: { readonly DEV: boolean };
}

declare module "virtual:browser-modules" {
  /** Name of a file in `app/browser`, without its ending → the address that browsers load it from. */
  export const browserModules: Readonly<
    Record<"follow-conversation" | "follow-events" | "live-progress" | "upload-form", string>
  >;
}

declare module "virtual:route-patterns" {
  /** Every address that a route has: `/analyses/:analysisId`. */
  export const routePatterns: readonly string[];
}

declare module "*.css?inline" {
  const css: string;
  export default css;
}
