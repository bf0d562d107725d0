import { limiterScript } from "./limiter-prelude.ts";

/** Output: {requests used, tokens used, others' requests, others' tokens, limits of both, learnt limits of both, ease, blocked ms}. */
export const limiterStateScript = limiterScript(`
return {
  usedR, usedT, math.ceil(forR), math.ceil(forT), limR, limT, num'limR', num'limT', tostring(ease),
  math.max(0, math.ceil(num'until' - now)),
}`);
