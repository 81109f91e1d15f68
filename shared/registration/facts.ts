import type { Partner } from '../program/partner.ts';
import type { Crm, CrmId, ProspectKey, RegistrationId } from '../values/ids.ts';

/** A company in the CRM, as the rules see it. */
export interface CrmCompany {
  readonly id: CrmId;
  readonly name: string;
  readonly domain: string | null;
  readonly ownerName: string | null;
  readonly isCustomer: boolean;
}

/** A deal in the CRM, as the rules see it. */
export interface CrmDeal {
  readonly id: CrmId;
  readonly name: string;
  readonly ownerName: string | null;
  readonly isOpen: boolean;
  readonly isWon: boolean;
  /** Set when the deal shows one of our registrations; null on a direct deal. */
  readonly registrationId: string | null;
}

/** What `decide` may know beside the prospect's own history. */
export interface Facts {
  /** null when no such partner exists in the program. */
  readonly partner: Partner | null;
  /** One entry for each CRM of the program. */
  readonly crms: readonly CrmFacts[];
  /** Prospects of the same name that are held under another key: the same company may have been written twice. */
  readonly namesakes: readonly Namesake[];
}

/** A held prospect of the same name, and the registration that holds it. */
export interface Namesake {
  readonly prospectKey: ProspectKey;
  readonly registrationId: RegistrationId;
  readonly reference: string;
  readonly partnerName: string;
  readonly lockKind: 'pending' | 'active';
}

/** What one CRM knows of a prospect; null when it could not be asked. */
export interface CrmFacts {
  readonly crm: Crm;
  readonly prospect: CrmProspect | null;
}

/** A prospect as one CRM has it: its company and that company's deals. */
export interface CrmProspect {
  readonly company: CrmCompany | null;
  readonly deals: readonly CrmDeal[];
}
