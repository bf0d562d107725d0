import { adminEvents } from "#http/admin-events.server.ts";
import { adminOnly } from "#http/admin-only.server.ts";
import { api } from "#http/route.server.ts";

export const loader = api(adminEvents);

export const action = api(adminOnly(null));
