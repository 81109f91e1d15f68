import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readMetadata, type MetadataFile } from '../../server/bin/salesforce/metadata-xml.ts';
import { PACKAGE_DIR } from '../../server/bin/salesforce/package-folders.ts';

/** A mistake in one file; a file that does not exist yet is edited from nothing. */
export interface Mistake {
  readonly label: string;
  /** Below `force-app/main/default`, unless it begins with `spanish/`. */
  readonly file: string;
  readonly edit: (text: string) => string;
  readonly says: RegExp;
}

/** An edit that replaces the first place. */
export const swap =
  (from: string | RegExp, to: string) =>
  (text: string): string =>
    text.replace(from, to);

/** The package's files with the mistake in one of them. */
export function withMistake(files: readonly MetadataFile[], { file, edit }: Mistake): readonly MetadataFile[] {
  const name = inPackage(file);
  return [...files.filter((present) => present.path !== name), readMetadata(name, edited(PACKAGE_DIR, name, edit))];
}

/** A copy of the package with the mistake in it. */
export function copyWithMistake(temp: string, { file, edit }: Pick<Mistake, 'file' | 'edit'>): string {
  const copy = mkdtempSync(path.join(temp, 'package-'));
  cpSync(PACKAGE_DIR, copy, { recursive: true });
  write(copy, file, edited(copy, inPackage(file), edit));
  return copy;
}

/** A package folder with nothing in it but the one file. */
export function folderWith(temp: string, { file, edit }: Pick<Mistake, 'file' | 'edit'>): string {
  const folder = mkdtempSync(path.join(temp, 'package-'));
  write(folder, file, edit(''));
  return folder;
}

const inPackage = (file: string): string => (file.startsWith('spanish/') ? file : `force-app/main/default/${file}`);

function edited(packageDir: string, name: string, edit: (text: string) => string): string {
  const target = path.join(packageDir, name);
  const before = existsSync(target) ? readFileSync(target, 'utf8') : '';
  const after = edit(before);
  if (after === before) throw new Error(`The mistake planted in ${name} changes nothing.`);
  return after;
}

function write(packageDir: string, file: string, text: string): void {
  const target = path.join(packageDir, inPackage(file));
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}
