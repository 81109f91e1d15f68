import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { packageFolder } from './installed.ts';

export interface BrowserAssets {
  readonly folder: string;
  /** Part of every address, so that browsers may keep the files for good. */
  readonly hash: string;
}

const BROWSER = path.join(import.meta.dirname, 'browser');
const LIGHTNING = path.join(import.meta.dirname, 'lightning/browser');
const ENTRIES = {
  app: path.join(BROWSER, 'app.tsx'),
  worker: path.join(BROWSER, 'extension/extension-worker.ts'),
  styles: path.join(BROWSER, 'styles/index.css'),
  lightning: path.join(LIGHTNING, 'app.tsx'),
  'lightning-styles': path.join(LIGHTNING, 'styles/index.css'),
};

/** Bundles the pages' own code once per content; later starts find it in the cache and load no bundler. */
export async function buildBrowser(cacheDir: string): Promise<BrowserAssets> {
  const hash = contentHash();
  const folder = path.join(cacheDir, `preview-${hash}`);
  if (!existsSync(folder)) await bundleInto(folder);
  return { folder, hash };
}

/** Built beside its place and then renamed: a start that breaks off never leaves a half-written folder behind. */
async function bundleInto(folder: string): Promise<void> {
  const { build } = await import('esbuild');
  const draft = `${folder}.${process.pid}`;
  await build({
    entryPoints: ENTRIES,
    outdir: draft,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2023',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** The sources, the types they share with the server, and the versions of what is bundled with them. */
function contentHash(): string {
  const hash = createHash('sha256');
  const files = [BROWSER, LIGHTNING].flatMap(filesBelow).sort();
  const shared = SHARED.map((name) => path.join(import.meta.dirname, name));
  for (const file of [...files, ...shared, import.meta.filename]) {
    hash.update(path.relative(import.meta.dirname, file)).update(readFileSync(file));
  }
  for (const name of ['esbuild', 'react', 'react-dom', '@remote-ui/core', '@remote-ui/react', '@remote-ui/rpc']) {
    hash.update(readFileSync(path.join(packageFolder(name), 'package.json')));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Outside the browser's folders, but part of its code. */
const SHARED = ['wire.ts', 'lightning/wire.ts', 'lightning/scope.ts', 'lightning/page-address.ts'];

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
