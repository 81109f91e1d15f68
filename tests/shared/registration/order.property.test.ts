import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isHeld } from '../../../shared/lock/ownership-lock.ts';
import { after, factsFor, partner, story } from '../../builders/registration.ts';

const arrivals = fc.uniqueArray(fc.nat(19), { minLength: 2, maxLength: 8 }).chain((who) =>
  fc.tuple(
    fc.constant(who),
    fc.array(fc.nat(3), { minLength: who.length, maxLength: who.length }),
    // When each was received by the clock of whoever received it: clocks of replicas differ, and so do waits.
    fc.array(fc.nat(6), { minLength: who.length, maxLength: who.length }),
    fc.shuffledSubarray(
      who.map((_, i) => i),
      { minLength: who.length },
    ),
  ),
);

it('whatever the order of arrival, the same partner holds and the same registrations are refused', () => {
  fc.assert(
    fc.property(arrivals, ([who, sentAt, receivedAt, order]) => {
      const tell = (indexes: readonly number[]) => {
        const told = story();
        for (const index of indexes) {
          const sender = partner(`p${String(who[index]).padStart(2, '0')}`);
          const received = after(0, 3 + (receivedAt[index] ?? 0));
          told.submit(sender, { submittedAt: after(0, sentAt[index]) }, factsFor(sender), received);
        }
        const ends = [...told.state.registrations.values()].map((one) =>
          [one.registrationId, one.status, one.lock?.kind ?? '', one.conflicts.length].join(),
        );
        const holder = [...told.state.registrations.values()].find(
          (one) => one.registrationId === told.state.lock?.registrationId,
        );
        return {
          holder: told.state.lock?.partnerId,
          ends: ends.sort(),
          conflicts: holder?.conflicts
            .map((conflict) => (conflict.kind === 'partner_vs_partner' ? conflict.partnerId : ''))
            .sort(),
        };
      };
      expect(tell(order)).toEqual(tell(who.map((_, index) => index)));
    }),
  );
});

it('at every moment at most one registration holds the prospect, and its epoch only rises', () => {
  const steps = fc.array(
    fc.tuple(
      fc.constantFrom('submit', 'approve', 'release', 'expire', 'extend', 'reject', 'withdraw'),
      fc.nat(3),
      fc.nat(40),
    ),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(steps, (list) => {
      const told = story();
      let day = 0;
      let epoch = 0;
      for (const [step, who, days] of list) {
        day += days;
        const at = after(day);
        const sender = partner(`p${who}`);
        const registrationId =
          [...told.state.registrations.keys()].findLast((id) => id.includes(`par_p${who}_`)) ?? 'reg_none';
        if (step === 'submit') told.submit(sender, { submittedAt: at }, factsFor(sender));
        else if (step === 'approve') told.then({ type: 'ApproveRegistration', registrationId, at, note: '' });
        else if (step === 'release') told.then({ type: 'ReleaseLock', registrationId, at, note: '' });
        else if (step === 'expire') told.then({ type: 'ExpireLock', registrationId, at });
        else if (step === 'extend') told.then({ type: 'ExtendLock', registrationId, at, days: 10, note: '' });
        else if (step === 'reject')
          told.then({ type: 'RejectRegistration', registrationId, at, reason: 'other', note: '' });
        else told.then({ type: 'WithdrawRegistration', registrationId, at, note: '' });

        expect(told.state.lockEpoch).toBeGreaterThanOrEqual(epoch);
        epoch = told.state.lockEpoch;
        const holding = [...told.state.registrations.values()].filter(
          (one) => one.lockEnd === null && isHeld(one.lock, at),
        );
        expect(holding.length).toBeLessThanOrEqual(1);
        if (holding[0]) expect(told.state.lock).toEqual(holding[0].lock);
        if (isHeld(told.state.lock, at)) expect(holding).toHaveLength(1);
      }
    }),
    { numRuns: 300 },
  );
});
