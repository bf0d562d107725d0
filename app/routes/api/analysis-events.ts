import { analysisEvents } from "#http/analyses.server.ts";
import { nothingToChange } from "#http/method.server.ts";
import { api } from "#http/route.server.ts";

export const loader = api(analysisEvents);

export const action = api(nothingToChange);
