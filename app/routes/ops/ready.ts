import { checkHealth } from "#http/health.server.ts";
import { resource } from "#http/route.server.ts";

export const loader = resource(({ deps }) => checkHealth(deps));
