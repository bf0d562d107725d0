import { analysisPhoto } from "#http/analyses.server.ts";
import { nothingToChange } from "#http/method.server.ts";
import { api } from "#http/route.server.ts";

export const loader = api(analysisPhoto);

export const action = api(nothingToChange);
