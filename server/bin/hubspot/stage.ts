import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EXTENSIONS, PROJECT_DIR, REPOSITORY_DIR, type Extension } from './extensions.ts';
import { runNpm } from './run-npm.ts';

/**
 * Makes the folder to upload: the project with the core and the kit INSIDE every extension's folder, and a lock file
 * there, which HubSpot's build needs. `hs project upload` is run in it.
 *
 * Why inside: HubSpot builds each extension by itself, and its linter says that imports from outside the extension's
 * folder fail at build time. `file:` paths that leave `src/` are rewritten by the CLI (8.14.0) only in the first
 * package.json that names them, so that three of our four extensions would arrive with a dead path. And a kit beside
 * the extensions would bring a second copy of @hubspot/ui-extensions.
 *
 * Whether HubSpot's build service does the same as its published bundler needs a live account.
 */
export async function stageProject(
  targetDir: string,
  extensions: readonly Extension[] = EXTENSIONS,
): Promise<{ readonly sourceDir: string }> {
  const sourceDir = path.join(targetDir, 'src');
  await rm(targetDir, { recursive: true, force: true });
  await cp(PROJECT_DIR, targetDir, { recursive: true, filter: isOwnSource });
  await rm(path.join(targetDir, 'kit'), { recursive: true, force: true });
  for (const { folder } of extensions) await makeSelfContained(path.join(sourceDir, 'app', folder));
  return { sourceDir };
}

const INSIDE = { '@partnerlock/core': 'file:./core', '@partnerlock/hubspot-kit': 'file:./kit' };

async function makeSelfContained(folder: string): Promise<void> {
  await cp(path.join(REPOSITORY_DIR, 'shared'), path.join(folder, 'core'), { recursive: true, filter: isOwnSource });
  await cp(path.join(PROJECT_DIR, 'kit'), path.join(folder, 'kit'), { recursive: true, filter: isOwnSource });
  const file = path.join(folder, 'package.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as { dependencies: Record<string, string> };
  manifest.dependencies = { ...manifest.dependencies, ...INSIDE };
  await writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`);
  await runNpm(['install', '--package-lock-only', '--no-audit', '--no-fund'], folder);
}

const isOwnSource = (file: string): boolean => !file.split(path.sep).includes('node_modules');
