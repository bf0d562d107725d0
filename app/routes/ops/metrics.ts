import { answerMetrics } from "#http/metrics.server.ts";
import { resource } from "#http/route.server.ts";

export const loader = resource(answerMetrics);
