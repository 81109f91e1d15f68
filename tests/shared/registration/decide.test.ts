import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type Policy } from '../../../shared/program/policy.ts';
import { decide } from '../../../shared/registration/decide.ts';
import type { Facts } from '../../../shared/registration/facts.ts';
import type { Submission } from '../../../shared/registration/registration.ts';
import { isHeld } from '../../../shared/lock/ownership-lock.ts';
import { after, factsFor, MANAGER, NORTH, partner, SOUTH, START, story } from '../../builders/registration.ts';

describe('a submission', () => {
  it('reserves the prospect from the first second', () => {
    const { state, types } = story().submit(NORTH);
    expect(types).toEqual(['RegistrationSubmitted']);
    expect(state.lock).toMatchObject({ kind: 'pending', partnerId: NORTH.partnerId, startsAt: START });
    expect(isHeld(state.lock, START)).toBe(true);
  });

  it('waits as submitted when clean, under review when the CRM could not be asked', () => {
    expect(story().submit(NORTH).registration(NORTH).status).toBe('submitted');
    const unsure = story().submit(NORTH, {}, factsFor(NORTH, null)).registration(NORTH);
    expect(unsure.status).toBe('under_review');
    expect(unsure.verdict.findings.map((finding) => finding.code)).toEqual(['facts_unavailable']);
  });

  it('is the same submission however often it arrives', () => {
    const told = story().submit(NORTH).submit(NORTH);
    expect(told.types).toEqual([]);
    expect(told.state.registrations.size).toBe(1);
  });

  it('of a second partner is refused, and the holder’s record shows the conflict', () => {
    const told = story()
      .submit(NORTH)
      .submit(SOUTH, { submittedAt: after(1) });
    expect(told.types).toEqual(['RegistrationRefused', 'ChannelConflictDetected']);
    expect(told.registration(SOUTH)).toMatchObject({ status: 'rejected', rejectionReason: 'prospect_reserved' });
    expect(told.registration(NORTH).conflicts).toMatchObject([
      { kind: 'partner_vs_partner', partnerId: SOUTH.partnerId },
    ]);
    expect(told.registration(SOUTH).verdict.findings[0]).toMatchObject({
      matched: { name: 'PL-NORTH · Demo Partner north' },
    });
  });

  it('of the same partner is refused without a conflict', () => {
    const told = story()
      .submit(NORTH)
      .submit(NORTH, { submittedAt: after(1) });
    expect(told.types).toEqual(['RegistrationRefused']);
    expect(told.registration(NORTH).status).toBe('rejected');
    expect(told.state.lock?.registrationId).toBe(`reg_par_north_${START}`);
  });

  it('that was sent first but arrived late takes the reservation over', () => {
    const told = story()
      .submit(SOUTH, { submittedAt: after(0, 2) })
      .submit(NORTH, { submittedAt: after(0, 1), receivedAt: after(0, 9) });
    expect(told.state.lock).toMatchObject({ partnerId: NORTH.partnerId, kind: 'pending' });
    expect(told.registration(SOUTH)).toMatchObject({ status: 'rejected', rejectionReason: 'prospect_reserved' });
    expect(told.registration(NORTH).conflicts).toHaveLength(1);
  });

  it('that arrives after the other was approved is refused, for a decision is not undone', () => {
    const told = story()
      .submit(SOUTH, { submittedAt: after(0, 2) })
      .approve(SOUTH, after(1))
      .submit(NORTH, { submittedAt: START }, factsFor(NORTH), after(2));
    expect(told.state.lock).toMatchObject({ partnerId: SOUTH.partnerId, kind: 'active' });
    expect(told.registration(NORTH)).toMatchObject({ status: 'rejected', rejectionReason: 'prospect_locked' });
  });

  it('that was sent while a lock held is refused, even when it arrives after the lock is over', () => {
    const told = story().submit(NORTH).approve(NORTH, START);
    told.submit(SOUTH, { submittedAt: after(50) }, factsFor(SOUTH), after(92));
    expect(told.registration(SOUTH)).toMatchObject({ status: 'rejected', rejectionReason: 'prospect_locked' });
    expect(told.submit(partner('coast'), { submittedAt: after(93) }).state.lock?.partnerId).toBe('par_coast');
  });

  it('with an open direct deal goes to review and shows the conflict from the start', () => {
    const deal = {
      id: '77',
      name: 'Siemens renewal',
      ownerName: 'Sales Rep One',
      isOpen: true,
      isWon: false,
      registrationId: null,
    };
    const told = story().submit(NORTH, {}, factsFor(NORTH, { company: null, deals: [deal] }));
    expect(told.registration(NORTH)).toMatchObject({
      status: 'under_review',
      conflicts: [{ kind: 'partner_vs_direct', dealId: '77' }],
    });
  });

  it('that identifies no company reserves nothing and cannot be approved', () => {
    const prospect = { key: 'none:reg_x', name: '?', website: null, domain: null, country: null };
    const told = story({}, prospect.key).submit(NORTH, { prospect });
    expect(told.registration(NORTH).status).toBe('under_review');
    expect(told.state.lock).toBeNull();
    expect(told.approve(NORTH, after(1)).refusal).toBe('nothing_to_lock');
  });

  it('is approved at once where the policy says so and nothing objects', () => {
    const told = story({ autoApprove: true }).submit(NORTH);
    expect(told.types).toEqual(['RegistrationSubmitted', 'RegistrationApproved', 'LockGranted']);
    expect(told.state.lock).toMatchObject({ kind: 'active', epoch: 2 });
    const unsure = story({ autoApprove: true }).submit(NORTH, {}, factsFor(NORTH, null));
    expect(unsure.types).toEqual(['RegistrationSubmitted']);
  });
});

