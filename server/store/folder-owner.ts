import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Makes this process the only owner of the folder, until it calls the returned function or dies. Two processes on
 * one PGlite folder lose acknowledged rows without a word, and PGlite itself takes no lock.
 *
 * The owner holds SQLite's exclusive lock on a small file: an operating-system lock that `kill -9` frees, unlike a
 * pid file. Network file systems do not keep such locks reliably: use PostgreSQL there.
 */
export function ownFolder(folder: string): () => void {
  const file = new DatabaseSync(path.join(folder, 'owner.sqlite'), { timeout: 0 });
  try {
    file.exec('begin exclusive');
  } catch (error) {
    file.close();
    throw isBusy(error) ? new Error(sentenceFor(folder), { cause: error }) : error;
  }
  return () => {
    if (file.isOpen) file.close();
  };
}

const sentenceFor = (folder: string): string =>
  `Another process already uses the data folder ${folder}, and only one at a time may. ` +
  'Stop the other one, choose another folder, or set DATABASE_URL to a PostgreSQL database, which several can share.';

const SQLITE_BUSY = 5;
const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
