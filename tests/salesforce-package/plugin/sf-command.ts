import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { buildPlugin } from '../../../salesforce-package/plugin/build.ts';
import type { OrgUser } from '../../../server/sandbox/salesforce/org/users.ts';
import type { SalesforceStandIn } from '../../../server/sandbox/salesforce/start-stand-in.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
export const PLUGIN_DIR = path.join(ROOT, 'salesforce-package/plugin');

/** The plugin as it would be packed, in a folder of its own. */
export interface BuiltPlugin {
  readonly dir: string;
  /** Packages that the compiled commands import. */
  readonly imports: readonly string[];
  readonly remove: () => void;
}

/** What a command wrote, and how it ended. */
export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Login {
  readonly baseUrl: string;
  readonly token: string;
}

/** Compiles the plugin beside nothing of its sources; only node_modules is found from there. */
export async function builtPlugin(): Promise<BuiltPlugin> {
  mkdirSync(path.join(ROOT, '.cache'), { recursive: true });
  const dir = mkdtempSync(path.join(ROOT, '.cache', 'plugin-partner-'));
  for (const part of ['package.json', 'bin', 'messages'])
    cpSync(path.join(PLUGIN_DIR, part), path.join(dir, part), { recursive: true });
  const imports = await buildPlugin(path.join(dir, 'lib'));
  return { dir, imports, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

export const loginOf = (standIn: SalesforceStandIn, user: OrgUser = standIn.org.administrator): Login => ({
  baseUrl: standIn.baseUrl,
  token: standIn.login(user.id),
});

/** Runs `sf partner …` in a process of its own, with no login of this machine within its reach. */
export async function runSf(plugin: BuiltPlugin, args: readonly string[], { baseUrl, token }: Login): Promise<Ran> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'sf-home-'));
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    USERPROFILE: home,
    NODE_NO_WARNINGS: '1',
    SF_ORG_INSTANCE_URL: baseUrl,
    SF_ORG_API_VERSION: '67.0',
    SF_DISABLE_TELEMETRY: 'true',
    SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
  };
  const words = [path.join(plugin.dir, 'bin/run.js'), 'partner', ...args, '--target-org', token];
  try {
    return await new Promise<Ran>((resolve) => {
      const child = execFile(process.execPath, words, { env }, (_error, stdout, stderr) =>
        resolve({ exitCode: child.exitCode ?? -1, stdout, stderr }),
      );
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** The result that a command gives scripts. */
export const resultOf = <T>({ stdout }: Ran, schema: z.ZodType<T>): T =>
  schema.parse(z.object({ status: z.number(), result: z.unknown() }).parse(JSON.parse(stdout)).result);
