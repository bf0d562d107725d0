import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Missing } from "./rivals.ts";
import { run } from "./run.ts";

export type DebianRivals = {
  readonly found: true;
  /** For PYTHONPATH of /usr/bin/python3. */
  readonly pythonPath: string;
  readonly versions: Readonly<Record<string, string>>;
};

/** Celery, RQ and what they import. */
const packages = [
  ...["amqp", "async-timeout", "billiard", "celery", "click", "click-didyoumean", "click-plugins"],
  ...["click-repl", "dateutil", "deprecated", "importlib-metadata", "kombu", "more-itertools"],
  ...["packaging", "pkg-resources", "prompt-toolkit", "redis", "rq", "setproctitle", "six", "tz"],
  ...["typing-extensions", "vine", "wcwidth", "wrapt", "zipp"],
].map((name) => `python3-${name}`);

/** Unpacks the packages into a folder of their own: nothing is installed on the machine. */
export async function installDebianRivals(folder: string): Promise<DebianRivals | Missing> {
  const root = join(folder, "debian");
  const pythonPath = join(root, "usr/lib/python3/dist-packages");
  try {
    let versions = await readVersions(pythonPath).catch(() => undefined);
    if (!versions) {
      await install(folder, root);
      versions = await readVersions(pythonPath);
    }
    return { found: true, pythonPath, versions };
  } catch (error) {
    return { found: false, why: String(error).split("\n")[0] ?? "" };
  }
}

async function install(folder: string, root: string): Promise<void> {
  const debs = join(folder, "debs");
  await mkdir(debs, { recursive: true });
  const get = () =>
    run("apt-get", ["-o", "APT::Sandbox::User=root", "download", ...packages], { cwd: debs });
  // A machine that has never looked has no list of packages.
  await get().catch(() => run("apt-get", ["update"]).then(get));
  for (const deb of await readdir(debs)) await run("dpkg", ["-x", join(debs, deb), root]);
}

async function readVersions(pythonPath: string): Promise<Record<string, string>> {
  const program =
    "import celery, json, redis, rq.version; print(json.dumps(" +
    "{'celery': celery.__version__, 'rq': rq.version.VERSION, 'redis-py': redis.__version__}))";
  const printed = await run("/usr/bin/python3", ["-c", program], {
    env: { ...process.env, PYTHONPATH: pythonPath },
  });
  return JSON.parse(printed) as Record<string, string>;
}
