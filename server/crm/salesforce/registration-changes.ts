import { fitText } from '../../../shared/catalog/salesforce-text.ts';
import { salesforceName, toSalesforce } from '../../../shared/catalog/salesforce-values.ts';
import type { CrmId } from '../../../shared/values/ids.ts';
import { toDecimal } from '../../../shared/values/money.ts';
import type { CalendarDate } from '../../../shared/values/time.ts';
import { countryName } from './accounts.ts';
import type { Change, Later, Values } from './batches.ts';
import { DECISION_CODES } from './decisions.ts';
import type { Found } from './registration-records.ts';
import { REGISTRATION } from './rows.ts';

/** The company under which registrations are written. */
export type Company =
  /** `formerId` carried the prospect's key before: it hands the key over, and no longer shows the lock. */
  | { readonly kind: 'known'; readonly id: CrmId; readonly formerId: CrmId | null }
  | {
      readonly kind: 'new';
      readonly prospectKey: string;
      readonly name: string;
      readonly domain: string | null;
      readonly country: string | null;
    }
  | { readonly kind: 'none' };

/** What a new opportunity begins with beside what the registration says. */
export interface DealTerms {
  readonly stage: string;
  /** When the partner expects nothing: an opportunity needs a date. */
  readonly closeOn: CalendarDate;
  /** Whoever works the account works its deals; null leaves them to the server's own user. */
  readonly ownerId: CrmId | null;
}

/** One registration on its way into Salesforce, and what of it Salesforce would not take. */
export interface Task {
  readonly name: string;
  readonly found: Found;
  readonly without: ReadonlySet<Omission>;
}
/**
 * `record` stands for the id under which it was found, `links` for what it points to beside its company and deal,
 * `owner` for whom its new deal belongs to.
 */
export type Omission = 'lockKey' | 'nonce' | 'links' | 'record' | 'owner' | 'deal';

/** The record, its new deal, and the record's way to that deal. */
export type Part = 'record' | 'deal' | 'link';
export const CHANGES_PER_TASK_MAX = 3;

export const nameOf = (task: Task, part: Part): string => `${task.name}${part}`;

/** The key that the registration is to hold. */
export function lockKeyOf({ found }: Task): string | null {
  const { lockKey } = found.write.fields;
  return typeof lockKey === 'string' && lockKey !== '' ? lockKey : null;
}

/** The id of the company, or that it will have one; null when there is none. */
export function companyOf(company: Company): CrmId | Later | null {
  if (company.kind === 'none') return null;
  return company.kind === 'known' ? company.id : { idOf: 'company' };
}

/** The change that has to come before the registrations: a new company, or the end of the former one. */
export function companyChange(company: Company): readonly Change[] {
  if (company.kind === 'none') return [];
  if (company.kind === 'new') return [newCompany(company)];
  const { formerId } = company;
  return formerId === null ? [] : [{ name: 'company', path: ['Account', formerId], values: NO_STAMP }];
}

/** Found again under its key when the answer was lost, so that no second account comes into being. */
function newCompany({ prospectKey, name, domain, country }: Extract<Company, { kind: 'new' }>): Change {
  const values: Values = {
    Name: fitText(name, NAME_MAX.account),
    ...(domain !== null && { Website: domain }),
    ...(country !== null && { BillingCountry: countryName(country) }),
  };
  return { name: 'company', path: ['Account', salesforceName('Account', 'prospectKey'), prospectKey], values };
}

/** Who an account is as a partner of its own stays. */
const NO_STAMP: Values = toSalesforce('Account', {
  prospectKey: null,
  registrationId: null,
  registrationReference: null,
  registrationRecord: null,
  lockStatus: null,
  lockStartsAt: null,
  lockEndsAt: null,
  channelConflict: null,
  conflictText: null,
});

const NAME_MAX = { account: 255, opportunity: 120 } as const;

export function changesOf(task: Task, company: Company, terms: DealTerms): readonly Change[] {
  const record = recordChange(task, company);
  if (!needsDeal(task)) return [record];
  const { write } = task.found;
  const dealPath = ['Opportunity', salesforceName('Opportunity', 'registrationId'), write.registrationId];
  const link = {
    name: nameOf(task, 'link'),
    path: [REGISTRATION, recordId(task)],
    values: { [salesforceName(REGISTRATION, 'opportunity')]: { idOf: nameOf(task, 'deal') } },
  };
  return [record, { name: nameOf(task, 'deal'), path: dealPath, values: newDeal(task, company, terms) }, link];
}

/** While a lead is worked on, the deal is still to come; sales makes it by converting the lead. */
const needsDeal = ({ found: { write, deal, lead }, without }: Task): boolean =>
  write.place === 'sales' && deal === null && (lead === null || lead.isConverted) && !without.has('deal');

function recordChange(task: Task, company: Company): Change {
  const { write } = task.found;
  const id = knownId(task);
  const key = salesforceName(REGISTRATION, 'registrationId');
  return {
    name: nameOf(task, 'record'),
    path: id === null ? [REGISTRATION, key, write.registrationId] : [REGISTRATION, id],
    values: { ...recordValues(task, company), ...(id !== null && { [key]: write.registrationId }) },
  };
}

const knownId = ({ found, without }: Task): CrmId | null => (without.has('record') ? null : (found.record?.id ?? null));
const recordId = (task: Task): CrmId | Later => knownId(task) ?? { idOf: nameOf(task, 'record') };

function recordValues({ found, without }: Task, company: Company): Values {
  const { write, record, deal, lead } = found;
  const { registrationId: _key, ...fields } = write.fields;
  const isTaken = record?.isTaken === true && !without.has('record');
  const account = companyOf(company);
  const values = toSalesforce(REGISTRATION, {
    ...fields,
    ...write.details,
    ...(without.has('lockKey') && { lockKey: null }),
    ...(without.has('nonce') && { submissionNonce: undefined }),
    ...(deal && { opportunity: deal.id }),
    ...(!without.has('links') && {
      ...(write.partnerCompanyId !== undefined && { partnerAccount: write.partnerCompanyId }),
      ...(lead?.isConverted === false && { lead: lead.id }),
      // Whom a manager put in charge later stays in charge.
      ...(!isTaken && write.channelManagerId && { channelManager: write.channelManagerId }),
    }),
    // A manager may have decided again while the first decision was carried out: that one stays to be read.
    ...(write.clearsDecision !== undefined && write.clearsDecision === record?.decision && NO_DECISION),
  });
  return { ...values, ...(account !== null && { [salesforceName(REGISTRATION, 'prospectAccount')]: account }) };
}

const NO_DECISION = Object.fromEntries(DECISION_CODES.map((code) => [code, null]));

/** Once sales has the opportunity, its name, stage, amount and date are theirs: they are written here alone. */
function newDeal(task: Task, company: Company, { stage, closeOn, ownerId }: DealTerms): Values {
  const { write } = task.found;
  const { registrationId: _key, ...fields } = write.fields;
  const account = companyOf(company);
  return {
    Name: fitText(write.title, NAME_MAX.opportunity),
    StageName: stage,
    CloseDate: write.closeOn ?? closeOn,
    ...(write.amount && { Amount: Number(toDecimal(write.amount)) }),
    ...(account !== null && { AccountId: account }),
    ...(ownerId !== null && !task.without.has('owner') && { OwnerId: ownerId }),
    ...toSalesforce('Opportunity', fields),
    [salesforceName('Opportunity', 'registrationRecord')]: recordId(task),
  };
}
