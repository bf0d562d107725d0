import { analysisEvents } from "#http/analyses.server.ts";
import { api } from "#http/route.server.ts";

export const loader = api(analysisEvents);
