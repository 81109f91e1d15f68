import path from 'node:path';
import { build } from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** The bundle that holds the core for Lightning components, inside the package's folder. */
export const CORE_FILE = 'force-app/main/default/lwc/partnerCore/partnerCore.js';

/**
 * The shared core as one module that Salesforce's compiler takes: es2021 lowers what it refuses, such as static
 * blocks, and its upload wants ASCII. It is not minified, so that a reviewer can read it.
 */
export async function bundleCore(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['shared/lwc-core.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2021',
    charset: 'ascii',
    banner: { js: '// Generated from shared/lwc-core.ts by `npm run generate`. Do not edit.' },
    logLevel: 'silent',
  });
  const [file] = outputFiles;
  if (!file) throw new Error('The bundler made nothing of shared/lwc-core.ts.');
  return file.text;
}