interface Case {
  case: string;
  policy: Partial<Policy>;
  change: Partial<Submission>;
  facts: Facts;
  reason: string;
}

describe('what is refused, with the reason on the record', () => {
  const customer = { id: '5', name: 'Siemens', domain: 'siemens.com', ownerName: null, isCustomer: true };
  const small = {
    employees: 5,
    industry: 'Industrial',
    estimatedAmount: null,
    estimatedCloseOn: null,
    notes: '',
    consent: true,
  };
  const cases: Case[] = [
    {
      case: 'an existing customer',
      policy: {},
      change: {},
      facts: factsFor(NORTH, { company: customer, deals: [] }),
      reason: 'existing_customer',
    },
    {
      case: 'a named account',
      policy: { namedAccounts: ['siemens.com'] },
      change: {},
      facts: factsFor(NORTH),
      reason: 'named_account',
    },
    { case: 'an unknown partner', policy: {}, change: {}, facts: factsFor(null), reason: 'partner_unknown' },
    {
      case: 'a paused partner',
      policy: {},
      change: {},
      facts: factsFor(partner('north', { status: 'paused' })),
      reason: 'partner_not_active',
    },
    {
      case: 'a company too small',
      policy: { employeesMin: 10 },
      change: { qualification: small },
      facts: factsFor(NORTH),
      reason: 'not_qualified',
    },
    {
      case: 'an industry not served',
      policy: { industries: ['Retail'] },
      change: {},
      facts: factsFor(NORTH),
      reason: 'not_qualified',
    },
    {
      case: 'a country not served',
      policy: { countries: ['US'] },
      change: {},
      facts: factsFor(NORTH),
      reason: 'not_qualified',
    },
    {
      case: 'missing consent',
      policy: {},
      change: { qualification: { ...small, consent: false } },
      facts: factsFor(NORTH),
      reason: 'consent_missing',
    },
  ];
  it.each(cases)('$case', ({ policy, change, facts, reason }) => {
    const told = story(policy);
    told.submit(NORTH, change, facts);
    expect(told.registration(NORTH)).toMatchObject({ status: 'rejected', rejectionReason: reason });
    expect(told.state.lock).toBeNull();
  });

  it('what the partner left open is no refusal', () => {
    const open = { ...small, employees: null, industry: null };
    const told = story({ employeesMin: 10, industries: ['Retail'] }).submit(NORTH, { qualification: open });
    expect(told.registration(NORTH).status).toBe('submitted');
  });
});

