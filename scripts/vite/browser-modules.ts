import { readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { Plugin } from "vite";

const ID = "virtual:browser-modules";

/** Vite's own note of what it built, by source path. */
type Manifest = Readonly<Record<string, { readonly file: string }>>;

/**
 * Builds each module of a folder as a hashed file of its own, for pages that ship no framework, and tells the
 * server their addresses: `import { browserModules } from "virtual:browser-modules"`.
 */
export function browserModules({ folder }: { readonly folder: string }): Plugin {
  const files = readdirSync(folder).filter((file) => /(?<!\.test|\.d)\.ts$/.test(file));
  let isBuild = false;
  let outDir = "build";

  return {
    name: "browser-modules",

    config(_config, { command, isSsrBuild }) {
      isBuild = command === "build";
      if (!isBuild || isSsrBuild) return {};
      // Remix's own input is an array as well, and Vite joins the two.
      return {
        build: {
          manifest: true,
          rollupOptions: { input: files.map((file) => resolve(folder, file)) },
        },
      };
    },

    configResolved(config) {
      outDir = resolve(config.root, "build/client");
    },

    resolveId(id) {
      return id === ID ? `\0${ID}` : undefined;
    },

    load(id) {
      if (id !== `\0${ID}`) return undefined;
      const addressOf = isBuild
        ? readAddresses(outDir, folder)
        : (file: string) => `/${folder}/${file}`;
      const addresses = Object.fromEntries(
        files.map((file) => [basename(file, ".ts"), addressOf(file)]),
      );
      return `export const browserModules = ${JSON.stringify(addresses)};`;
    },
  };
}

/** The client is built before the server, so its manifest stands there when the server's build asks. */
function readAddresses(outDir: string, folder: string): (file: string) => string {
  let manifest: Manifest = {};
  try {
    manifest = JSON.parse(readFileSync(join(outDir, ".vite/manifest.json"), "utf8")) as Manifest;
  } catch {
    // The client's own build loads this too, and never uses it.
  }
  return (file) => `/${manifest[`${folder}/${file}`]?.file ?? ""}`;
}
