import { describe, expect, it } from 'vitest';
import { renderSalesforceFields } from '../../../shared/catalog/render-salesforce.ts';

const files = new Map(renderSalesforceFields((key) => `<${key}>`).map(({ path, xml }) => [path, xml]));
const field = (path: string): string => files.get(`objects/${path}.field-meta.xml`) ?? '';
const registration = (name: string): string => field(`Partner_Registration__c/fields/${name}`);

describe('the catalog as Salesforce fields', () => {
  it('puts registrations on a record of their own, and on other records the part that reps need', () => {
    const objects = new Set([...files.keys()].map((path) => path.split('/')[1]));
    expect([...objects]).toEqual(['Partner_Registration__c', 'Account', 'Contact', 'Lead', 'Opportunity']);
    expect(registration('Partner_Verdict_Text__c')).not.toBe('');
    expect(field('Opportunity/fields/Partner_Verdict_Text__c')).toBe('');
    for (const object of ['Account', 'Lead', 'Opportunity'])
      expect(field(`${object}/fields/Partner_Lock_Ends_At__c`)).toContain('<type>DateTime</type>');
  });

  it('puts partners on Account, and of the form’s fields only those on Lead that have no standard twin', () => {
    expect(field('Account/fields/Partner_Program_Code__c')).not.toBe('');
    expect(field('Opportunity/fields/Partner_Program_Code__c')).toBe('');
    expect(field('Lead/fields/Partner_Reg_Token__c')).not.toBe('');
    expect(field('Lead/fields/Partner_Reg_Company__c')).toBe('');
  });

  it('makes the lock key unique without regard to case, and only where it is unique', () => {
    expect(registration('Partner_Active_Lock_Key__c')).toContain('<unique>true</unique>');
    expect(registration('Partner_Active_Lock_Key__c')).toContain('<externalId>true</externalId>');
    expect(registration('Partner_Active_Lock_Key__c')).toContain('<caseSensitive>false</caseSensitive>');
    expect(field('Account/fields/Partner_Prospect_Key__c')).toContain('<unique>true</unique>');
    expect(field('Opportunity/fields/Partner_Prospect_Key__c')).not.toContain('unique');
  });

  it('keeps the history of what decides, on registrations only: other objects may have theirs switched off', () => {
    expect(registration('Partner_Lock_Status__c')).toContain('<trackHistory>true</trackHistory>');
    expect(registration('Partner_Notes__c')).toContain('<trackHistory>false</trackHistory>');
    expect(field('Account/fields/Partner_Lock_Status__c')).not.toContain('trackHistory');
  });

  it('restricts picklists to the catalog’s values, with labels from the words, escaped', () => {
    const xml = field('Opportunity/fields/Partner_Tier__c');
    expect(xml).toContain('<restricted>true</restricted>');
    expect(xml).toContain('<fullName>certified_reseller</fullName>');
    expect(xml).toContain('<label>&lt;tier.certified_reseller&gt;</label>');
  });

  it.each([
    ['Partner_Lock_Ends_At__c', '<type>DateTime</type>'],
    ['Partner_Estimated_Close_On__c', '<type>Date</type>'],
    ['Partner_Estimated_Amount__c', '<scale>2</scale>'],
    ['Partner_Verdict_Text__c', '<visibleLines>5</visibleLines>'],
    ['Partner_Verdict_Reasons__c', '<type>MultiselectPicklist</type>'],
    ['Partner_Prospect_Account__c', '<referenceTo>Account</referenceTo>'],
    ['Partner_Is_Locked__c', 'Partner_Lock_Ends_At__c &gt; NOW()'],
    ['Partner_Days_Left__c', '<formulaTreatBlanksAs>BlankAsBlank</formulaTreatBlanksAs>'],
  ])('%s has %s', (name, element) => {
    expect(registration(name)).toContain(element);
  });

  it('says in every file that it is generated, inside the root, and never opens what it does not close', () => {
    for (const [path, xml] of files) {
      expect(xml.split('\n')[1], path).toMatch(/^<CustomField /);
      expect(xml, path).toContain('Generated from shared/catalog/fields.ts');
      const opened = [...xml.matchAll(/<([A-Za-z]\w*)(?: [^>]*)?>/g)].map((match) => match[1]);
      const closed = [...xml.matchAll(/<\/(\w+)>/g)].map((match) => match[1]);
      expect(opened.toSorted(), path).toEqual(closed.toSorted());
    }
  });
});
