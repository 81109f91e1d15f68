import type { FieldCode } from './fields.ts';
import type { Money } from '../values/money.ts';

/** `partner` fields sit on the partner's company record; `contact` fields only stage a form's submission. */
export type CatalogObject = 'deal' | 'company' | 'partner' | 'contact';

/** Salesforce's own records that show a registration beside the registration's own record. */
export type StampedObject = 'Lead' | 'Opportunity';

export type FieldType =
  | 'text'
  | 'long_text'
  | 'email'
  | 'integer'
  | 'amount'
  | 'percent'
  | 'instant'
  | 'date'
  | 'boolean'
  | 'picklist'
  | 'multi_picklist'
  | 'url';

export type FieldValue = string | number | boolean | Money | readonly string[] | null;
/** Values under their catalog codes: instants and dates as text, rates in basis points, amounts as Money. */
export type FieldValues = Readonly<Partial<Record<FieldCode, FieldValue>>>;

/** One field, once: what it is called in both CRMs, what it means, who may write it. */
export interface Field {
  readonly on: readonly CatalogObject[];
  readonly type: FieldType;
  /** Who may change it: the app alone, CRM users too, or the partner through the hosted form. */
  readonly writtenBy: 'app' | 'crm_user' | 'form';
  readonly label: string;
  readonly help: string;
  readonly hubspot: string;
  readonly salesforce: string;
  /** Objects on which the value is unique. */
  readonly unique?: readonly CatalogObject[];
  /** Where else the field is stamped in Salesforce, which has leads and keeps registrations apart from deals. */
  readonly salesforceOn?: readonly StampedObject[];
  /** Whether Salesforce keeps the history of the field on a registration. */
  readonly tracked?: boolean;
  /** Values of a picklist; labels come from the words under `<optionWords>.<value>`. */
  readonly options?: readonly string[];
  readonly optionWords?: string;
}
