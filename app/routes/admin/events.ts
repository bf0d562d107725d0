import { adminEvents } from "#http/admin-events.server.ts";
import { adminOnly } from "#http/admin-only.server.ts";
import { resource } from "#http/route.server.ts";

export const loader = resource(adminEvents);

export const action = resource(adminOnly(null));
