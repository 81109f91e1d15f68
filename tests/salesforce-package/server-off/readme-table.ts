import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PACKAGE_DIR } from '../../../server/bin/salesforce/package-folders.ts';

/** The first column of the table that begins with this head in the package's README. */
export function readmeLines(head: string): readonly string[] {
  const lines = readFileSync(path.join(PACKAGE_DIR, 'README.md'), 'utf8').split('\n');
  const start = lines.findIndex((line) => firstCell(line) === head);
  if (start < 0) throw new Error(`The README has no table "${head}".`);
  const rows = lines.slice(start + 2);
  return rows
    .slice(
      0,
      rows.findIndex((line) => !line.startsWith('|')),
    )
    .map(firstCell);
}

const firstCell = (line: string): string => line.split('|')[1]?.trim() ?? '';
