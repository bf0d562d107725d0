import { analysisPhoto } from "#http/analyses.server.ts";
import { resource } from "#http/route.server.ts";

export const loader = resource(analysisPhoto);
