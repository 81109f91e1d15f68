import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { copyWithMistake, swap } from '../../planted.ts';
import { R } from '../partner-org.ts';
import { copiesFolder, found } from './changed-org.ts';

const temp = copiesFolder();
afterAll(() => rmSync(temp, { recursive: true, force: true }));

describe('what is wrong with the org’s metadata is found', () => {
  const objects = 'objects/Partner_Registration__c';
  const MISTAKES: [string, string, (xml: string) => string, string[]][] = [
    [
      'a field of another type',
      'objects/Account/fields/Partner_Lock_Ends_At__c.field-meta.xml',
      swap('<type>DateTime</type>', '<type>Date</type>'),
      ['wrongType | Account.Partner_Lock_Ends_At__c | datetime | date'],
    ],
    [
      'a lock key that is not unique',
      `${objects}/fields/Partner_Active_Lock_Key__c.field-meta.xml`,
      swap('<unique>true</unique>', '<unique>false</unique>'),
      ['notUnique | Partner_Registration__c.Partner_Active_Lock_Key__c'],
    ],
    [
      'a picklist that takes anything',
      `${objects}/fields/Partner_Decision__c.field-meta.xml`,
      swap('<restricted>true</restricted>', '<restricted>false</restricted>'),
      ['notRestricted | Partner_Registration__c.Partner_Decision__c'],
    ],
    [
      'a value that was renamed',
      `${objects}/fields/Partner_Decision__c.field-meta.xml`,
      swap('<fullName>release</fullName>', '<fullName>free</fullName>'),
      [
        'valuesMissing | Partner_Registration__c.Partner_Decision__c | release',
        'valuesUnknown | Partner_Registration__c.Partner_Decision__c | free',
      ],
    ],
    [
      'a checkbox in place of a formula',
      'objects/Lead/fields/Partner_Is_Locked__c.field-meta.xml',
      (xml) => xml.replace(/<formula>[^]*<\/formulaTreatBlanksAs>/, '<defaultValue>false</defaultValue>'),
      ['notComputed | Lead.Partner_Is_Locked__c'],
    ],
    [
      'a rule that is switched off',
      'objects/Lead/validationRules/Partner_Lock_Guard.validationRule-meta.xml',
      swap('<active>true</active>', '<active>false</active>'),
      ['ruleInactive | Lead | Partner_Lock_Guard'],
    ],
    [
      'a rule of another name',
      'objects/Lead/validationRules/Partner_Lock_Guard.validationRule-meta.xml',
      swap('<fullName>Partner_Lock_Guard</fullName>', '<fullName>Partner_Guard</fullName>'),
      ['ruleMissing | Lead | Partner_Lock_Guard'],
    ],
    [
      'changes of another object captured',
      'platformEventChannelMembers/ChangeEvents_LeadChangeEvent.platformEventChannelMember-meta.xml',
      (xml) => xml.replace('LeadChangeEvent', 'ContactChangeEvent'),
      ['notCaptured | Lead'],
    ],
  ];

  it.each(MISTAKES)('%s', async (_label, file, edit, problems) => {
    const packageDir = copyWithMistake(temp, { file, edit });
    expect(await found({ packageDir })).toEqual(problems);
  });

  it.each([
    ['a field', 'objects/Lead/fields/Partner_Name__c.field-meta.xml', 'fieldsMissing | Lead | Partner_Name__c'],
    [
      'a rule',
      'objects/Account/validationRules/Partner_Lock_Guard.validationRule-meta.xml',
      'ruleMissing | Account | Partner_Lock_Guard',
    ],
    [
      'a channel member',
      'platformEventChannelMembers/ChangeEvents_Partner_Registration_ChangeEvent.platformEventChannelMember-meta.xml',
      'notCaptured | Partner_Registration__c',
    ],
    [
      'a permission set',
      'permissionsets/Partner_Manager.permissionset-meta.xml',
      'permissionSetMissing | Partner_Manager',
    ],
    ['the labels', 'labels/CustomLabels.labels-meta.xml', 'labelsMissing'],
  ])('%s that is missing', async (_label, file, problem) => {
    const copy = copyWithMistake(temp, { file: 'mark.txt', edit: () => 'a copy' });
    rmSync(path.join(copy, 'force-app/main/default', file));
    expect(await found({ packageDir: copy })).toEqual([problem]);
  });

  it('and that nothing of it is there at all', async () => {
    const copy = copyWithMistake(temp, { file: 'mark.txt', edit: () => 'a copy' });
    rmSync(path.join(copy, 'force-app/main/default/objects', R), { recursive: true });
    expect(await found({ packageDir: copy })).toEqual(
      expect.arrayContaining([
        `objectMissing | ${R}`,
        expect.stringMatching(/^unreadable \| sObject type 'Partner_Registration__c' is not supported/),
      ]),
    );
  });
});
