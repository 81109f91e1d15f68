import { describe, expect, it } from 'vitest';
import type { Field } from '../../../shared/catalog/field.ts';
import { validateCatalog } from '../../../shared/catalog/validate.ts';

const fine: Field = {
  on: ['deal'],
  type: 'text',
  writtenBy: 'app',
  label: 'A label',
  help: 'A help text.',
  hubspot: 'prm_a_field',
  salesforce: 'Partner_A_Field__c',
};

it('both CRMs can take the catalog as it is', () => {
  expect(validateCatalog()).toEqual([]);
});

describe('a catalog that a CRM would refuse', () => {
  it.each<[string, Partial<Field>, RegExp]>([
    ['a HubSpot name in capitals', { hubspot: 'prm_A' }, /no HubSpot name/],
    ['a HubSpot name without our prefix', { hubspot: 'lock_key' }, /no HubSpot name/],
    ['a HubSpot name of 101 characters', { hubspot: `prm_${'a'.repeat(97)}` }, /too long for HubSpot/],
    ['a Salesforce name with two underscores', { salesforce: 'Partner__A__c' }, /no name of ours in Salesforce/],
    ['a Salesforce name of 41 characters', { salesforce: `Partner_${'A'.repeat(33)}__c` }, /too long for Salesforce/],
    ['a label of 41 characters', { label: 'x'.repeat(41) }, /label/],
    ['no help', { help: '' }, /help/],
    ['no object', { on: [] }, /no object/],
    ['uniqueness where the field is not', { unique: ['company'] }, /lacks it/],
    ['a unique number', { type: 'integer', unique: ['deal'] }, /only text/],
    ['a picklist without options', { type: 'picklist' }, /no options/],
    ['options on a text', { options: ['a'], optionWords: 'x' }, /no picklist/],
    ['options without words', { type: 'picklist', options: ['a'] }, /go together/],
    ['an option twice', { type: 'picklist', options: ['a', 'a'], optionWords: 'x' }, /repeats the option a/],
    ['an option with a semicolon', { type: 'picklist', options: ['a;b'], optionWords: 'x' }, /no plain code/],
    ['a form that writes a deal', { writtenBy: 'form' }, /contacts only/],
  ])('has %s', (_label, change, problem) => {
    expect(validateCatalog({ aField: { ...fine, ...change } })).toEqual([expect.stringMatching(problem)]);
  });

  it('has two fields of one name', () => {
    expect(validateCatalog({ one: fine, two: fine })).toEqual([
      'prm_a_field names two fields in HubSpot',
      'Partner_A_Field__c names two fields in Salesforce',
    ]);
  });

  it('has an eleventh unique property on an object: partners and companies are one object in HubSpot', () => {
    const fields = Object.fromEntries(
      Array.from({ length: 11 }, (_, index) => {
        const on = [index % 2 ? ('company' as const) : ('partner' as const)];
        return [`f${index}`, { ...fine, hubspot: `prm_f${index}`, salesforce: `Partner_F${index}__c`, on, unique: on }];
      }),
    );
    expect(validateCatalog(fields)).toEqual(['companies: HubSpot allows 10 unique properties']);
  });
});
