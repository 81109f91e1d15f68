import { expect } from 'vitest';
import type { FieldValues } from '../../shared/catalog/field.ts';
import type { DealPlace, PartnerWrite, ProspectWrite, RegistrationWrite } from '../../shared/crm/crm-port.ts';
import type { Prospect } from '../../shared/registration/registration.ts';
import type { CrmId } from '../../shared/values/ids.ts';
import type { Instant } from '../../shared/values/time.ts';
import type { Staged } from './crm-port-harness.ts';

export const prospect = (domain: string, name: string): Prospect => ({
  key: `dom:${domain}`,
  name,
  website: `https://${domain}`,
  domain,
  country: 'DE',
});

export type Standing = { readonly place: DealPlace; readonly lockKey?: string };

const INSTANTS = ['registeredAt', 'lockEndsAt'] as const;

export function registration(domain: string, name: string, standing: Standing, which = 'one'): RegistrationWrite {
  const registrationId = `reg_${domain}_${which}`;
  return {
    registrationId,
    title: `${name} · Demo Partner North`,
    place: standing.place,
    amount: { amountMinor: 4_800_000, currency: 'EUR' },
    closeOn: '2027-03-31',
    contactId: null,
    fields: {
      registrationId,
      registrationReference: 'PL-7K3M-Q2XA',
      registrationStatus: 'under_review',
      registeredAt: '2026-11-22T08:59:59.123Z',
      verdictReasons: ['weak_identity', 'free_mail'],
      verdictText: 'Identified by name only\nFree or disposable e-mail address',
      policyVersion: 3,
      partnerName: 'Demo Partner North',
      partnerTier: 'referral',
      prospectKey: `dom:${domain}`,
      estimatedAmount: { amountMinor: 4_800_050, currency: 'EUR' },
      estimatedCloseOn: '2027-03-31',
      lockKey: standing.lockKey ?? null,
      lockEpoch: 7,
      lockStatus: 'pending',
      lockEndsAt: '2027-02-20T23:00:00.000Z',
      channelConflict: 'none',
    },
  };
}

/** Fields as a CRM gives them back that keeps moments in its own way. */
export const asStored = (fields: FieldValues, stored: (at: Instant) => Instant): FieldValues => ({
  ...fields,
  ...Object.fromEntries(
    INSTANTS.flatMap((code) => {
      const at = fields[code];
      return typeof at === 'string' ? [[code, stored(at)] as const] : [];
    }),
  ),
});

export const prospectWrite = (domain: string, name: string, standing: Standing): ProspectWrite => ({
  prospect: prospect(domain, name),
  companyId: null,
  mayCreateCompany: true,
  company: { prospectKey: `dom:${domain}` },
  registrations: [registration(domain, name, standing)],
  flaggedDeals: [],
});

/** The write that takes a submission. */
export function taking(domain: string, recordId: CrmId, nonce: string): ProspectWrite {
  const write = prospectWrite(domain, domain, { place: 'waiting' });
  const one = registration(domain, domain, { place: 'waiting' }, nonce);
  return { ...write, registrations: [{ ...one, contactId: recordId, fields: { ...one.fields, stagingNonce: nonce } }] };
}

export const staged = (nonce: string, values: Staged): Staged => ({
  stagingNonce: nonce,
  stagingStatus: 'new',
  stagingToken: 'signed',
  stagingSubmittedBy: 'sales@partner.example',
  ...values,
});

export const partnerWrite = (code: string, companyId: CrmId | null): PartnerWrite => ({
  partnerId: `par_${code.toLowerCase()}`,
  companyId,
  name: `Demo Partner ${code}`,
  domain: null,
  code,
  status: 'active',
  tier: 'referral',
});

export const withLockKey = (one: RegistrationWrite, lockKey: string | null): RegistrationWrite => ({
  ...one,
  fields: { ...one.fields, lockKey },
});

export function firstOf(write: ProspectWrite): RegistrationWrite {
  const [first] = write.registrations;
  if (!first) throw new Error('The write has no registration');
  return first;
}

export function only(ids: ReadonlyMap<string, CrmId>): CrmId {
  const [id, second] = [...ids.values()];
  if (!id || second) throw new Error(`Expected one record, got ${ids.size}`);
  return id;
}

/** The id of a company that must be there. */
export function there(id: CrmId | null): CrmId {
  if (id === null) throw new Error('The CRM shows no company');
  return id;
}

/** What the outbox does: the same write again while the CRM is unavailable. */
export async function untilDone<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const isLater = error instanceof Error && error.name === 'CrmUnavailable';
      if (!isLater || attempt === 5) throw error;
    }
  }
}

/** Vitest types its matchers as `any`. */
export const stringContaining = (part: string): unknown => expect.stringContaining(part);
export const objectContaining = (part: object): unknown => expect.objectContaining(part);
