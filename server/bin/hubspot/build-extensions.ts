import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { EXTENSIONS, PROJECT_DIR, REPOSITORY_DIR, type ExtensionName } from './extensions.ts';
import { runBundler } from './run-bundler.ts';

export interface BuildOptions {
  /** Gets one folder per extension; made when missing. */
  readonly outputDir: string;
  /** Variables of the HubSpot profile, such as APP_ORIGIN. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface BuiltExtension {
  readonly name: ExtensionName;
  /** Absolute path of the bundle. */
  readonly file: string;
  readonly gzipBytes: number;
}

/**
 * All extensions, built by HubSpot's own bundler. When nothing that goes into the bundles has changed since the last
 * call with the same folder, nothing is built.
 */
export async function buildExtensions({ outputDir, variables }: BuildOptions): Promise<BuiltExtension[]> {
  const hash = await hashOfSources(variables);
  const stampFile = path.join(outputDir, 'built.json');
  const before = await readStamp(stampFile, hash);
  if (before !== null) return before.map((built) => ({ ...built, file: bundleFile(outputDir, built.name) }));

  await mkdir(outputDir, { recursive: true });
  await rm(stampFile, { force: true });
  const extensions: BuiltExtension[] = [];
  for (const { folder, name } of EXTENSIONS) {
    extensions.push(await buildOne(path.join(PROJECT_DIR, 'src/app', folder), name, outputDir, variables));
  }
  await writeFile(stampFile, JSON.stringify({ hash, extensions }));
  return extensions;
}

/** Built aside and moved in, so that a reader never sees half a bundle. */
async function buildOne(folder: string, name: ExtensionName, outputDir: string, variables: BuildOptions['variables']) {
  const aside = await mkdtemp(path.join(outputDir, `.${name}-`));
  const bundle = await readFile(await runBundler({ folder, name, outputDir: aside, variables }));
  await rm(path.join(outputDir, name), { recursive: true, force: true });
  await rename(aside, path.join(outputDir, name));
  return { name, file: bundleFile(outputDir, name), gzipBytes: gzipSync(bundle).length };
}

const bundleFile = (outputDir: string, name: string): string => path.resolve(outputDir, name, `${name}.js`);

/** Own sources by content; installed packages, the bundler among them, by the lock file. */
async function hashOfSources(variables: BuildOptions['variables']): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(Object.entries(variables).sort()));
  const folders = ['hubspot-app', 'shared'].map((folder) => path.join(REPOSITORY_DIR, folder));
  const files = (await Promise.all(folders.map(sourcesBelow))).flat();
  files.push(path.join(REPOSITORY_DIR, 'package-lock.json'), path.join(REPOSITORY_DIR, 'tsconfig.json'));
  for (const file of files.sort()) {
    hash.update(path.relative(REPOSITORY_DIR, file)).update(await readFile(file));
  }
  return hash.digest('hex');
}

async function sourcesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    const full = path.join(folder, entry.name);
    if (entry.name === 'node_modules') continue;
    if (entry.isDirectory()) found.push(...(await sourcesBelow(full)));
    else if (/\.(tsx?|json)$/.test(entry.name)) found.push(full);
  }
  return found;
}

type Stamp = readonly { readonly name: ExtensionName; readonly gzipBytes: number }[];

/** What was built last, when it was built from the same sources. */
async function readStamp(file: string, hash: string): Promise<Stamp | null> {
  try {
    const stamp = JSON.parse(await readFile(file, 'utf8')) as { hash: string; extensions: Stamp };
    if (stamp.hash !== hash) return null;
    const folder = path.dirname(file);
    await Promise.all(stamp.extensions.map(({ name }) => access(bundleFile(folder, name))));
    return stamp.extensions;
  } catch {
    // No stamp, or bundles that somebody has deleted: build.
    return null;
  }
}
