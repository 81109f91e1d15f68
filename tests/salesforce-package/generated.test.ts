import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { all, nameOf, readPackage, textOf } from '../../server/bin/salesforce/metadata-xml.ts';
import { indexPackage, objectOf } from '../../server/bin/salesforce/package-index.ts';
import { PACKAGE_DIR } from '../../server/bin/salesforce/package-folders.ts';
import { renderSalesforcePackage } from '../../shared/catalog/render-package.ts';
import { TERMS, TYPED_BY_PARTNERS } from '../../shared/catalog/salesforce-access.ts';
import { SALESFORCE_OBJECTS, type SalesforceObject } from '../../shared/catalog/salesforce-fields.ts';
import { storedFieldsOn } from '../../shared/catalog/salesforce-placement.ts';
import { RULE_WORDS } from '../../shared/catalog/salesforce-rules.ts';
import { LOCK_STATUSES } from '../../shared/lock/ownership-lock.ts';
import { PARTNER_STATUSES, PARTNER_TIERS } from '../../shared/program/partner.ts';
import { REASON_CODES, REJECTION_REASONS } from '../../shared/registration/reasons.ts';
import { REGISTRATION_STATUSES } from '../../shared/registration/registration.ts';
import { ACTIONS } from '../../shared/views/ownership-view.ts';
import { en } from '../../shared/words/en.ts';
import { salesforce as english } from '../../shared/words/en/salesforce.ts';
import { salesforce as spanish } from '../../shared/words/es/salesforce.ts';

const files = readPackage(PACKAGE_DIR);
const index = indexPackage(files, PACKAGE_DIR);
const words: Readonly<Record<string, string>> = en;
const generated = renderSalesforcePackage((key) => words[key] ?? `no word ${key}`);
const contentOf = (file: string): string => readFileSync(path.join(PACKAGE_DIR, file), 'utf8');

describe('generated files', () => {
  it('are what the catalog and the words say: otherwise run `npm run generate`', () => {
    for (const { path: file, xml } of generated) expect(contentOf(file), file).toBe(xml);
  });

  it('are all still wanted: a field that left the catalog leaves the package', () => {
    // A bundle's module carries the mark in its code, where no metadata file has one.
    const wanted = new Set(generated.map(({ path: file }) => file).filter((file) => !file.includes('/lwc/')));
    const marked = files.map(({ path: file }) => file).filter((file) => contentOf(file).includes('Generated from'));
    expect(marked.filter((file) => !wanted.has(file))).toEqual([]);
    expect(marked).toHaveLength(wanted.size);
  });
});

describe('picklists', () => {
  it.each<[string, string, readonly string[]]>([
    ['Partner_Registration__c', 'Partner_Registration_Status__c', REGISTRATION_STATUSES],
    ['Partner_Registration__c', 'Partner_Decision__c', ACTIONS],
    ['Partner_Registration__c', 'Partner_Decision_Reason__c', REJECTION_REASONS],
    ['Partner_Registration__c', 'Partner_Rejection_Reason__c', REJECTION_REASONS],
    ['Partner_Registration__c', 'Partner_Verdict_Reasons__c', REASON_CODES],
    ['Account', 'Partner_Lock_Status__c', LOCK_STATUSES],
    ['Lead', 'Partner_Lock_Status__c', LOCK_STATUSES],
    ['Opportunity', 'Partner_Tier__c', PARTNER_TIERS],
    ['Account', 'Partner_Program_Status__c', PARTNER_STATUSES],
  ])('%s.%s has exactly the values of the code', (object, name, values) => {
    expect([...(index.field(object, name)?.options.keys() ?? [])]).toEqual(values);
  });

  it('are all restricted', () => {
    const open = files
      .filter(({ root }) => all(root, 'valueSet').length > 0)
      .filter(({ root }) => textOf(all(root, 'valueSet')[0], 'restricted') !== 'true');
    expect(open.map(({ path: file }) => file)).toEqual([]);
  });
});

describe('keys', () => {
  const xmlOf = (object: string, name: string) => index.field(object, name)?.xml ?? null;

  it.each([
    ['Partner_Registration__c', 'Partner_Active_Lock_Key__c'],
    ['Partner_Registration__c', 'Partner_Registration_Id__c'],
    ['Partner_Registration__c', 'Partner_Submission_Nonce__c'],
    ['Opportunity', 'Partner_Registration_Id__c'],
    ['Account', 'Partner_Prospect_Key__c'],
    ['Account', 'Partner_Program_Code__c'],
    ['Lead', 'Partner_Reg_Nonce__c'],
  ])('%s.%s is unique whatever its case, may be empty, and can be upserted by', (object, name) => {
    const xml = xmlOf(object, name);
    expect(['unique', 'externalId', 'caseSensitive', 'required'].map((element) => textOf(xml, element))).toEqual([
      'true',
      'true',
      'false',
      'false',
    ]);
  });

  it('of other records are not unique: many records may show one registration', () => {
    expect(textOf(xmlOf('Account', 'Partner_Registration_Id__c'), 'unique')).toBe('');
    expect(textOf(xmlOf('Lead', 'Partner_Registration_Id__c'), 'unique')).toBe('');
    expect(index.field('Opportunity', 'Partner_Active_Lock_Key__c')).toBeUndefined();
  });
});

