declare module "virtual:browser-modules" {
  /** Name of a file in `app/browser`, without its ending → the address that browsers load it from. */
  export const browserModules: Readonly<
    Record<"choose-photo" | "live-progress" | "submit-once", string>
  >;
}

declare module "*.css?inline" {
  const css: string;
  export default css;
}
