import { isHeld } from '../lock/ownership-lock.ts';
import type { Policy } from '../program/policy.ts';
import { contains, type Instant } from '../values/time.ts';
import type { Crm, ProspectKey } from '../values/ids.ts';
import type { CrmDeal, Facts, Namesake } from './facts.ts';
import type { Finding, ReasonCode, RejectionReason, Verdict } from './reasons.ts';
import type { ProspectState, Registration, Submission } from './registration.ts';

/** What a submission is judged by: the prospect's history, the facts, the policy and the moment. */
export interface Case {
  readonly submission: Submission;
  readonly state: ProspectState;
  readonly facts: Facts;
  readonly policy: Policy;
  readonly now: Instant;
}

/** Every reason that speaks about the submission, the strongest first, and what follows from them. */
export function judge(of: Case): Verdict {
  const found = [...ownershipFindings(of), ...partnerFindings(of), ...offLimitsFindings(of), ...qualityFindings(of)];
  const findings: readonly Finding[] = found.length > 0 ? found.sort(byWeight) : [{ code: 'clean', weight: 'info' }];
  const strongest = findings[0]?.weight;
  const outcome = strongest === 'refuse' ? 'refuse' : strongest === 'review' ? 'review' : 'approve';
  return { outcome, findings, policyVersion: of.policy.version };
}

/** Deals of the direct team on the prospect in any CRM: open, and none of ours. */
export const openDirectDeals = (facts: Facts): readonly (CrmDeal & { readonly crm: Crm })[] =>
  facts.crms.flatMap(({ crm, prospect }) =>
    (prospect?.deals ?? [])
      .filter((deal) => deal.isOpen && deal.registrationId === null)
      .map((deal) => ({ ...deal, crm })),
  );

/** The registration that keeps this submission out at this moment; null when the prospect is free for it. */
export function holderAgainst({
  submission,
  state,
  now,
}: Pick<Case, 'submission' | 'state' | 'now'>): Registration | null {
  const holder = isHeld(state.lock, now) ? state.registrations.get(state.lock.registrationId) : undefined;
  if (holder === undefined) return protectedWhenSubmitted({ submission, state });
  return holder.lock?.kind === 'pending' && cameBefore(submission, holder.submission) ? null : holder;
}

/** A submission that was sent while a lock held does not win because its delivery took until the lock was over. */
const protectedWhenSubmitted = ({ submission, state }: Pick<Case, 'submission' | 'state'>): Registration | null =>
  [...state.registrations.values()].find(
    ({ lock, lockEnd }) =>
      lock?.kind === 'active' &&
      contains(lock, submission.submittedAt) &&
      (lockEnd === null || lockEnd.at > submission.submittedAt),
  ) ?? null;

/**
 * Whoever submitted first is first, whatever order the deliveries arrive in; the id breaks a tie so that every
 * order of arrival ends the same.
 */
export const cameBefore = (a: Submission, b: Submission): boolean =>
  a.submittedAt === b.submittedAt ? a.registrationId < b.registrationId : a.submittedAt < b.submittedAt;

/** The reason that a refusal carries on the record: the first finding that refuses. */
export function rejectionReasonOf(verdict: Verdict): RejectionReason {
  const code = verdict.findings.find((finding) => finding.weight === 'refuse')?.code;
  return (code && REJECTION_OF[code]) ?? 'other';
}

function ownershipFindings(of: Case): Finding[] {
  const holder = holderAgainst(of);
  if (holder === null) return [];
  const matched = {
    kind: 'registration',
    id: holder.registrationId,
    name: `${holder.submission.reference} · ${holder.terms.partnerName}`,
  } as const;
  if (holder.submission.partnerId === of.submission.partnerId)
    return [{ code: 'same_partner', weight: 'refuse', matched }];
  const code = holder.lock?.kind === 'active' ? 'prospect_locked' : 'prospect_reserved';
  return [{ code, weight: 'refuse', matched }];
}

