// Proves, as far as it can be without an account, that what we upload builds to the bytes that we tested:
//
//   the repository                             -> HubSpot's bundler -> bytes A
//   stage -> archive -> npm ci per extension   -> HubSpot's bundler -> bytes B;   A must equal B
//
// HubSpot's own: the bundler (remoteBuild of @hubspot/ui-extensions-dev-server, which mirrors HubSpot's build
// service by its own account), the flags of `npm ci`, and the rules of what an upload leaves out (shouldIgnoreFile).
// Ours: the staging, and the archive, which is a plain copy. The CLI's packer is not run: it comes with 262 MB.
//
//   node server/bin/hubspot/pack-proof.ts        (npm run pack-proof; needs npm's registry)
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { shouldIgnoreFile } from '@hubspot/local-dev-lib/ignoreRules';
import { EXTENSIONS, PROJECT_DIR, type Extension, type ExtensionName } from './extensions.ts';
import { runBundler } from './run-bundler.ts';
import { runNpm } from './run-npm.ts';
import { stageProject } from './stage.ts';

export interface PackProof {
  readonly name: ExtensionName;
  readonly bytes: number;
  readonly gzipBytes: number;
  readonly isIdentical: boolean;
}

/** Proves the extensions named, or all. Works in a temporary folder that is removed again. */
export async function provePack(
  names: readonly ExtensionName[] = EXTENSIONS.map(({ name }) => name),
): Promise<PackProof[]> {
  const temp = await mkdtemp(path.join(os.tmpdir(), 'partnerlock-pack-'));
  try {
    const extensions = EXTENSIONS.filter(({ name }) => names.includes(name));
    const { sourceDir } = await stageProject(path.join(temp, 'staged'), extensions);
    const unpackedDir = path.join(temp, 'unpacked');
    await copyUpload(sourceDir, unpackedDir);
    const proofs: PackProof[] = [];
    for (const extension of extensions) {
      proofs.push(await proveOne(extension, unpackedDir, temp));
    }
    return proofs;
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

async function proveOne({ folder, name }: Extension, unpackedDir: string, temp: string): Promise<PackProof> {
  const remoteFolder = path.join(unpackedDir, 'app', folder);
  await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-optional', '--no-fund'], remoteFolder);
  const here = await bundle(path.join(PROJECT_DIR, 'src/app', folder), name, path.join(temp, `${name}-here`));
  const there = await bundle(remoteFolder, name, path.join(temp, `${name}-there`));
  return { name, bytes: here.length, gzipBytes: gzipSync(here).length, isIdentical: here.equals(there) };
}

const bundle = async (folder: string, name: string, outputDir: string): Promise<Buffer> =>
  readFile(await runBundler({ folder, name, outputDir, variables: {} }));

/** What an upload would hold: dotfiles, logs and `.hsignore` lines are left out by HubSpot's own rules. */
const copyUpload = (sourceDir: string, targetDir: string): Promise<void> =>
  cp(sourceDir, targetDir, {
    recursive: true,
    filter: (file) => file === sourceDir || !shouldIgnoreFile(path.relative(sourceDir, file), true),
  });

if (import.meta.main) {
  for (const { name, bytes, gzipBytes, isIdentical } of await provePack()) {
    console.log(`${name}: ${bytes} bytes, ${gzipBytes} gzip, ${isIdentical ? 'identical' : 'DIFFERENT'}`);
    if (!isIdentical) process.exitCode = 1;
  }
}
