import { describe, expect, it } from 'vitest';
import { hubspotName } from '../../../shared/catalog/fields.ts';
import { renderHubSpotProperties } from '../../../shared/catalog/render-hubspot.ts';
import { en } from '../../../shared/words/en.ts';
import { es } from '../../../shared/words/es.ts';

const words =
  (language: Readonly<Record<string, string>>) =>
  (key: string): string => {
    const text = language[key];
    if (text === undefined) throw new Error(`No word for ${key}`);
    return text;
  };

describe('the catalog as HubSpot properties', () => {
  const { deals, companies, contacts } = renderHubSpotProperties(words(en));
  const deal = (name: string) => deals.find((property) => property.name === name);

  it('has a word for every option in every language, and no two options read the same', () => {
    for (const language of [en, es]) {
      const rendered = Object.values(renderHubSpotProperties(words(language))).flat();
      for (const { name, options } of rendered) {
        const labels = options.map(({ label }) => label);
        expect(new Set(labels).size, name).toBe(labels.length);
      }
    }
  });

  it('puts partners on companies, and each property once', () => {
    const names = companies.map(({ name }) => name);
    expect(names).toContain(hubspotName('programCode'));
    expect(names.filter((name) => name === hubspotName('partnerId'))).toHaveLength(1);
    expect(names).not.toContain(hubspotName('lockKey'));
  });

  it('makes unique only what is unique there', () => {
    const unique = (properties: typeof deals) => properties.filter((one) => one.hasUniqueValue).map(({ name }) => name);
    expect(unique(deals)).toEqual(['registrationId', 'lockKey'].map((code) => hubspotName(code as 'lockKey')));
    expect(unique(companies)).toEqual([hubspotName('prospectKey'), hubspotName('programCode')]);
    expect(unique(contacts)).toEqual([hubspotName('stagingNonce')]);
  });

  it('lets forms write staging fields and nothing else', () => {
    expect(contacts.every(({ formField }) => formField)).toBe(true);
    expect([...deals, ...companies].some(({ formField }) => formField)).toBe(false);
  });

  it.each([
    ['lockEndsAt', 'datetime', 'date'],
    ['estimatedCloseOn', 'date', 'date'],
    ['estimatedAmount', 'number', 'number'],
    ['lockStatus', 'enumeration', 'select'],
    ['verdictReasons', 'enumeration', 'checkbox'],
    ['verdictText', 'string', 'textarea'],
  ] as const)('%s is of type %s (%s)', (code, type, fieldType) => {
    expect(deal(hubspotName(code))).toMatchObject({ type, fieldType, groupName: 'prm_registration' });
  });

  it('gives a yes-or-no property the two options that HubSpot wants', () => {
    const consent = contacts.find(({ name }) => name === hubspotName('stagingConsent'));
    expect(consent).toMatchObject({ type: 'bool', options: [{ value: 'true' }, { value: 'false' }] });
  });
});
