import { DEFAULT_POLICY } from '../../shared/program/policy.ts';
import { replay } from '../../shared/registration/evolve.ts';
import type { RegistrationEvent } from '../../shared/registration/registration.ts';
import type { RegistrationRow } from '../../server/store/registrations.ts';
import { NORTH, START, story } from '../builders/registration.ts';

export { emptyTables, OURS, THEIRS } from './empty-tables.ts';
export const KEY = 'dom:siemens.com';

/** The events of a registration that North submitted and a manager approved a day later. */
export const SUBMITTED: readonly RegistrationEvent[] = story().submit(NORTH).events;

/** A row of the read model, as a projection would write it. */
export function registrationRow(change: Partial<RegistrationRow> = {}): RegistrationRow {
  const [registration] = replay(KEY, SUBMITTED).registrations.values();
  if (!registration) throw new Error('The fixture submits a registration');
  return {
    registrationId: 'reg_1',
    prospectKey: KEY,
    prospectName: 'Siemens',
    domain: 'siemens.com',
    reference: 'PL-7K3M-Q2XA',
    partnerId: NORTH.partnerId,
    partnerName: NORTH.name,
    status: 'submitted',
    submittedAt: START,
    receivedAt: START,
    needsDecision: true,
    hasConflict: false,
    lockKind: 'pending',
    lockEndsAt: '2026-12-07T00:00:00.000Z',
    nonce: 'nonce-1',
    sourceId: 'source-1',
    contactId: null,
    version: 1,
    summary: registration,
    ...change,
  };
}

export const POLICY = DEFAULT_POLICY;
