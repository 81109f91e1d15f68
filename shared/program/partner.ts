import type { Crm, PartnerId } from '../values/ids.ts';

export const PARTNER_STATUSES = ['active', 'paused', 'ended'] as const;
export type PartnerStatus = (typeof PARTNER_STATUSES)[number];

export const PARTNER_TIERS = ['referral', 'solution_advisor', 'certified_reseller'] as const;
export type PartnerTier = (typeof PARTNER_TIERS)[number];

/** A company that refers or sells with us. It is a company record in the CRM; this is what the rules need of it. */
export interface Partner {
  readonly partnerId: PartnerId;
  readonly name: string;
  /** Short, human, unique in the program: `NORTHWIND`. */
  readonly code: string;
  readonly status: PartnerStatus;
  readonly tier: PartnerTier;
}

/**
 * Whether a CRM itself lets nobody but an approver change a partner's terms: Salesforce by permission and rule. HubSpot
 * cannot tell who typed into a property, so there only the app's own screens change them.
 */
export const guardsTerms = (crm: Crm): boolean => crm === 'salesforce';
