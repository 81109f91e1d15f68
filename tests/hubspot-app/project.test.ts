import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { config as hubspotRules } from '@hubspot/eslint-config-ui-extensions';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { afterAll, describe, expect, it } from 'vitest';
import { PROJECT_DIR } from '../../server/bin/hubspot/extensions.ts';
import { validateProject } from '../../server/bin/hubspot/validate.ts';
import { FIELDS } from '../../shared/catalog/fields.ts';
import { HSMETA_SCHEMAS } from './hsmeta-schemas.ts';

const temp = mkdtempSync(path.join(os.tmpdir(), 'partnerlock-project-'));
afterAll(() => rmSync(temp, { recursive: true }));

const validate = (projectDir: string, profile = 'dev') => validateProject(projectDir, profile, HSMETA_SCHEMAS);

describe('HubSpot’s parser with our schemas', () => {
  it.each(['dev', 'prod'])('accepts the project with the profile %s, and skips no file', async (profile) => {
    const { components, skipped, errors } = await validate(PROJECT_DIR, profile);
    expect(errors).toBeNull();
    expect(skipped).toEqual([]);
    expect(components.map(({ type, uid }) => `${type} ${uid}`).sort()).toEqual([
      'APPLICATION partnerlock_app',
      'CARD partner_card',
      'CRM_BULK_ACTION bulk_approve',
      'PAGE pages',
      'SETTINGS settings',
      'WEBHOOKS webhooks',
    ]);
  });

  it('fills in the server’s origin', async () => {
    const { components } = await validate(PROJECT_DIR, 'prod');
    expect(components.find(({ type }) => type === 'APPLICATION')?.config).toMatchObject({
      auth: { redirectUrls: ['https://partnerlock.example.com/hubspot/oauth/callback'] },
      permittedUrls: { fetch: ['https://partnerlock.example.com'] },
    });
    expect(components.find(({ type }) => type === 'WEBHOOKS')?.config).toMatchObject({
      settings: { targetUrl: 'https://partnerlock.example.com/hubspot/webhooks' },
    });
  });

  it('lists a component in a folder that does not fit its type as skipped', async () => {
    const project = copyOfProject();
    mkdirSync(path.join(project, 'src/app/elsewhere'));
    plant(project, 'elsewhere/lost-hsmeta.json', { uid: 'lost', type: 'card', config: {} });
    expect((await validate(project)).skipped).toHaveLength(1);
  });

  it.each([
    {
      label: 'a missing permitted URL list',
      file: 'app-hsmeta.json',
      edit: (text: string) => text.replace(', "img": []', ''),
      says: "Missing required field: 'config.permittedUrls.img'",
    },
    {
      label: 'an insecure permitted URL',
      file: 'app-hsmeta.json',
      edit: (text: string) => text.replace('"fetch": ["${APP_ORIGIN}"]', '"fetch": ["http://insecure.example.com"]'),
      says: 'must match pattern "^https://"',
    },
    {
      label: 'an unknown key',
      file: 'cards/partner-card-hsmeta.json',
      edit: (text: string) => text.replace('"type"', '"extra": true,\n  "type"'),
      says: 'Unexpected top-level properties found: extra',
    },
    {
      label: 'a number written as text',
      file: 'webhooks/webhooks-hsmeta.json',
      edit: (text: string) => text.replace('"maxConcurrentRequests": 10', '"maxConcurrentRequests": "10"'),
      says: 'must be integer',
    },
    {
      label: 'a property change without its property',
      file: 'webhooks/webhooks-hsmeta.json',
      edit: (text: string) => text.replace(/"propertyName": "dealstage",\s*/, ''),
      says: 'propertyName',
    },
    {
      label: 'a uid used twice',
      file: 'settings/settings-hsmeta.json',
      edit: (text: string) => text.replace('"uid": "settings"', '"uid": "pages"'),
      says: 'pages',
    },
    {
      label: 'a broken file',
      file: 'pages/pages-hsmeta.json',
      edit: (text: string) => text.slice(0, -4),
      says: 'pages-hsmeta.json',
    },
  ])('finds $label', async ({ file, edit, says }) => {
    const project = copyOfProject();
    const full = path.join(project, 'src/app', file);
    const before = readFileSync(full, 'utf8');
    const after = edit(before);
    expect(after).not.toBe(before);
    writeFileSync(full, after);
    expect((await validate(project)).errors).toContain(says);
  });

  it('finds a second app page', async () => {
    const project = copyOfProject();
    const second = { uid: 'second', type: 'page', config: { entrypoint: '/app/pages/Pages.tsx' } };
    plant(project, 'pages/second-hsmeta.json', second);
    expect((await validate(project)).errors).toContain('Only one pages component is allowed');
  });
});

