import { describe, expect, it } from 'vitest';
import type { FormulaRecord } from '../../../../../server/sandbox/salesforce/formulas/engine.ts';
import { evaluateFormula, evaluateRule } from '../../../../../server/sandbox/salesforce/formulas/engine.ts';
import { field } from '../../../../../server/sandbox/salesforce/schema/field.ts';
import { readPackage } from '../../../../../server/sandbox/salesforce/schema/read-package.ts';
import { Schema } from '../../../../../server/sandbox/salesforce/schema/schema.ts';
import { FIXTURE_PACKAGE } from '../demo-org.ts';

const schema = new Schema(readPackage(FIXTURE_PACKAGE));
const now = Date.parse('2026-11-24T10:00:00Z');
const LATER = '2026-12-04T10:00:00.000+0000';
const EARLIER = '2026-11-14T10:00:00.000+0000';
const nobody = { permissions: [] };
const OBJECT = 'Partner_Registration__c';

const rule = (formula: string, before: FormulaRecord | null, after: FormulaRecord, permissions: string[] = []) =>
  evaluateRule(formula, {
    schema,
    object: OBJECT,
    before,
    after,
    user: { id: '005DM0000000003YAA', permissions },
    now,
  });

const result = (formula: string, after: FormulaRecord, type: Parameters<typeof field>[2], blankAsZero = false) =>
  evaluateFormula(field('Any__c', 'Any', type, { formula: { text: formula, blankAsZero }, scale: 2 }), {
    schema,
    object: OBJECT,
    after,
    user: nobody,
    now,
  });

describe('a rule', () => {
  const approved = { Partner_Status__c: 'approved', Partner_Amount__c: 5 };
  it.each<[string, string, FormulaRecord | null, FormulaRecord, string[], boolean]>([
    ['is new without a record before', 'ISNEW()', null, {}, [], true],
    ['is not new on an update', 'ISNEW()', {}, {}, [], false],
    ['nothing changed on insert', 'ISCHANGED(Partner_Status__c)', null, approved, [], false],
    ['a changed picklist', 'ISCHANGED(Partner_Status__c)', {}, approved, [], true],
    ['an unchanged number', 'ISCHANGED(Partner_Amount__c)', approved, { ...approved }, [], false],
    ['blank and missing are the same', 'ISCHANGED(Partner_Note__c)', { Partner_Note__c: null }, {}, [], false],
    ['cleared is changed', 'ISCHANGED(Partner_Amount__c)', approved, { Partner_Amount__c: null }, [], true],
    [
      'a changed formula field',
      'ISCHANGED(Partner_Is_Locked__c)',
      {},
      { Partner_Active_Lock_Key__c: 'k', Partner_Locked_Until__c: LATER },
      [],
      true,
    ],
    [
      'the prior value of a date-time',
      'PRIORVALUE(Partner_Locked_Until__c) > NOW()',
      { Partner_Locked_Until__c: LATER },
      {},
      [],
      true,
    ],
    [
      'the prior value on insert is the new one',
      'ISPICKVAL(PRIORVALUE(Partner_Status__c), "approved")',
      null,
      approved,
      [],
      true,
    ],
    ['a permission held', '$Permission.Partner_Write_Lock', null, {}, ['Partner_Write_Lock'], true],
    ['a permission not held', 'NOT($Permission.Partner_Write_Lock)', null, {}, ['Other'], true],
    ['the running user', '$User.Id = "005DM0000000003YAA"', null, {}, [], true],
    ['a comment, and ISNEW inside quotes', '/* ISNEW() */ "ISNEW()" = "ISNEW" & "()"', {}, {}, [], true],
    ['blank text equals the empty text', 'Partner_Email__c = ""', null, {}, [], true],
    ['blank picklist', 'ISBLANK(TEXT(Partner_Decision__c))', null, {}, [], true],
    ['blank date-time is never later', 'Partner_Locked_Until__c > NOW()', null, {}, [], false],
    ['arithmetic with blank is blank, which refuses nothing', 'Partner_Amount__c + 1 > 0', null, {}, [], false],
    ['percent counts as a fraction', 'Partner_Rate__c = 0.125', null, { Partner_Rate__c: 12.5 }, [], true],
    ['days from today', 'Partner_Close_On__c - TODAY() = 7', null, { Partner_Close_On__c: '2026-12-01' }, [], true],
    ['a multi-picklist', 'INCLUDES(Partner_Markets__c, "apac")', null, { Partner_Markets__c: 'emea;apac' }, [], true],
    ['a blank multi-picklist', 'INCLUDES(Partner_Markets__c, "apac")', null, {}, [], false],
    [
      'a parent that is there',
      'Partner_Account__r.Name = "Acme"',
      null,
      { Partner_Account__r: { Name: 'Acme' } },
      [],
      true,
    ],
    ['a parent that is not', 'ISBLANK(Partner_Account__r.Name)', null, {}, [], true],
    ['a blank beside what is true', 'OR(Partner_Amount__c + 1 > 0, TRUE)', null, {}, [], true],
    ['a checkbox', 'Partner_Consent__c', null, { Partner_Consent__c: true }, [], true],
    ['words for operators', 'Partner_Amount__c > 1 && (Partner_Amount__c <> 4 || FALSE)', null, approved, [], true],
  ])('%s', (_label, formula, before, after, permissions, refuses) => {
    expect(rule(formula, before, after, permissions)).toBe(refuses);
  });

  it('that names an absent field does not compile', () => {
    expect(() => rule('ISBLANK(Nope__c)', null, {})).toThrow('Partner_Registration__c has no field Nope__c');
  });

  it('is checked in every branch, wherever the values lead', () => {
    expect(() => rule('AND(FALSE, ISBLANK(Nope__c))', null, {})).toThrow(
      'Partner_Registration__c has no field Nope__c',
    );
    expect(() => rule('IF(TRUE, FALSE, LEN(Partner_Amount__c) > 1)', null, {})).toThrow('does not compile');
    expect(() => rule('ISBLANK(Partner_Status__c)', null, {})).toThrow('does not compile');
    expect(() => rule('OR(Partner_Amount__c, TRUE)', null, {})).toThrow('a condition is number, not a checkbox');
    expect(() => rule('FOO()', null, {})).toThrow('Unknown function FOO');
    expect(() => rule('AND(TRUE', null, {})).toThrow('Syntax error');
    expect(() => rule('!Partner_Consent__c && TRUE', null, {})).toThrow('Write NOT');
  });

  it('that is switched off refuses nothing', () => {
    const xml =
      '<ValidationRule xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>X</fullName><active>false</active>' +
      '<errorConditionFormula>TRUE</errorConditionFormula><errorMessage>no</errorMessage></ValidationRule>';
    expect(rule(xml, null, {})).toBe(false);
    expect(rule(xml.replace('false', 'true'), null, {})).toBe(true);
  });
});

