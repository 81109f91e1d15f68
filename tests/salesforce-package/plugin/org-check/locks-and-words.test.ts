import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Org } from '../../../../server/sandbox/salesforce/org/org.ts';
import { copyWithMistake, swap } from '../../planted.ts';
import { FORCE_APP, R, register, registrationOf } from '../partner-org.ts';
import { change, copiesFolder, found } from './changed-org.ts';

const temp = copiesFolder();
afterAll(() => rmSync(temp, { recursive: true, force: true }));

describe('locks and decisions', () => {
  const siemens = {
    company: 'Siemens',
    domain: 'siemens.com',
    partner: 'North',
    endsAt: '2027-02-20T23:00:00Z',
  } as const;

  const again = (org: Org, more: Readonly<Record<string, string>>) =>
    org.as(org.integrationUser.id).create(R, registrationOf(2, { ...siemens, more }));

  it('one company held twice is found, also under keys that differ', async () => {
    const seed = (org: Org) => {
      register(org, 1, siemens);
      again(org, { Partner_Active_Lock_Key__c: 'other:dom:siemens.com' });
    };
    expect(await found({ seed })).toEqual(['companyHeldTwice | dom:siemens.com | PR-00001, PR-00002']);
  });

  it('a key twice is found where the field is no longer unique', async () => {
    const packageDir = copyWithMistake(temp, {
      file: `objects/${R}/fields/Partner_Active_Lock_Key__c.field-meta.xml`,
      edit: swap('<unique>true</unique>', '<unique>false</unique>'),
    });
    const seed = (org: Org) => {
      register(org, 1, siemens);
      again(org, { Partner_Active_Lock_Key__c: 'PROGRAM:dom:siemens.com', Partner_Prospect_Key__c: 'name:siemens' });
    };
    expect(await found({ packageDir, seed })).toContain('keyTwice | program:dom:siemens.com | PR-00001, PR-00002');
  });

  it('a lock without its key is found, and one that is over is none', async () => {
    const seed = (org: Org) => {
      register(org, 1, { ...siemens, more: { Partner_Active_Lock_Key__c: null } });
      const over = { ...siemens, domain: 'bosch.com', endsAt: '2026-11-20T23:00:00Z' };
      register(org, 2, { ...over, more: { Partner_Active_Lock_Key__c: null } });
    };
    expect(await found({ seed })).toEqual(['holdsWithoutKey | PR-00001']);
  });

  it('a key that outlives its lock is only worth a note, and only after a day', async () => {
    const seed = (org: Org) => {
      register(org, 1, { ...siemens, endsAt: '2026-11-22T23:59:59Z' });
      register(org, 2, { ...siemens, domain: 'bosch.com', endsAt: '2026-11-23T00:00:00Z' });
    };
    expect(await found({ seed })).toEqual(['keyAfterEnd* | PR-00001']);
  });

  it('a decision that nobody carries out is found after a day', async () => {
    const seed = (org: Org) => {
      const waiting = register(org, 1, siemens);
      org.as(org.channelManager.id).update(R, waiting, {
        Partner_Decision__c: 'release',
        Partner_Decision_By__c: org.channelManager.id,
      });
      change(org, R, waiting, { LastModifiedDate: '2026-11-22T23:59:59.000+0000' });
    };
    expect(await found({ seed })).toEqual(['decisionUnanswered | PR-00001']);
  });
});

describe('Spanish', () => {
  const inSpanish = (org: Org) => change(org, 'User', org.salesRep.id, { LanguageLocaleKey: 'es' });

  it('is missing only where somebody works in it', async () => {
    expect(await found({ packageDir: FORCE_APP })).toEqual([]);
    expect(await found({ packageDir: FORCE_APP, seed: inSpanish })).toEqual(['spanishMissing | 1']);
    expect(await found({ seed: inSpanish })).toEqual([]);
  });

  it('is there in part when one translation was forgotten', async () => {
    const packageDir = copyWithMistake(temp, {
      file: 'spanish/main/default/translations/es.translation-meta.xml',
      edit: (xml) => xml.replace(/<customLabels>[^]*?<\/customLabels>/, ''),
    });
    expect(await found({ packageDir })).toEqual([expect.stringMatching(/^spanishIncomplete \| 1 \| \d{3}$/)]);
  });
});