describe('validation rules', () => {
  const rules = index.filesOf('ValidationRule');

  it('are those that the words know, each active, each with its own sentence', () => {
    const found = rules.map((file) => `${objectOf(file)}.${nameOf(file)}: ${textOf(file.root, 'errorMessage')}`);
    const expected = Object.entries(RULE_WORDS).flatMap(([object, byName]) =>
      Object.entries(byName).map(([name, key]) => `${object}.${name}: ${sentence(key)}`),
    );
    expect(found.toSorted()).toEqual(expected.toSorted());
    expect(rules.every(({ root }) => textOf(root, 'active') === 'true')).toBe(true);
  });

  // Salesforce tells no change of a long text or of several values, so that field-level security alone guards those.
  const isGuardable = (type: string) => type !== 'long_text' && type !== 'multi_picklist';

  it.each<[SalesforceObject, string]>([
    ['Account', 'Partner_Stamp_Is_Server_Only'],
    ['Lead', 'Partner_Stamp_Is_Server_Only'],
    ['Opportunity', 'Partner_Stamp_Is_Server_Only'],
    ['Partner_Registration__c', 'Partner_Result_Is_Server_Only'],
    ['Partner_Registration__c', 'Partner_Submission_Is_Frozen'],
  ])('%s: %s guards every field that only PartnerLock writes', (object, name) => {
    const formula = textOf(
      rules.find((file) => objectOf(file) === object && nameOf(file) === name)?.root,
      'errorConditionFormula',
    );
    const guarded = new Set([...formula.matchAll(/ISCHANGED\((\w+)\)/g)].map((match) => match[1]));
    const isFrozen = name === 'Partner_Submission_Is_Frozen';
    // The app writes these in HubSpot; here rules of their own say who may.
    const isOnlyOurs = (code: string) => !TYPED_BY_PARTNERS.has(code) && !TERMS.has(code);
    const wanted = storedFieldsOn(object)
      .filter(({ code, writtenBy }) =>
        isFrozen ? writtenBy === 'submitter' || TYPED_BY_PARTNERS.has(code) : writtenBy === 'app' && isOnlyOurs(code),
      )
      .filter(({ type }) => isGuardable(type))
      .map(({ salesforce }) => salesforce);
    expect([...guarded].toSorted()).toEqual(wanted.toSorted());
    // With a new record nothing changes, so that a rule asks each field whether it is filled.
    const filled = [...formula.matchAll(/ISBLANK\((\w+)\)|ISPICKVAL\((\w+), ""\)/g)].map(
      ([, one, other]) => one ?? other,
    );
    if (!isFrozen) expect(filled.toSorted()).toEqual(wanted.toSorted());
  });
});

describe('permission sets', () => {
  const editable = (set: string): string[] => {
    const file = index.filesOf('PermissionSet').find((candidate) => nameOf(candidate) === set);
    return all(file?.root, 'fieldPermissions')
      .filter((entry) => textOf(entry, 'editable') === 'true')
      .map((entry) => textOf(entry, 'field'));
  };
  const hidden = (set: string): string[] => {
    const file = index.filesOf('PermissionSet').find((candidate) => nameOf(candidate) === set);
    return all(file?.root, 'fieldPermissions')
      .filter((entry) => textOf(entry, 'readable') === 'false')
      .map((entry) => textOf(entry, 'field'));
  };

  it('let sales reps change nothing, and managers decide and change terms', () => {
    expect(editable('Partner_Viewer')).toEqual([]);
    expect(editable('Partner_Manager')).toEqual([
      'Partner_Registration__c.Partner_Channel_Manager__c',
      'Partner_Registration__c.Partner_Decision__c',
      'Partner_Registration__c.Partner_Decision_By__c',
      'Partner_Registration__c.Partner_Decision_Days__c',
      'Partner_Registration__c.Partner_Decision_Note__c',
      'Partner_Registration__c.Partner_Decision_Reason__c',
      'Account.Partner_Channel_Manager__c',
      'Account.Partner_Program_Status__c',
      'Account.Partner_Program_Tier__c',
    ]);
  });

  it('let the integration write every stored field, on records of every owner', () => {
    const stored = SALESFORCE_OBJECTS.flatMap((object) =>
      storedFieldsOn(object).map(({ salesforce }) => `${object}.${salesforce}`),
    );
    expect(editable('Partner_Integration').toSorted()).toEqual(stored.toSorted());
    expect(hidden('Partner_Integration')).toEqual([]);
  });

  it('keep the partner’s signed token from everybody else', () => {
    for (const set of ['Partner_Manager', 'Partner_Viewer', 'Partner_Submitter'])
      expect(hidden(set)).toContain('Lead.Partner_Reg_Token__c');
    expect(hidden('Partner_Manager')).toEqual(['Lead.Partner_Reg_Token__c']);
    expect(hidden('Partner_Viewer')).toEqual(['Lead.Partner_Reg_Token__c']);
  });

  it('show partner users no reason, verdict, conflict, rival or decision', () => {
    const shown = index.filesOf('PermissionSet').flatMap((file) =>
      nameOf(file) === 'Partner_Submitter'
        ? all(file.root, 'fieldPermissions')
            .filter((entry) => textOf(entry, 'readable') === 'true')
            .map((entry) => textOf(entry, 'field'))
        : [],
    );
    expect(shown.every((field) => field.startsWith('Partner_Registration__c.'))).toBe(true);
    expect(
      shown.filter((field) => /Reason|Verdict|Conflict|Decision|Prospect_Key|Lock_Key|Account|Name__c$/.test(field)),
    ).toEqual(['Partner_Registration__c.Partner_Contact_Name__c', 'Partner_Registration__c.Partner_Prospect_Name__c']);
  });
});

it('words of Salesforce’s screens fill the same places in both languages', () => {
  const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
  for (const [key, text] of Object.entries(english)) expect(places(spanishOf(key)), key).toEqual(places(text));
});

const sentence = (key: string): string =>
  Object.entries(english).find(([name]) => name === key)?.[1] ?? `no word ${key}`;
const spanishOf = (key: string): string => Object.entries(spanish).find(([name]) => name === key)?.[1] ?? '';