describe('a manager', () => {
  it('approves: the lock runs to the end of the 90th local day', () => {
    const told = story({ zone: 'Europe/Berlin' }).submit(NORTH).approve(NORTH, '2026-11-23T22:59:00.000Z');
    expect(told.state.lock).toMatchObject({ kind: 'active', endsAt: '2027-02-21T23:00:00.000Z', epoch: 2 });
    expect(told.registration(NORTH).decidedBy).toEqual(MANAGER);
  });

  it('approves after the reservation lapsed, unless somebody else came meanwhile', () => {
    expect(story().submit(NORTH).approve(NORTH, after(40)).state.lock?.kind).toBe('active');
    const told = story()
      .submit(NORTH)
      .submit(SOUTH, { submittedAt: after(20) });
    expect(told.registration(NORTH).status).toBe('expired');
    expect(told.approve(NORTH, after(21)).refusal).toBe('lock_held_by_other');
  });

  it('finds a lapsed reservation the same whether or not a sweep has written it down', () => {
    const unswept = story().submit(NORTH);
    const swept = story().submit(NORTH);
    const { registrationId } = swept.registration(NORTH);
    swept.then({ type: 'ExpireLock', registrationId, at: after(15) });
    for (const told of [unswept, swept]) {
      const ask = { type: 'AskForInformation', registrationId, at: after(16), question: '?' } as const;
      expect(told.then(ask).refusal).toBe('already_decided');
      expect(
        told.then({ type: 'RejectRegistration', registrationId, at: after(16), reason: 'other', note: '' }).refusal,
      ).toBe('already_decided');
      expect(told.approve(NORTH, after(20)).state.lock).toMatchObject({ kind: 'active', registrationId });
    }
  });

  it('can never approve over somebody else’s lock, whatever the history says', () => {
    const told = story().submit(NORTH);
    const lock = { ...told.registration(NORTH).lock!, registrationId: 'reg_else', kind: 'active' as const };
    const command = {
      type: 'ApproveRegistration',
      commandId: 'c',
      at: after(1),
      by: MANAGER,
      registrationId: told.registration(NORTH).registrationId,
      note: '',
    } as const;
    const [refused] = decide(command, { ...told.state, lock }, factsFor(null), DEFAULT_POLICY);
    expect(refused).toMatchObject({ type: 'CommandRefused', refusal: 'lock_held_by_other' });
  });

  it('cannot decide twice', () => {
    const told = story().submit(NORTH).approve(NORTH, after(1));
    expect(told.approve(NORTH, after(2)).refusal).toBe('already_decided');
    expect(
      told.then({
        type: 'RejectRegistration',
        registrationId: told.registration(NORTH).registrationId,
        at: after(2),
        reason: 'other',
        note: '',
      }).refusal,
    ).toBe('already_decided');
  });

  it('rejects with a reason, which frees the prospect at once', () => {
    const told = story().submit(NORTH);
    const { registrationId } = told.registration(NORTH);
    told.then({ type: 'RejectRegistration', registrationId, at: after(1), reason: 'not_qualified', note: 'Too early' });
    expect(told.registration(NORTH)).toMatchObject({ status: 'rejected', note: 'Too early' });
    expect(told.submit(SOUTH, { submittedAt: after(2) }).state.lock?.partnerId).toBe(SOUTH.partnerId);
  });

  it('asks, the partner answers, and the reservation stands meanwhile', () => {
    const told = story().submit(NORTH);
    const { registrationId } = told.registration(NORTH);
    told.then({ type: 'AskForInformation', registrationId, at: after(1), question: 'Who decides there?' });
    expect(told.registration(NORTH).status).toBe('action_required');
    expect(isHeld(told.state.lock, after(1))).toBe(true);
    const stranger = { kind: 'partner', partnerId: SOUTH.partnerId, email: null } as const;
    expect(
      told.then({ type: 'ProvideInformation', registrationId, at: after(2), answer: 'x', by: stranger }).refusal,
    ).toBe('not_your_registration');
    const owner = { kind: 'partner', partnerId: NORTH.partnerId, email: null } as const;
    told.then({ type: 'ProvideInformation', registrationId, at: after(2), answer: 'The head of IT', by: owner });
    expect(told.registration(NORTH)).toMatchObject({
      status: 'under_review',
      conversation: [{ who: 'manager' }, { who: 'partner' }],
    });
    expect(
      told.then({ type: 'ProvideInformation', registrationId, at: after(3), answer: 'x', by: owner }).refusal,
    ).toBe('nothing_was_asked');
  });

  it('extends within the policy’s limits', () => {
    const told = story({ extensionsMax: 1, extensionDaysMax: 30 }).submit(NORTH).approve(NORTH, START);
    const { registrationId } = told.registration(NORTH);
    const extend = (days: number) => told.then({ type: 'ExtendLock', registrationId, at: after(80), days, note: '' });
    expect(extend(31).refusal).toBe('extension_out_of_range');
    expect(extend(0).refusal).toBe('extension_out_of_range');
    expect(extend(30).state.lock).toMatchObject({ endsAt: '2027-03-23T00:00:00.000Z', extensionCount: 1, epoch: 3 });
    expect(extend(1).refusal).toBe('extension_limit_reached');
    expect(told.then({ type: 'ExtendLock', registrationId, at: after(130), days: 1, note: '' }).refusal).toBe(
      'lock_not_held',
    );
  });

  it('releases a lock, and somebody else may come', () => {
    const told = story().submit(NORTH).approve(NORTH, START);
    const { registrationId } = told.registration(NORTH);
    told.then({ type: 'ReleaseLock', registrationId, at: after(3), note: '' });
    expect(told.state.lock).toBeNull();
    expect(told.submit(SOUTH, { submittedAt: after(4) }).registration(SOUTH).status).toBe('submitted');
    expect(told.then({ type: 'ReleaseLock', registrationId, at: after(5), note: '' }).refusal).toBe('lock_not_held');
  });

  it('meets a clear refusal on a registration that does not exist', () => {
    expect(
      story().then({ type: 'ApproveRegistration', registrationId: 'reg_nowhere', at: START, note: '' }).refusal,
    ).toBe('registration_not_found');
  });
});

