import type { SalesforceObject } from '../../../../shared/catalog/salesforce-fields.ts';

/** A field of an object as the org describes it to the user. */
export interface DescribedField {
  readonly name: string;
  /** Salesforce's name of the type: `string`, `datetime`, `multipicklist` … */
  readonly type: string;
  readonly isComputed: boolean;
  readonly isUnique: boolean;
  readonly isRestricted: boolean;
  /** Active values of a picklist. */
  readonly values: readonly string[];
}

export interface ObjectFacts {
  readonly object: SalesforceObject;
  /** null when the org has no such object, or does not show it to the user. */
  readonly described: readonly DescribedField[] | null;
  /** Custom fields that exist, also those that the user may not see. */
  readonly existing: readonly string[];
}

export interface RuleFact {
  readonly object: string;
  readonly name: string;
  readonly isActive: boolean;
}

/** One permission set, or the one behind a profile, in the hands of one user. */
export interface AssignmentFact {
  readonly username: string;
  readonly isActiveUser: boolean;
  readonly permissionSet: string;
  readonly isOwnedByProfile: boolean;
  readonly modifiesAllData: boolean;
}

/** What a permission set lets its holders do with one field. */
export interface FieldGrant {
  readonly permissionSet: string;
  /** `Account.Partner…`. */
  readonly field: string;
  readonly mayEdit: boolean;
}

/** A custom permission of ours in a permission set, or in the one behind a profile. */
export interface CustomPermissionGrant {
  readonly permissionSet: string;
  readonly permission: string;
}

export interface AccessFacts {
  readonly permissionSets: readonly string[];
  readonly assignments: readonly AssignmentFact[];
  readonly fieldGrants: readonly FieldGrant[];
  readonly customPermissionGrants: readonly CustomPermissionGrant[];
}

/** A registration that holds a company, or whose key says that it does. */
export interface HolderFact {
  readonly number: string;
  readonly key: string | null;
  readonly prospectKey: string | null;
  readonly holds: boolean;
  /** Its end has passed for more than a day. */
  readonly isLongOver: boolean;
}

export interface LockFacts {
  readonly holders: readonly HolderFact[];
  /** Registrations with a decision that nobody has carried out for more than a day. */
  readonly unanswered: readonly string[];
}

export interface TranslationFacts {
  readonly labels: number;
  readonly labelsInSpanish: number;
  readonly spanishUsers: number;
}

/** What the check knows of an org, part by part; a part that could not be read is the org's own words for why. */
export interface OrgFacts {
  readonly objects: readonly ObjectFacts[] | Unreadable;
  readonly rules: readonly RuleFact[] | Unreadable;
  readonly access: AccessFacts | Unreadable;
  /** Names of the change events that the org sends, `LeadChangeEvent` … */
  readonly captured: readonly string[] | Unreadable;
  readonly locks: LockFacts | Unreadable;
  readonly translations: TranslationFacts | Unreadable;
}

export interface Unreadable {
  readonly unreadable: string;
}
