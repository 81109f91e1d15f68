import { describe, expect, it } from 'vitest';
import { isHeld } from '../../shared/lock/ownership-lock.ts';
import { toInstant } from '../../shared/values/time.ts';
import { salesforce as words } from '../../shared/words/en/salesforce.ts';
import { after, NORTH, START } from '../builders/registration.ts';
import { EVASIONS, type Evasion } from './server-off/evasions.ts';
import { readmeLines } from './server-off/readme-table.ts';
import {
  approved,
  coreRefusesRival,
  DEAL,
  ENDS_AT,
  KEY,
  lockOn,
  openStage,
  R,
  refusalOf,
  saves,
  type Stage,
} from './server-off/stage.ts';

/**
 * What the package does in an org while PartnerLock's server is off: the stand-in loads the package's XML, and nothing
 * of ours runs beside it. Every line of the two tables in salesforce-package/README.md is a `line` here.
 */
const enforced: string[] = [];
const waiting: string[] = [];
const line = (title: string, cases: () => void) => {
  enforced.push(title);
  describe(title, cases);
};
const waits = (title: string, shown: () => Promise<void>) => {
  waiting.push(title);
  it(`${title}: waits for the server`, shown);
};

/** However somebody tries, each step is refused, nothing of the lock has changed, and the core refuses the rival too. */
const evasions = (rows: readonly Evasion[]) => {
  for (const { label, steps } of rows)
    it(label, async () => {
      const stage = await openStage();
      const before = lockOn(stage);
      for (const { attempt, says } of steps) expect(await refusalOf(attempt, stage)).toContain(says);
      expect(lockOn(stage)).toEqual(before);
      expect(coreRefusesRival(stage)).toBe(true);
    });
};

line('Two registrations never hold one company', () => evasions(EVASIONS.oneHolder));

line("Nobody changes a held record's partner, end, status, registration or key, not even an administrator", () =>
  evasions(EVASIONS.heldRecord),
);

line('Nobody claims a record or writes a result by hand, not even with a new record', () => evasions(EVASIONS.byHand));

line("The partner's opportunity stays with the registered company", () => {
  evasions(EVASIONS.deal);

  it('until the lock ends', async () => {
    const stage = await openStage();
    const elsewhere = stage.rep.create('Account', { Name: 'Siemens (copy)' });
    stage.standIn.clock.set(Date.parse(ENDS_AT));
    expect(saves('rep', 'deal', { AccountId: elsewhere })(stage)).toBeUndefined();
    expect(coreRefusesRival(stage)).toBe(false);
  });
});

line('A lock ends on time, everywhere', () => {
  const aSecond = (moment: string, count: number) => toInstant(Date.parse(moment) + count * 1000);
  it.each([START, after(45), aSecond(ENDS_AT, -1), ENDS_AT, aSecond(ENDS_AT, 1), after(200)])(
    'at %s every record says what the core says, with no job run',
    async (now) => {
      const stage = await openStage();
      const contact = stage.rep.create('Contact', { LastName: 'Buyer (demo)', AccountId: stage.ids.account });
      stage.standIn.clock.set(Date.parse(now));
      const isHeldNow = isHeld(approved().state.lock, now);
      const shown = [
        ...lockOn(stage).map((row) => row['Partner_Is_Locked__c']),
        stage.rep.get('Contact', contact)?.['Partner_Account_Holder__c'] === 'Demo Partner North',
        coreRefusesRival(stage),
      ];
      expect(new Set(shown)).toEqual(new Set([isHeldNow]));
    },
  );

  it('and the next partner takes the company over, once the server has cleared the key', async () => {
    const stage = await openStage();
    stage.standIn.clock.set(Date.parse(ENDS_AT));
    const next = { Partner_Registration_Id__c: 'r-2', Partner_Active_Lock_Key__c: KEY };
    expect(await refusalOf((each) => each.server.create(R, next), stage)).toContain('DUPLICATE_VALUE');
    stage.server.update(R, stage.ids.registration, { Partner_Active_Lock_Key__c: null });
    expect(stage.server.create(R, next)).toMatch(/^a/);
  });
});

line("A rep's opportunity on a protected account is marked", () => {
  it.each([START, ENDS_AT])('at %s exactly as the core sees a conflict', async (now) => {
    const stage = await openStage();
    const direct = stage.rep.create('Opportunity', { ...DEAL, AccountId: stage.ids.account });
    stage.standIn.clock.set(Date.parse(now));
    const { registrationId } = approved().registration(NORTH);
    const deal = { crm: 'salesforce', id: direct, name: DEAL.Name, ownerName: null } as const;
    const seen = approved().then({ type: 'RecordCompetingDeal', registrationId, at: now, deal });
    const isMarked = stage.rep.get('Opportunity', direct)?.['Partner_Is_Competing__c'];
    expect(isMarked).toBe(seen.types.includes('ChannelConflictDetected'));
    expect(isMarked).toBe(now === START);
  });

  it('at once, also when it was moved there, and the partner’s own never', async () => {
    const stage = await openStage();
    const free = stage.rep.create('Account', { Name: 'Bosch' });
    const direct = stage.rep.create('Opportunity', { ...DEAL, AccountId: free });
    const isMarked = (id: string) => stage.rep.get('Opportunity', id)?.['Partner_Is_Competing__c'];
    expect(isMarked(direct)).toBe(false);
    stage.rep.update('Opportunity', direct, { AccountId: stage.ids.account });
    expect(isMarked(direct)).toBe(true);
    expect(isMarked(stage.ids.deal)).toBe(false);
  });
});

