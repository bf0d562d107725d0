import routes from "../../app/routes.ts";

type Entry = {
  readonly path?: string | undefined;
  readonly index?: boolean | undefined;
  readonly file: string;
  readonly children?: readonly Entry[] | undefined;
};

/** Every address of the app, `/analyses/:analysisId`, with the file that answers it. */
export function listRoutes(): readonly { readonly path: string; readonly file: string }[] {
  return flatten(routes, "");
}

function flatten(entries: readonly Entry[], base: string): { path: string; file: string }[] {
  return entries.flatMap((entry) => {
    const path = entry.path === undefined ? base : `${base}/${entry.path}`;
    return [
      { path: path === "" ? "/" : path, file: entry.file },
      ...flatten(entry.children ?? [], path),
    ];
  });
}