function partnerFindings({ facts }: Case): Finding[] {
  if (facts.partner === null) return [{ code: 'partner_unknown', weight: 'refuse' }];
  const { partnerId, name, status } = facts.partner;
  const matched = { kind: 'partner', id: partnerId, name } as const;
  return status === 'active' ? [] : [{ code: 'partner_not_active', weight: 'refuse', matched }];
}

function offLimitsFindings({ submission, facts, policy }: Case): Finding[] {
  const findings: Finding[] = [];
  const { domain } = submission.prospect;
  if (domain !== null && policy.namedAccounts.includes(domain)) {
    findings.push({ code: 'named_account', weight: 'refuse', matched: { kind: 'company', id: domain, name: domain } });
  }
  if (facts.crms.some((one) => one.prospect === null)) findings.push({ code: 'facts_unavailable', weight: 'review' });
  const companies = facts.crms.flatMap(({ prospect }) => prospect?.company ?? []);
  const customer = companies.find(({ isCustomer }) => isCustomer);
  if (customer !== undefined) {
    findings.push({
      code: 'existing_customer',
      weight: 'refuse',
      matched: { kind: 'company', id: customer.id, name: customer.name },
    });
  }
  for (const deal of openDirectDeals(facts)) {
    findings.push({
      code: 'open_direct_deal',
      weight: 'review',
      matched: { kind: 'deal', id: deal.id, name: deal.name },
    });
  }
  return findings;
}

function qualityFindings({ submission, facts, policy }: Case): Finding[] {
  const { prospect, qualification } = submission;
  const { employees, industry } = qualification;
  const findings: Finding[] = [];
  const add = (code: ReasonCode, weight: Finding['weight']) => findings.push({ code, weight });

  if (prospect.key.startsWith('none:')) add('company_not_identified', 'review');
  else if (prospect.domain === null) add('weak_identity', 'review');
  for (const { registrationId, reference, partnerName } of doubtfulNamesakes(prospect.key, facts)) {
    const matched = { kind: 'registration', id: registrationId, name: `${reference} · ${partnerName}` } as const;
    findings.push({ code: 'namesake_held', weight: 'review', matched });
  }
  if (policy.consentRequired && !qualification.consent) add('consent_missing', 'refuse');
  if (policy.employeesMin !== null && employees !== null && employees < policy.employeesMin) add('too_small', 'refuse');
  if (isOutside(policy.industries, industry)) add('industry_not_served', 'refuse');
  if (isOutside(policy.countries, prospect.country)) add('country_not_served', 'refuse');
  return findings;
}

/**
 * Held prospects of the same name that may be this very company: one of the two is known by its name only. Two
 * companies with a domain each are told apart by it.
 */
export const doubtfulNamesakes = (prospectKey: ProspectKey, { namesakes }: Facts): readonly Namesake[] =>
  namesakes.filter((other) => prospectKey.startsWith('name:') || other.prospectKey.startsWith('name:'));

/** An empty list serves everybody, and what the partner left open is the manager's to ask, not a refusal. */
const isOutside = (served: readonly string[], value: string | null): boolean =>
  served.length > 0 && value !== null && !served.some((entry) => entry.toLowerCase() === value.toLowerCase());

const WEIGHTS = { refuse: 0, review: 1, info: 2 };
const byWeight = (a: Finding, b: Finding): number => WEIGHTS[a.weight] - WEIGHTS[b.weight];

const REJECTION_OF: Partial<Record<ReasonCode, RejectionReason>> = {
  prospect_locked: 'prospect_locked',
  prospect_reserved: 'prospect_reserved',
  same_partner: 'same_partner',
  existing_customer: 'existing_customer',
  named_account: 'named_account',
  partner_unknown: 'partner_unknown',
  partner_not_active: 'partner_not_active',
  too_small: 'not_qualified',
  industry_not_served: 'not_qualified',
  country_not_served: 'not_qualified',
  consent_missing: 'consent_missing',
};
