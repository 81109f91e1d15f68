import { globSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { z } from 'zod';

const PLUGIN_DIR = import.meta.dirname;
const manifest = z
  .object({ dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(path.join(PLUGIN_DIR, 'package.json'), 'utf8')));

/**
 * Compiles the commands into `lib/commands`, where oclif looks for them. What they use of the core is bundled, so that
 * the packed plugin needs its own dependencies and nothing else of this repository. Answers what it left outside.
 */
export async function buildPlugin(libDir: string): Promise<readonly string[]> {
  rmSync(libDir, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: globSync('commands/**/*.ts', { cwd: path.join(PLUGIN_DIR, 'src') }).map((file) =>
      path.join(PLUGIN_DIR, 'src', file),
    ),
    outbase: path.join(PLUGIN_DIR, 'src'),
    outdir: libDir,
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node22',
    // sf names a command's class in its JSON.
    keepNames: true,
    external: Object.keys(manifest.dependencies),
    metafile: true,
    logLevel: 'warning',
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  return [...new Set(imports.filter((each) => each.external === true).map((each) => each.path))].toSorted();
}

if (import.meta.main) await buildPlugin(path.join(PLUGIN_DIR, 'lib'));
