import { findForbidden } from "#core/safety/find-forbidden.ts";

/** True when the text says something of death, illness, an unborn child, dates and the like (palm readers' old books do). */
export function saysForbiddenThing(text: string): boolean {
  return findForbidden(text) !== null;
}