line('Only managers decide, in their own name, with a reason, question or number of days', () => {
  evasions(EVASIONS.decision);

  it.each([
    ['approve', {}],
    ['reject', { Partner_Decision_Reason__c: 'not_qualified' }],
    ['ask', { Partner_Decision_Note__c: 'Who is your contact?' }],
    ['extend', { Partner_Decision_Days__c: 30 }],
    ['release', {}],
  ])('a manager may %s, and the decision is kept', async (decision, more) => {
    const stage = await openStage();
    const by = stage.standIn.org.channelManager.id;
    const values = { Partner_Decision__c: decision, Partner_Decision_By__c: by, ...more };
    stage.manager.update(R, stage.ids.registration, values);
    expect(stage.server.get(R, stage.ids.registration)).toMatchObject(values);
  });

  it.each([-30, 0])('%s days are refused by the core too', (days) => {
    const { registrationId } = approved().registration(NORTH);
    const extended = approved().then({ type: 'ExtendLock', registrationId, at: after(1), days, note: '' });
    expect(extended.refusal).toBe('extension_out_of_range');
  });
});

line('What the partner submitted stays as it was', () => evasions(EVASIONS.submission));

line("Only managers change partners' terms", () => {
  evasions(EVASIONS.terms);

  it('and a manager may', async () => {
    const { manager } = await openStage();
    const partner = manager.create('Account', { Name: 'Demo Partner South', Partner_Program_Status__c: 'active' });
    expect(manager.update('Account', partner, { Partner_Program_Status__c: 'paused' })).toBeUndefined();
  });
});

waits('Carrying out a decision, and telling the partner', async () => {
  const stage = await openStage();
  const release = { Partner_Decision__c: 'release', Partner_Decision_By__c: stage.standIn.org.channelManager.id };
  stage.manager.update(R, stage.ids.registration, release);
  const before = lockOn(stage);
  stage.standIn.clock.set(Date.parse(after(10)));
  expect(lockOn(stage)).toEqual(before);
  expect(stage.server.get(R, stage.ids.registration)).toMatchObject(release);
});

waits('Recognising one company under two names or accounts', async () => {
  const { partner, server } = await openStage();
  const again = partner.create(R, { Partner_Prospect_Name__c: 'Siemens AG', Partner_Consent__c: true });
  expect(server.get(R, again)).toMatchObject({ Partner_Registration_Status__c: null, Partner_Is_Locked__c: false });
});

waits('Stamping what a lead becomes when it is converted, or an account when it is merged', async () => {
  const stage = await openStage();
  const { accountId } = stage.rep.convertLead({ leadId: stage.ids.lead });
  expect(stage.rep.get('Account', accountId)?.['Partner_Is_Locked__c']).toBe(false);
  stage.admin.merge('Account', { masterId: accountId, duplicateIds: [stage.ids.account] });
  expect(stage.rep.get('Account', accountId)?.['Partner_Is_Locked__c']).toBe(false);
  const registration = stage.server.get(R, stage.ids.registration);
  expect(registration).toMatchObject({ Partner_Is_Locked__c: true, Partner_Prospect_Account__c: accountId });
  await expectKeyStillHolds(stage);
});

waits('Long texts and the list of verdict reasons against administrators', async () => {
  const stage = await openStage();
  const changed = { Partner_Verdict_Text__c: 'by hand', Partner_Verdict_Reasons__c: 'clean' };
  expect(saves('admin', 'registration', changed)(stage)).toBeUndefined();
  expect(await refusalOf(saves('manager', 'registration', changed), stage)).toContain('INVALID_FIELD');
});

waits('Deleted records', async () => {
  const stage = await openStage();
  for (const who of ['rep', 'manager', 'partner'] as const)
    expect(await refusalOf((each) => each[who].delete(R, each.ids.registration), stage)).toContain(
      'INSUFFICIENT_ACCESS',
    );
  stage.rep.delete('Account', stage.ids.account);
  await expectKeyStillHolds(stage);
  stage.admin.delete(R, stage.ids.registration);
  expect(stage.server.create(R, { Partner_Registration_Id__c: 'r-2', Partner_Active_Lock_Key__c: KEY })).toMatch(/^a/);
});

it('the tables in the README have these lines and no others', () => {
  expect(enforced).toEqual(readmeLines('With the server switched off'));
  expect(waiting).toEqual(readmeLines('Waits for the server'));
});

it('the ways to evade a lock by hand are at least 25', () => {
  expect(Object.values(EVASIONS).flat().length).toBeGreaterThanOrEqual(25);
});

it('every sentence of a rule is met by somebody', () => {
  const met = Object.values(EVASIONS).flatMap((rows) => rows.flatMap(({ steps }) => steps.map(({ says }) => says)));
  const sentences = Object.entries(words).flatMap(([key, sentence]) => (key.startsWith('rule.') ? [sentence] : []));
  expect(sentences.filter((sentence) => !met.includes(sentence))).toEqual([]);
});

/** Whatever became of accounts and leads, no second registration gets the company. */
async function expectKeyStillHolds(stage: Stage): Promise<void> {
  const second = { Partner_Registration_Id__c: 'r-2', Partner_Active_Lock_Key__c: KEY };
  expect(await refusalOf((each) => each.server.create(R, second), stage)).toContain('DUPLICATE_VALUE');
}
