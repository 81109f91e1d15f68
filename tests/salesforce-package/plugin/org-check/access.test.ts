import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Org } from '../../../../server/sandbox/salesforce/org/org.ts';
import { copyWithMistake, swap } from '../../planted.ts';
import { R } from '../partner-org.ts';
import { assign, change, copiesFolder, found, openOrg, unassign } from './changed-org.ts';

const temp = copiesFolder();
afterAll(() => rmSync(temp, { recursive: true, force: true }));

describe('who holds what', () => {
  it('an unused manager set has to be assigned, an unused partner set need not be', async () => {
    const seed = (org: Org) => {
      unassign(org, org.channelManager.id, 'Partner_Manager');
      unassign(org, org.partnerUser.id, 'Partner_Submitter');
    };
    expect(await found({ seed })).toEqual(['nobodyAssigned | Partner_Manager', 'noPartnerUser* | Partner_Submitter']);
  });

  it('an inactive user does not count', async () => {
    const seed = (org: Org) => change(org, 'User', org.channelManager.id, { IsActive: false });
    expect(await found({ seed })).toEqual(['nobodyAssigned | Partner_Manager']);
  });

  it('PartnerLock’s own user holds its permission set and nothing else, and nobody else holds it', async () => {
    const seed = (org: Org) => {
      assign(org, org.integrationUser.id, 'Partner_Manager');
      assign(org, org.administrator.id, 'Partner_Integration');
    };
    const { integrationUser, administrator } = (await openOrg()).org;
    expect(await found({ seed })).toEqual([
      `severalIntegrationUsers | ${integrationUser.username}, ${administrator.username}`,
      `integrationHoldsMore | ${integrationUser.username} | Partner_Manager`,
      `integrationModifiesAll | ${administrator.username}`,
    ]);
  });
});

describe('what the permission sets give', () => {
  const grants = (name: string) => `permissionsets/${name}.permissionset-meta.xml`;
  const without = (element: RegExp, inside: string) => (xml: string) =>
    xml.replaceAll(element, (found) => (found.includes(inside) ? '' : found));
  const FIELD = /<fieldPermissions>[^]*?<\/fieldPermissions>/g;

  it.each<[string, string, (xml: string) => string, string]>([
    [
      'a field that PartnerLock may no longer write',
      grants('Partner_Integration'),
      without(FIELD, `${R}.Partner_Lock_Ends_At__c<`),
      `grantsMissing | Partner_Integration | read ${R}.Partner_Lock_Ends_At__c, edit ${R}.Partner_Lock_Ends_At__c`,
    ],
    [
      'a stamp that reps may write',
      grants('Partner_Viewer'),
      (xml) =>
        xml.replaceAll(FIELD, (found) =>
          found.includes('Account.Partner_Id__c<') ? found.replace('<editable>false', '<editable>true') : found,
        ),
      'grantsTooWide | Partner_Viewer | edit Account.Partner_Id__c',
    ],
    [
      'a custom permission too few',
      grants('Partner_Manager'),
      without(/<customPermissions>[^]*?<\/customPermissions>/g, 'Partner_Decide_Registration'),
      'grantsMissing | Partner_Manager | Partner_Decide_Registration',
    ],
    [
      'a custom permission too many',
      grants('Partner_Viewer'),
      swap(
        '<description>',
        '<customPermissions><enabled>true</enabled><name>Partner_Override_Lock</name></customPermissions><description>',
      ),
      'grantsTooWide | Partner_Viewer | Partner_Override_Lock',
    ],
    [
      'a custom permission in a set of somebody’s own',
      grants('Mending'),
      () =>
        '<PermissionSet><label>Mending</label><customPermissions><enabled>true</enabled>' +
        '<name>Partner_Override_Lock</name></customPermissions></PermissionSet>',
      'customPermissionElsewhere* | Partner_Override_Lock | Mending',
    ],
  ])('%s', async (_label, file, edit, problem) => {
    expect(await found({ packageDir: copyWithMistake(temp, { file, edit }) })).toEqual([problem]);
  });
});
