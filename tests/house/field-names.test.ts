import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** Cards name properties literally because HubSpot's bundler reads them statically; a test keeps them in step. */
const MAY_NAME_FIELDS = [/^shared\/catalog\//, /^hubspot-app\//, /^server\/crm\/hubspot\/place-names\.ts$/];

it('a CRM field name of ours stands in the catalog and nowhere else', () => {
  const found = ['shared', 'server', 'salesforce-package/plugin']
    .flatMap((folder) =>
      readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
    )
    .filter((file) => /\.tsx?$/.test(file) && !MAY_NAME_FIELDS.some((pattern) => pattern.test(file)))
    .filter((file) => /['"`]prm_[a-z_]+['"`]|Partner_\w+__c/.test(readFileSync(path.join(ROOT, file), 'utf8')));
  expect(found).toEqual([]);
});
