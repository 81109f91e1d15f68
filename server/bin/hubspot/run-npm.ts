import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs npm in a folder; throws with what npm said. Under Windows npm is a script, which only a shell can start. */
export async function runNpm(args: readonly string[], cwd: string): Promise<void> {
  await run('npm', [...args], { cwd, shell: process.platform === 'win32', maxBuffer: 16 * 1024 * 1024 });
}
