import fs from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { VALUE_PARSERS } from './value-parsers.ts';

/**
 * PGlite on a real folder with a real fsync. As it comes, PGlite 0.5 starts PostgreSQL with -F (no fsync) and its
 * file layer has no fsync operation at all: an acknowledged commit survives the process, but not a power cut.
 * This adds both halves. It leans on PGlite's internals, so it refuses to open when they are not what it expects.
 */
export async function openDurablePglite(dataDir: string): Promise<{ pglite: PGlite; fsyncCount: () => number }> {
  const isNew = !fs.existsSync(path.join(dataDir, 'PG_VERSION'));
  const files = new DurableNodeFS(dataDir);
  const pglite = await PGlite.create({ fs: files, startParams: startParamsWithFsync(), parsers: VALUE_PARSERS });
  try {
    if (isNew) flushFolder(dataDir);
    await proveFsync(pglite, files);
  } catch (error) {
    await pglite.close();
    throw error;
  }
  return { pglite, fsyncCount: () => files.fsyncCount };
}

/** PGlite's own parameters without -F, and a wal_sync_method that reaches fsync: its fdatasync does nothing. */
function startParamsWithFsync(): string[] {
  if (!PGlite.defaultStartParams.includes('-F')) throw changed('the start parameter -F is gone');
  const others = PGlite.defaultStartParams.filter((parameter) => parameter !== '-F');
  return [...others, '-c', 'fsync=on', '-c', 'wal_sync_method=fsync'];
}

/** A checkpoint always writes, so a file layer that fsyncs must have been asked to. */
async function proveFsync(pglite: PGlite, files: DurableNodeFS): Promise<void> {
  const before = files.fsyncCount;
  await pglite.query('checkpoint');
  if (files.fsyncCount === before) throw changed('a checkpoint reached the disk without an fsync');
}

const changed = (what: string): Error =>
  new Error(
    `PGlite's internals changed (${what}), so this program cannot promise that stored rows survive a power cut. ` +
      'Install the PGlite version of package-lock.json, or set DATABASE_URL to a PostgreSQL database.',
  );

/** What Emscripten's NODEFS gives us to hook into: the part of it that we use. */
interface NodeFileSystem {
  stream_ops: { fsync?: (stream: { readonly nfd?: number; readonly node: unknown }) => number };
  realPath(node: unknown): string;
}

class DurableNodeFS extends NodeFS {
  fsyncCount = 0;

  override async init(pg: PGlite, options: Parameters<NodeFS['init']>[1]): ReturnType<NodeFS['init']> {
    const result = await super.init(pg, options);
    const preRun: unknown = result.emscriptenOpts.preRun;
    if (!Array.isArray(preRun)) throw changed('the file layer no longer mounts in preRun');
    preRun.push((module: unknown) => this.#addFsync(nodeFileSystemOf(module)));
    return result;
  }

  #addFsync(files: NodeFileSystem): void {
    files.stream_ops.fsync = (stream) => {
      this.fsyncCount += 1;
      if (stream.nfd === undefined) fsyncPath(files.realPath(stream.node));
      else fs.fdatasyncSync(stream.nfd);
      return 0;
    };
  }
}

function nodeFileSystemOf(module: unknown): NodeFileSystem {
  const found = property(module, 'NODEFS') ?? property(property(property(module, 'FS'), 'filesystems'), 'NODEFS');
  if (!isNodeFileSystem(found)) throw changed('NODEFS was not found');
  return found;
}

const isNodeFileSystem = (value: unknown): value is NodeFileSystem =>
  typeof property(value, 'realPath') === 'function' && typeof property(value, 'stream_ops') === 'object';

const property = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;

/** The files of a new database were written by initdb, whose own fsync PGlite leaves out. */
function flushFolder(folder: string): void {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const entryPath = path.join(folder, entry.name);
    if (entry.isDirectory()) flushFolder(entryPath);
    else if (entry.isFile()) fsyncPath(entryPath);
  }
  fsyncPath(folder);
}

/** Windows can neither open a folder nor fsync what was opened for reading. */
function fsyncPath(fileOrFolder: string): void {
  const isWindows = process.platform === 'win32';
  if (isWindows && fs.statSync(fileOrFolder).isDirectory()) return;
  const descriptor = fs.openSync(fileOrFolder, isWindows ? 'r+' : 'r');
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}
