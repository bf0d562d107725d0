/** Stands where `look-in-thread.ts` stands. */
export { lookTrusting as lookInThread } from "#tests/support/trusting-eye.ts";