describe('time', () => {
  it('ends a lock by itself: day 91 is free, without any sweep', () => {
    const told = story().submit(NORTH).approve(NORTH, START);
    const lastMoment = '2027-02-20T23:59:59.999Z';
    const free = '2027-02-21T00:00:00.000Z';
    expect([isHeld(told.state.lock, lastMoment), isHeld(told.state.lock, free)]).toEqual([true, false]);
    told.submit(SOUTH, { submittedAt: free });
    expect(told.state.lock).toMatchObject({ partnerId: SOUTH.partnerId, kind: 'pending', epoch: 4 });
  });

  it('is written down by the sweep, once, and never early', () => {
    const told = story().submit(NORTH).approve(NORTH, START);
    const expire = (at: string) =>
      told.then({
        type: 'ExpireLock',
        registrationId: told.registration(NORTH).registrationId,
        at,
        by: { kind: 'system' },
      }).types;
    expect(expire(after(30))).toEqual([]);
    expect(expire(after(91))).toEqual(['LockExpired']);
    expect(expire(after(92))).toEqual([]);
    expect(told.registration(NORTH)).toMatchObject({ status: 'expired', lockEnd: { how: 'expired' } });
  });

  it('that nobody swept is written down when the next one comes, and a late sweep leaves the new lock alone', () => {
    const told = story()
      .submit(NORTH)
      .approve(NORTH, START)
      .submit(SOUTH, { submittedAt: after(95) });
    expect(told.types).toEqual(['LockExpired', 'RegistrationSubmitted']);
    expect(told.registration(NORTH)).toMatchObject({ status: 'expired', lockEnd: { how: 'expired' } });
    const { registrationId } = told.registration(NORTH);
    expect(told.then({ type: 'ExpireLock', registrationId, at: after(96) }).types).toEqual([]);
    expect(told.state.lock?.partnerId).toBe(SOUTH.partnerId);
  });

  it('lets an undecided registration expire with its reservation', () => {
    const told = story().submit(NORTH);
    told.then({
      type: 'ExpireLock',
      registrationId: told.registration(NORTH).registrationId,
      at: after(15),
      by: { kind: 'system' },
    });
    expect(told.types).toEqual(['RegistrationExpired']);
    expect(told.registration(NORTH).status).toBe('expired');
  });
});

describe('a competing deal', () => {
  const deal = { crm: 'hubspot', id: '900', name: 'Siemens direct', ownerName: 'Sales Rep One' } as const;
  it('is flagged once while the lock holds, and not after', () => {
    const told = story().submit(NORTH).approve(NORTH, START);
    const { registrationId } = told.registration(NORTH);
    const see = (at: string) => told.then({ type: 'RecordCompetingDeal', registrationId, at, deal }).types;
    expect(see(after(2))).toEqual(['ChannelConflictDetected']);
    expect(see(after(3))).toEqual([]);
    expect(
      story()
        .submit(NORTH)
        .then({ type: 'RecordCompetingDeal', registrationId, at: after(91), deal }).types,
    ).toEqual([]);
  });
});
