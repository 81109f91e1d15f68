/**
 * `npm run generate`: writes everything that follows from the field catalog. `--check` writes nothing and fails when
 * a file is not what the catalog says, so that nobody can forget.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FIELD_CODES, fieldOf } from '../../shared/catalog/fields.ts';
import { renderSalesforcePackage } from '../../shared/catalog/render-package.ts';
import { validateCatalog } from '../../shared/catalog/validate.ts';
import { en } from '../../shared/words/en.ts';
import { bundleCore, CORE_FILE } from './salesforce/bundle-core.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const isCheck = process.argv.includes('--check');

const problems = validateCatalog();
if (problems.length > 0) fail(`The field catalog is wrong:\n${problems.join('\n')}`);

const words: Readonly<Record<string, string>> = en;
const files = [
  ...renderSalesforcePackage((key) => words[key] ?? fail(`There is no word ${key}. Add it to shared/words.`)).map(
    ({ path: file, xml }) => ({ file: `salesforce-package/${file}`, text: xml }),
  ),
  { file: `salesforce-package/${CORE_FILE}`, text: await bundleCore() },
  { file: 'docs/fields.md', text: fieldTable() },
];

const stale: string[] = [];
for (const { file, text } of files) {
  const target = path.join(ROOT, file);
  const present = await readFile(target, 'utf8').catch(() => null);
  if (present === text) continue;
  stale.push(file);
  if (isCheck) continue;
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
}
if (isCheck && stale.length > 0)
  fail(`Out of date: ${stale.join(', ')}\nRun \`npm run generate\` and commit the result.`);
console.log(
  isCheck ? `${files.length} generated files are up to date.` : `${stale.length} of ${files.length} files written.`,
);

function fieldTable(): string {
  const rows = FIELD_CODES.map((code) => {
    const { on, type, label, help, hubspot, salesforce, writtenBy, unique } = fieldOf(code);
    return `| ${label} | \`${hubspot}\` | \`${salesforce}\` | ${type}${unique ? `, unique on ${unique.join(', ')}` : ''} | ${on.join(', ')} | ${writtenBy} | ${help} |`;
  });
  return [
    '<!-- THIS FILE IS GENERATED from shared/catalog by `npm run generate`. Do not edit. -->',
    '# Fields in the CRMs',
    '',
    '| Label | HubSpot | Salesforce | Type | On | Written by | Meaning |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