describe('the project’s files', () => {
  it('name entry files that exist', async () => {
    const { components } = await validate(PROJECT_DIR);
    const entries = components.map(({ config }) => entrypointOf(config)).filter((entry) => entry !== null);
    expect(entries).toHaveLength(4);
    for (const entry of entries) expect(existsSync(path.join(PROJECT_DIR, 'src', entry)), entry).toBe(true);
  });

  it('subscribe to property changes only of properties that we create or HubSpot has', () => {
    const ours = new Set(
      Object.values(FIELDS).flatMap(({ on, hubspot }) => on.map((object) => `${objectOf(object)}.${hubspot}`)),
    );
    const theirs = ['deal.dealstage', 'deal.dealname', 'deal.hubspot_owner_id', 'deal.amount'];
    theirs.push('company.domain', 'company.name', 'company.hubspot_owner_id');
    const changes = subscriptions().filter(({ propertyName }) => propertyName !== undefined);
    const unknown = changes
      .map(({ objectType, propertyName }) => `${objectType}.${propertyName}`)
      .filter((property) => !ours.has(property) && !theirs.includes(property));
    expect(unknown).toEqual([]);
    expect(changes.length).toBeGreaterThan(10);
  });

  it('subscribe to what moves or removes a record, and to privacy deletion', () => {
    const events = subscriptions().map(({ subscriptionType, objectType }) => `${objectType} ${subscriptionType}`);
    for (const object of ['deal', 'company']) {
      for (const event of ['merge', 'deletion', 'restore']) expect(events).toContain(`${object} object.${event}`);
    }
    expect(events).toContain('deal object.creation');
    expect(events).toContain('deal object.associationChange');
    const webhooks = readJson('webhooks/webhooks-hsmeta.json');
    expect(webhooks.config.subscriptions.hubEvents).toEqual([
      { subscriptionType: 'contact.privacyDeletion', active: true },
    ]);
  });

  it('ask for exactly the scopes that the endpoints in use need', () => {
    const needed = new Set(['oauth', ...ENDPOINTS.flatMap(({ scopes }) => scopes)]);
    const asked = readJson('app-hsmeta.json').config.auth.requiredScopes;
    expect(asked.toSorted()).toEqual([...needed].sort());
  });

  it('give each extension its own tsconfig, on which the bytes of its bundle depend', () => {
    const texts = ['cards', 'pages', 'settings', 'actions'].map((folder) =>
      readFileSync(path.join(PROJECT_DIR, 'src/app', folder, 'tsconfig.json'), 'utf8'),
    );
    expect(new Set(texts).size).toBe(1);
  });
});

describe('HubSpot’s own linter', () => {
  it('finds nothing in the project', { timeout: 120_000 }, async () => {
    expect(problemsOf(await linter().lintFiles(['**/*.{ts,tsx}']))).toEqual([]);
  });

  it('does find what HubSpot forbids', async () => {
    const forbidden = "import { x } from '../pages/x.ts';\nfetch(x);\nexport const Card = () => <div>hi</div>;\n";
    const filePath = path.join(PROJECT_DIR, 'src/app/cards/Planted.tsx');
    const rules = problemsOf(await linter().lintText(forbidden, { filePath })).join('\n');
    for (const rule of ['no-html-elements', 'no-native-http', 'no-parent-imports']) expect(rules).toContain(rule);
  });
});

/** Every HubSpot endpoint that the server calls, with the scopes that it needs by HubSpot's documentation. */
const ENDPOINTS = [
  { path: '/crm/objects/{version}/deals', scopes: ['crm.objects.deals.read', 'crm.objects.deals.write'] },
  { path: '/crm/objects/{version}/companies', scopes: ['crm.objects.companies.read', 'crm.objects.companies.write'] },
  { path: '/crm/objects/{version}/contacts', scopes: ['crm.objects.contacts.read', 'crm.objects.contacts.write'] },
  {
    path: '/crm/associations/{version}/{from}/{to}',
    scopes: ['crm.objects.deals.write', 'crm.objects.companies.write'],
  },
  { path: '/crm/properties/{version}/deals', scopes: ['crm.schemas.deals.read', 'crm.schemas.deals.write'] },
  {
    path: '/crm/properties/{version}/companies',
    scopes: ['crm.schemas.companies.read', 'crm.schemas.companies.write'],
  },
  { path: '/crm/properties/{version}/contacts', scopes: ['crm.schemas.contacts.read', 'crm.schemas.contacts.write'] },
  { path: '/crm/pipelines/{version}/deals', scopes: ['crm.schemas.deals.read', 'crm.schemas.deals.write'] },
  { path: '/crm/owners/{version}', scopes: ['crm.objects.owners.read'] },
  { path: '/marketing/v3/forms', scopes: ['forms'] },
] as const;

const linter = () =>
  new ESLint({
    cwd: PROJECT_DIR,
    overrideConfigFile: true,
    overrideConfig: [...hubspotRules, { files: ['**/*.{ts,tsx}'], languageOptions: { parser: tseslint.parser } }],
  });

const problemsOf = (results: readonly ESLint.LintResult[]): string[] =>
  results.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, message }) => `${filePath}: ${ruleId} ${message}`),
  );

function copyOfProject(): string {
  const copy = mkdtempSync(path.join(temp, 'copy-'));
  cpSync(PROJECT_DIR, copy, { recursive: true, filter: (file) => !file.includes('node_modules') });
  return copy;
}

const plant = (project: string, file: string, json: object): void =>
  writeFileSync(path.join(project, 'src/app', file), JSON.stringify(json));

interface HsMeta {
  readonly config: {
    readonly auth: { readonly requiredScopes: readonly string[] };
    readonly subscriptions: { readonly crmObjects: Subscription[]; readonly hubEvents: readonly object[] };
  };
}

const readJson = (file: string): HsMeta =>
  JSON.parse(readFileSync(path.join(PROJECT_DIR, 'src/app', file), 'utf8')) as HsMeta;

interface Subscription {
  readonly subscriptionType: string;
  readonly objectType: string;
  readonly propertyName?: string;
}

const subscriptions = (): Subscription[] => readJson('webhooks/webhooks-hsmeta.json').config.subscriptions.crmObjects;

const objectOf = (object: string): string => (object === 'partner' ? 'company' : object);

const entrypointOf = (config: unknown): string | null =>
  typeof config === 'object' && config !== null && 'entrypoint' in config && typeof config.entrypoint === 'string'
    ? config.entrypoint
    : null;
