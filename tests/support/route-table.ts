import routes from "../../app/routes.ts";
import { flattenRoutes } from "../../scripts/flatten-routes.ts";

/** Every address of the app, `/analyses/:analysisId`, with the file that answers it. */
export function listRoutes(): readonly { readonly path: string; readonly file: string }[] {
  return flattenRoutes(routes);
}
