import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { all, textOf } from './metadata-xml.ts';
import { unless, type PackageIndex } from './package-index.ts';

/** Folders of things that the package does not have, because nothing outside an org can run them. */
const NOT_DECLARATIVE = ['classes', 'triggers', 'flows'];

/** Whether Lightning components import only what exists, and the package holds nothing but declarations. */
export function checkComponents(index: PackageIndex, packageDir: string): string[] {
  const root = path.join(packageDir, 'force-app/main/default');
  const labels = new Set(
    index.filesOf('CustomLabels').flatMap((file) => all(file.root, 'labels').map((label) => textOf(label, 'fullName'))),
  );
  const forbidden = NOT_DECLARATIVE.filter((folder) => existsSync(path.join(root, folder)));
  return [
    ...forbidden.map((folder) => `force-app/main/default/${folder}: the package is declarations only`),
    ...[...index.bundles].flatMap((bundle) =>
      importsOf(path.join(root, 'lwc', bundle)).flatMap((name) =>
        importProblems(name, index, labels).map((problem) => `lwc/${bundle}: ${problem}`),
      ),
    ),
  ];
}

function importProblems(name: string, index: PackageIndex, labels: ReadonlySet<string>): readonly string[] {
  const [scope, kind, ...rest] = name.split('/');
  if (scope === 'c') return unless(index.bundles.has(kind ?? ''), `there is no bundle ${name}`);
  if (scope !== '@salesforce') return [];
  const target = rest.join('/');
  if (kind === 'label') return unless(labels.has(target.replace(/^c\./, '')), `there is no label ${target}`);
  if (kind === 'customPermission')
    return unless(index.names('CustomPermission').has(target), `there is no custom permission ${target}`);
  if (kind === 'schema') return unless(isField(target, index), `there is no field ${target}`);
  if (kind === 'apex') return ['it imports Apex, and the package has none'];
  return [];
}

/** `Object`, `Object.Field` or `Object.Relation__r.Field`. */
function isField(target: string, index: PackageIndex): boolean {
  const [object = '', name, ...rest] = target.split('.');
  if (name === undefined) return index.objects.has(object);
  if (rest.length === 0) return index.field(object, name) !== undefined;
  const lookup = index.field(object, name.replace(/__r$/, '__c')) ?? index.field(object, `${name}Id`);
  return lookup !== undefined && isField([lookup.to, ...rest].join('.'), index);
}

const importsOf = (bundleDir: string): string[] =>
  readdirSync(bundleDir)
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) => [...readFileSync(path.join(bundleDir, file), 'utf8').matchAll(/\bfrom\s+['"]([^'"]+)['"]/g)])
    .map(([, name = '']) => name);