describe('a formula field', () => {
  it.each<[string, string, FormulaRecord, Parameters<typeof field>[2], unknown]>([
    ['blank number stays blank', 'Partner_Amount__c * 2', {}, 'currency', null],
    ['text and numbers', '"n" & TEXT(Partner_Amount__c)', { Partner_Amount__c: 5 }, 'string', 'n5'],
    ['percent shows a hundredfold', 'Partner_Rate__c', { Partner_Rate__c: 12.5 }, 'percent', 12.5],
    ['rounds half up', '1.005 * 1', {}, 'double', 1.01],
    ['a date', 'TODAY() + 1', {}, 'date', '2026-11-25'],
    ['a date-time', 'NOW() + 1', {}, 'datetime', '2026-11-25T10:00:00.000+0000'],
    ['empty text is blank', '""', {}, 'string', null],
    ['a checkbox is never blank', 'Partner_Consent__c', {}, 'boolean', false],
    [
      'a formula inside',
      'IF(Partner_Is_Locked__c, 1, 2)',
      { Partner_Active_Lock_Key__c: 'k', Partner_Locked_Until__c: EARLIER },
      'double',
      2,
    ],
  ])('%s', (_label, formula, record, type, expected) => {
    expect(result(formula, record, type)).toBe(expected);
  });

  it('can treat blanks as zero', () => {
    expect(result('Partner_Amount__c + 2', {}, 'currency', true)).toBe(2);
  });

  it('reads a parent by its id through the resolver, and the parent’s own formula with it', () => {
    const parentOf = (object: string, id: string) =>
      object === 'Account' && id === '001' ? { Partner_Locked_Until__c: LATER } : undefined;
    const locked = (AccountId: string) =>
      evaluateFormula('Partner_Is_Locked__c', {
        schema,
        object: 'Contact',
        after: { AccountId },
        user: nobody,
        now,
        parentOf,
      });
    expect([locked('001'), locked('002')]).toEqual([true, false]);
  });
});
