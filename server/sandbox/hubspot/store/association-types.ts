import type { ObjectType } from '../entities.ts';

/** One direction of a HubSpot-defined association. Each has an inverse that is kept in step. */
export interface AssociationType {
  readonly typeId: number;
  readonly inverseId: number;
  readonly from: ObjectType;
  readonly to: ObjectType;
  /** As the objects API names it, `deal_to_company`. */
  readonly name: string;
  readonly label: string | null;
  /** What an association without a type becomes. */
  readonly isDefault: boolean;
}

const row = (
  typeId: number,
  inverseId: number,
  from: ObjectType,
  to: ObjectType,
  name: string,
  label: string | null = null,
): AssociationType => ({ typeId, inverseId, from, to, name, label, isDefault: label === null });

/** HubSpot's published ids of the associations among contacts, companies and deals. */
export const ASSOCIATION_TYPES: readonly AssociationType[] = [
  row(1, 2, 'contacts', 'companies', 'contact_to_company', 'Primary'),
  row(2, 1, 'companies', 'contacts', 'company_to_contact', 'Primary'),
  row(279, 280, 'contacts', 'companies', 'contact_to_company_unlabeled'),
  row(280, 279, 'companies', 'contacts', 'company_to_contact_unlabeled'),
  row(3, 4, 'deals', 'contacts', 'deal_to_contact'),
  row(4, 3, 'contacts', 'deals', 'contact_to_deal'),
  row(5, 6, 'deals', 'companies', 'deal_to_company', 'Primary'),
  row(6, 5, 'companies', 'deals', 'company_to_deal', 'Primary'),
  row(341, 342, 'deals', 'companies', 'deal_to_company_unlabeled'),
  row(342, 341, 'companies', 'deals', 'company_to_deal_unlabeled'),
  row(13, 14, 'companies', 'companies', 'parent_to_child_company', 'Child Company'),
  row(14, 13, 'companies', 'companies', 'child_to_parent_company', 'Parent Company'),
  row(450, 450, 'companies', 'companies', 'company_to_company_unlabeled'),
  row(449, 449, 'contacts', 'contacts', 'contact_to_contact'),
  row(451, 451, 'deals', 'deals', 'deal_to_deal'),
];

export const associationType = (typeId: number): AssociationType | undefined =>
  ASSOCIATION_TYPES.find((type) => type.typeId === typeId);

/** The unlabeled type between two object types; every association has it. */
export function defaultType(from: ObjectType, to: ObjectType): AssociationType {
  const found = ASSOCIATION_TYPES.find((type) => type.from === from && type.to === to && type.isDefault);
  if (found === undefined) throw new Error(`no association type from ${from} to ${to}`);
  return found;
}

export const primaryType = (from: ObjectType, to: ObjectType): AssociationType | undefined =>
  ASSOCIATION_TYPES.find((type) => type.from === from && type.to === to && type.label === 'Primary');
