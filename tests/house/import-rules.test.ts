import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * Who may import what of ours, as path prefixes. The first line whose folder fits the importing file is its rule;
 * `allow` lists everything it may reach beside its own folder.
 */
const RULES: readonly {
  readonly folder: string;
  readonly allow: readonly string[];
  readonly npmOnly?: readonly string[];
}[] = [
  {
    folder: 'shared/',
    allow: ['shared/'],
    npmOnly: ['disposable-email-domains', 'email-providers', 'temporal-polyfill', 'tldts', 'zod'],
  },
  { folder: 'server/sandbox/', allow: ['shared/catalog/', 'server/sandbox/'] },
  { folder: 'server/inbound/', allow: ['shared/'] },
  { folder: 'server/crm/hubspot/mapping.ts', allow: ['shared/'] },
  { folder: 'server/crm/', allow: ['shared/', 'server/crm/'] },
  { folder: 'server/store/', allow: ['shared/', 'server/store/'] },
  { folder: 'server/flow/', allow: ['shared/', 'server/flow/', 'server/inbound/', 'server/store/'] },
  { folder: 'server/http/', allow: ['shared/', 'server/http/', 'server/inbound/', 'server/flow/'] },
  { folder: 'server/', allow: ['shared/', 'server/'] },
  { folder: 'hubspot-app/', allow: ['hubspot-app/'] },
  { folder: 'salesforce-package/plugin/', allow: ['shared/'] },
  { folder: 'tests/', allow: ['shared/', 'server/', 'hubspot-app/', 'salesforce-package/plugin/', 'tests/'] },
];

const sources = ['shared', 'server', 'hubspot-app', 'salesforce-package/plugin', 'tests'].flatMap(filesBelow);

describe('import rules', () => {
  it.each(sources)('%s', (file) => {
    const rule = RULES.find(({ folder }) => file.startsWith(folder));
    const wrong = importsOf(file).filter((target) => !isAllowed(file, target, rule));
    expect(wrong, `${file} may import only ${rule?.allow.join(', ')}`).toEqual([]);
  });

  it('see a forbidden import: the sandbox must not agree with the product’s own rules', () => {
    const rule = RULES.find(({ folder }) => folder === 'server/sandbox/');
    expect(isAllowed('server/sandbox/x.ts', '../../shared/registration/decide.ts', rule)).toBe(false);
    expect(isAllowed('shared/x.ts', 'node:fs', RULES[0])).toBe(false);
  });
});

function isAllowed(file: string, target: string, rule: (typeof RULES)[number] | undefined): boolean {
  if (rule === undefined) return false;
  if (target.startsWith('.')) {
    const resolved = path.posix.join(path.posix.dirname(file), target);
    return rule.allow.some((folder) => resolved.startsWith(folder)) || resolved.startsWith(rule.folder);
  }
  if (!rule.npmOnly) return true;
  return rule.npmOnly.some((name) => target === name || target.startsWith(`${name}/`));
}

function importsOf(file: string): string[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  return [
    ...text.matchAll(/^\s*(?:import|export)\b[^'"`;]*?from\s+'([^']+)'|^\s*import\s+'([^']+)'|\bimport\('([^']+)'\)/gm),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

function filesBelow(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes('node_modules'))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}
