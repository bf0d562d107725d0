import { execFile } from "node:child_process";
import { promisify } from "node:util";

const exec = promisify(execFile);

/** @returns what it printed @throws what it printed as an error, too */
export async function run(
  program: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  const { stdout } = await exec(program, args, { timeout: 180_000, ...options });
  return stdout;
}
