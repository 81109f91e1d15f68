import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMPONENTS } from '../../server/sandbox/preview/browser/components/registry.ts';

const TYPES = createRequire(import.meta.url).resolve('@hubspot/ui-extensions');
const STABLE = path.join(path.dirname(TYPES), 'shared.synced/remoteComponents.synced.js');
const HUBSPOT_APP = path.resolve(import.meta.dirname, '../../hubspot-app');

/** They draw data of HubSpot's own, or belong to its experiments. The preview says so in their place. */
const LEFT_OUT =
  /^(Crm(?!ActionButton$|ActionLink$).*|Experimental.*|Iframe|MediaObject|Stack2|Center|Grid|GridItem|SettingsView|ExpandableText|File.*)$/;

describe('the preview’s components', () => {
  it('are all that HubSpot’s package registers, but for the few left out on purpose', () => {
    const registered = [...readFileSync(STABLE, 'utf8').matchAll(/ReactComponent\('(\w+)'/g)].map(
      (match) => match[1] ?? '',
    );
    expect(registered.length).toBeGreaterThan(100);
    expect(registered.filter((name) => !LEFT_OUT.test(name) && !(name in COMPONENTS))).toEqual([]);
  });

  it('include everything that our extensions use', () => {
    const used = readdirSync(HUBSPOT_APP, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.tsx') && !file.includes('node_modules'))
      .flatMap((file) => importsOf(readFileSync(path.join(HUBSPOT_APP, file), 'utf8')));
    expect(used.length).toBeGreaterThan(20);
    expect([...new Set(used)].filter((name) => !(name in COMPONENTS) && !HOOKS_AND_ROUTES.test(name))).toEqual([]);
  });
});

const HOOKS_AND_ROUTES = /^(use|create|hubspot|logger|PageRoutes|Extension|type )/;

const importsOf = (source: string): readonly string[] =>
  [...source.matchAll(/import \{([^}]*)\} from '@hubspot\/ui-extensions/g)].flatMap((match) =>
    (match[1] ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
  );
