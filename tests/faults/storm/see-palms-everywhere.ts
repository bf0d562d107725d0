import { registerHooks } from "node:module";

/**
 * Loaded before a storm's workers (`node --import`), which are the product's own program otherwise. A storm is about
 * processes, money and time; its photos are numbers, and hundreds of looks at real palms would leave two cores no time
 * for anything else. So these workers get an eye that trusts every photo. No setting of the product can do that.
 */
const trusting = new URL("./trusting-thread.ts", import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    return found.url.endsWith("/app/platform/readers/look-in-thread.ts")
      ? { ...found, url: trusting }
      : found;
  },
});
