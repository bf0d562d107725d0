import { z } from "zod";

const dependency = z.enum(["ok", "unavailable"]);

export const Readiness = z.strictObject({
  status: z.enum(["ready", "unavailable"]),
  database: dependency,
  redis: dependency,
});
export type Readiness = z.output<typeof Readiness>;

export const Liveness = z.strictObject({ status: z.literal("alive") });
export type Liveness = z.output<typeof Liveness>;
