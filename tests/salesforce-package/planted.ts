import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PACKAGE_DIR } from '../../server/bin/salesforce/package-folders.ts';

const MAIN = 'force-app/main/default';

/** A copy of the package to make mistakes in. */
export function copyOfPackage(temp: string): string {
  const copy = mkdtempSync(path.join(temp, 'package-'));
  cpSync(PACKAGE_DIR, copy, { recursive: true });
  return copy;
}

/** Changes a file of the copy, or writes a new one. Throws when the edit changes nothing. */
export function plant(copy: string, file: string, edit: (xml: string) => string): void {
  const target = path.join(copy, file.startsWith('spanish/') ? '' : MAIN, file);
  const before = existsSync(target) ? readFileSync(target, 'utf8') : '';
  const after = edit(before);
  if (after === before) throw new Error(`The mistake planted in ${file} changes nothing.`);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, after);
}
