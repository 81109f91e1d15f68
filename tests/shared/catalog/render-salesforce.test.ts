import { describe, expect, it } from 'vitest';
import { renderSalesforceFields } from '../../../shared/catalog/render-salesforce.ts';

const files = new Map(renderSalesforceFields((key) => `<${key}>`).map(({ path, xml }) => [path, xml]));
const field = (path: string): string => files.get(`objects/${path}.field-meta.xml`) ?? '';

describe('the catalog as Salesforce fields', () => {
  it('puts registrations on Opportunity, mirrors and partners on Account, staging nowhere', () => {
    const objects = new Set([...files.keys()].map((path) => path.split('/')[1]));
    expect([...objects]).toEqual(['Account', 'Opportunity']);
    expect(field('Account/fields/Partner_Program_Code__c')).not.toBe('');
    expect(field('Opportunity/fields/Partner_Program_Code__c')).toBe('');
    expect([...files.keys()].some((path) => path.includes('Partner_Reg_'))).toBe(false);
  });

  it('makes the lock key unique without regard to case, and only where it is unique', () => {
    const unique = /<externalId>true<\/externalId>\s*<unique>true<\/unique>\s*<caseSensitive>false<\/caseSensitive>/;
    expect(field('Opportunity/fields/Partner_Active_Lock_Key__c')).toMatch(unique);
    expect(field('Account/fields/Partner_Prospect_Key__c')).toMatch(unique);
    expect(field('Opportunity/fields/Partner_Prospect_Key__c')).not.toContain('unique');
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
  ])('%s has %s', (name, element) => {
    expect(field(`Opportunity/fields/${name}`)).toContain(element);
  });

  it('says in every file that it is generated, and never opens what it does not close', () => {
    for (const [path, xml] of files) {
      expect(xml, path).toContain('Generated from shared/catalog/fields.ts');
      const opened = [...xml.matchAll(/<([A-Za-z]\w*)(?: [^>]*)?>/g)].map((match) => match[1]);
      const closed = [...xml.matchAll(/<\/(\w+)>/g)].map((match) => match[1]);
      expect(opened.toSorted(), path).toEqual(closed.toSorted());
    }
  });
});
