import { decisionKey } from '../../shared/crm/decision-key.ts';
import { expect, it } from 'vitest';
import { firstOf, only, prospectWrite, registration, withLockKey } from './crm-port-fixtures.ts';
import type { Harness } from './crm-port-harness.ts';

export function guardsTheLock(harness: Harness): void {
  it('hands the lock key from one registration to another in one write, whatever their order', async () => {
    const { crm, recordObject } = harness();
    const key = 'demo:dom:merckgroup.com';
    const north = registration('merckgroup.com', 'Merck', { place: 'waiting', lockKey: key }, 'north');
    const south = registration('merckgroup.com', 'Merck', { place: 'waiting' }, 'south');
    const base = prospectWrite('merckgroup.com', 'Merck', { place: 'waiting' });
    const { companyId, recordIds } = await crm.writeProspect({ ...base, registrations: [north, south] });
    const written = await crm.writeProspect({
      ...base,
      companyId,
      registrations: [withLockKey(south, key), withLockKey(north, null)],
    });
    expect(written.fenced).toEqual([]);
    const keys = await Promise.all(
      [north, south].map(async ({ registrationId }) => {
        const record = await crm.readRecord({ object: recordObject, id: recordIds.get(registrationId) ?? '' });
        return record?.fields.lockKey;
      }),
    );
    expect(keys).toEqual([null, key]);
  });

  it.each(['existing', 'new'] as const)('names the record that holds the key instead of the %s one', async (kind) => {
    const { crm, recordObject } = harness();
    const domain = `${kind}-fence.example`;
    const key = `demo:dom:${domain}`;
    const holder = registration(domain, 'Holder', { place: 'waiting', lockKey: key }, 'holder');
    const other = registration(domain, 'Other', { place: 'waiting' }, 'other');
    const innocent = registration(domain, 'Innocent', { place: 'waiting' }, 'innocent');
    const base = prospectWrite(domain, 'Fence', { place: 'waiting' });
    const first = await crm.writeProspect({ ...base, registrations: kind === 'existing' ? [holder, other] : [holder] });
    const second = await crm.writeProspect({
      ...base,
      companyId: first.companyId,
      registrations: [withLockKey(other, key), innocent],
    });
    const heldByRecordId = first.recordIds.get(holder.registrationId);
    expect(second.fenced).toEqual([{ registrationId: other.registrationId, heldByRecordId }]);
    expect([...second.recordIds.keys()].sort()).toEqual([other.registrationId, innocent.registrationId].sort());
    const record = await crm.readRecord({ object: recordObject, id: second.recordIds.get(other.registrationId) ?? '' });
    expect(record?.fields).toMatchObject({ lockKey: null, partnerName: 'Demo Partner North' });
  });

  it('reads a manager’s decision with the user it comes from, until it was carried out', async ({ skip }) => {
    const { crm, decide, recordObject } = harness();
    if (decide === null) return skip('managers of this CRM decide through the server');
    const write = prospectWrite('decided.example', 'Decided', { place: 'waiting' });
    const { companyId, recordIds } = await crm.writeProspect(write);
    const ref = { object: recordObject, id: only(recordIds) };
    const decision = { action: 'reject', reason: 'open_direct_deal', note: 'We talk to them.', days: null } as const;
    const by = await decide(ref.id, decision);
    expect((await crm.readRecord(ref))?.decision).toEqual({ ...decision, by });

    const untouched = { ...write, companyId };
    await crm.writeProspect(untouched);
    expect((await crm.readRecord(ref))?.decision).toEqual({ ...decision, by });
    const done = { ...firstOf(write), details: { decisionAnswer: 'Rejected.' } };
    const another = decisionKey({ ...decision, by, action: 'approve' });
    await crm.writeProspect({ ...untouched, registrations: [{ ...done, clearsDecision: another }] });
    expect((await crm.readRecord(ref))?.decision).toEqual({ ...decision, by });
    const carriedOut = decisionKey({ ...decision, by });
    await crm.writeProspect({ ...untouched, registrations: [{ ...done, clearsDecision: carriedOut }] });
    expect((await crm.readRecord(ref))?.decision).toBeNull();
  });
}
