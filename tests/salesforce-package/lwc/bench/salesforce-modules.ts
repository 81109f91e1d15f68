import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import lwc from '@lwc/rollup-plugin';
import type { Plugin } from 'vitest/config';
import { all, readMetadata, textOf } from '../../../../server/bin/salesforce/metadata-xml.ts';
import { PACKAGE_DIR } from '../../../../server/bin/salesforce/package-folders.ts';

const BUNDLES = path.join(PACKAGE_DIR, 'force-app/main/default/lwc');
const require = createRequire(import.meta.url);
/** Salesforce's own stubs of `lightning/*`: base components without a look, wire adapters that tests feed. */
const STUBS = path.join(path.dirname(require.resolve('@salesforce/sfdx-lwc-jest/package.json')), 'src/lightning-stubs');
const ENGINE = require.resolve('lwc');

/** What a Lightning component imports resolves as in an org; components and stubs are compiled by LWC's compiler. */
export const salesforceModules = (): Plugin[] => [resolveModules(), compiler()];

function resolveModules(): Plugin {
  return {
    name: 'salesforce-modules',
    enforce: 'pre',
    resolveId(id) {
      // Left to the compiler's plugin, `lwc` ends in "Unable to find any LWC configuration file".
      if (id === 'lwc') return { id: ENGINE, external: true };
      if (id.startsWith('@salesforce/') && moduleText(id) !== null) return VIRTUAL + id;
      if (id === 'lightning/navigation') return path.join(import.meta.dirname, 'navigation.ts');
      const [, scope, name = ''] = /^(c|lightning)\/(\w+)$/.exec(id) ?? [];
      if (!scope) return null;
      const file = path.join(scope === 'c' ? BUNDLES : STUBS, name, `${name}.js`);
      return existsSync(file) ? file : null;
    },
    load: (id) => (id.startsWith(VIRTUAL) ? moduleText(id.slice(VIRTUAL.length)) : null),
  };
}

const compiler = (): Plugin =>
  lwc({ rootDir: BUNDLES, modules: [{ dir: BUNDLES }], include: [`${BUNDLES}/**`, `${STUBS}/**`] }) as Plugin;

const VIRTUAL = '\0salesforce:';

/** What the module exports; whatever depends on the person at the screen is asked of the test's org. */
function moduleText(id: string): string | null {
  const [, kind = '', ...rest] = id.split('/');
  const name = rest.join('/');
  switch (kind) {
    case 'schema': {
      const [objectApiName, ...fields] = name.split('.');
      return exported(fields.length > 0 ? { objectApiName, fieldApiName: fields.join('.') } : { objectApiName });
    }
    case 'label':
      return `export default globalThis.testOrg.label(${exportedText(LABELS.en, name)}, ${exportedText(LABELS.es, name)});`;
    case 'customPermission':
      return `export default globalThis.testOrg.permission(${JSON.stringify(name)});`;
    case 'user':
      return `export default globalThis.testOrg.user(${JSON.stringify(name)});`;
    case 'i18n':
      return `export default globalThis.testOrg.i18n(${JSON.stringify(name)});`;
    default:
      return null;
  }
}

const exported = (value: unknown): string => `export default ${JSON.stringify(value)};`;

function exportedText(labels: ReadonlyMap<string, string>, name: string): string {
  const text = labels.get(name.replace(/^c\./, ''));
  if (text === undefined) throw new Error(`There is no label ${name}. Run \`npm run generate\`.`);
  return JSON.stringify(text);
}

/** The labels as the package ships them, so that a test reads what a user reads. */
const LABELS = {
  en: labelsIn('force-app/main/default/labels/CustomLabels.labels-meta.xml', 'fullName', 'value'),
  es: labelsIn('spanish/main/default/translations/es.translation-meta.xml', 'name', 'label'),
};

function labelsIn(file: string, name: string, value: string): ReadonlyMap<string, string> {
  const { root } = readMetadata(file, readFileSync(path.join(PACKAGE_DIR, file), 'utf8'));
  const entries = [...all(root, 'labels'), ...all(root, 'customLabels')];
  return new Map(entries.map((entry) => [textOf(entry, name), textOf(entry, value)]));
}
