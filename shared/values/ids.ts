/** Identifiers are opaque strings; these names say which one a signature wants. Ids always come in from outside. */

/** One partner program: the tenant. Every stored row and every query carries it. */
export type ProgramId = string;
/** `reg_…`, derived from the submission's own id, so that the same submission is the same registration. */
export type RegistrationId = string;
/** `par_…` */
export type PartnerId = string;
/** `dom:acme.com`, `name:acme widgets|DE`, or `none:<registrationId>` when nothing identifies a company. */
export type ProspectKey = string;
/** The id of a record in the CRM that it came from. */
export type CrmId = string;

/** The CRMs that a program may own, at most one account of each. */
export const CRMS = ['hubspot', 'salesforce'] as const;
export type Crm = (typeof CRMS)[number];
