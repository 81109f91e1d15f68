import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { Messages } from '@salesforce/core';
import type { Org } from '../../../../server/sandbox/salesforce/org/org.ts';
import { SALESFORCE_FAULTS } from '../../../../server/sandbox/salesforce/faults.ts';
import { CAPTURED_OBJECTS, changeEventOf } from '../../../../salesforce-package/plugin/src/org-check/check-events.ts';
import { checkOrg } from '../../../../salesforce-package/plugin/src/org-check/check-org.ts';
import { AREAS, PROBLEMS } from '../../../../salesforce-package/plugin/src/org-check/finding.ts';
import { gatherFacts } from '../../../../salesforce-package/plugin/src/org-check/gather-facts.ts';
import { FORCE_APP, readerFor } from '../partner-org.ts';
import { PLUGIN_DIR } from '../sf-command.ts';
import { change, found, inShort, openOrg } from './changed-org.ts';

it('fields that exist and are hidden from the user are told apart from missing ones', async () => {
  const standIn = await openOrg();
  const reader = readerFor(standIn);
  const facts = await gatherFacts({
    ...reader,
    describe: async (object) => (await reader.describe(object)).filter(({ name }) => name !== 'Partner_Reg_Token__c'),
  });
  expect(checkOrg(facts).map(inShort)).toEqual(['fieldsHidden* | Lead | Partner_Reg_Token__c']);
});

it.each([
  ['an id in place of the entity’s name', { SelectedEntity: '01IDM0000000001' }, []],
  [
    'another channel of the customer’s own',
    { EventChannel: 'Sales__chn', DeveloperName: 'Sales_Lead' },
    ['notCaptured | Lead'],
  ],
])('a channel member with %s', async (_label, values, problems) => {
  const seed = (org: Org) => {
    const member = org.core.tables
      .all('PlatformEventChannelMember')
      .find((row) => row['SelectedEntity'] === 'LeadChangeEvent');
    change(org, 'PlatformEventChannelMember', String(member?.['Id']), values);
  };
  expect(await found({ seed })).toEqual(problems);
});

it('a broken wire is thrown, not reported as an org that lacks everything', async () => {
  const standIn = await openOrg();
  standIn.faults.add({ match: { path: /tooling/ }, times: 1, answer: SALESFORCE_FAULTS.sessionExpired });
  await expect(gatherFacts(readerFor(standIn))).rejects.toThrow();
});

it('the objects it asks for are those whose changes the package captures', () => {
  const members = readdirSync(path.join(FORCE_APP, 'main/default/platformEventChannelMembers'));
  const expected = CAPTURED_OBJECTS.map((object) => `ChangeEvents_${changeEventOf(object).replace('__', '_')}`);
  expect(members.map((file) => file.split('.')[0]).toSorted()).toEqual(expected.toSorted());
});

it('every problem has a sentence and something to do, and no sentence more', () => {
  Messages.importMessagesDirectory(PLUGIN_DIR);
  const messages = Messages.loadMessages('@partnerlock/plugin-partner', 'partner.org.check');
  for (const problem of PROBLEMS) {
    expect(messages.getMessage(`problem.${problem}`)).toMatch(/[.%s]$/);
    expect(messages.getMessage(`todo.${problem}`)).toMatch(/\.$/);
  }
  for (const area of AREAS) expect(messages.getMessage(`area.${area}`)).not.toBe('');
});
