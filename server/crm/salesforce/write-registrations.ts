import { salesforceName } from '../../../shared/catalog/salesforce-values.ts';
import { CrmUnavailable, type ProspectWritten } from '../../../shared/crm/crm-port.ts';
import type { CrmId, RegistrationId } from '../../../shared/values/ids.ts';
import { CHANGES_MAX, type Outcome } from './batches.ts';
import type { SalesforceClient } from './client.ts';
import { isDuplicate, isGone, SalesforceRefusal, type ApiError } from './errors.ts';
import {
  changesOf,
  companyChange,
  companyOf,
  CHANGES_PER_TASK_MAX,
  lockKeyOf,
  nameOf,
  type Company,
  type DealTerms,
  type Omission,
  type Part,
  type Task,
} from './registration-changes.ts';
import type { Found } from './registration-records.ts';
import { REGISTRATION, row, textOf } from './rows.ts';
import { names, soql } from './soql.ts';

export interface RegistrationsWrite {
  readonly company: Company;
  readonly found: readonly Found[];
  readonly terms: DealTerms;
}

export interface RegistrationsWritten extends ProspectWritten {
  /** What Salesforce did not take; everything else was written. */
  readonly refusals: readonly SalesforceRefusal[];
}

/**
 * Writes the records of registrations with their company and new deals, many to a call that does all or nothing.
 * When Salesforce refuses one of them, that one is left out, or what made it refuse, and the rest is written again.
 */
export async function writeRegistrations(
  client: SalesforceClient,
  { company, found, terms }: RegistrationsWrite,
): Promise<RegistrationsWritten> {
  const progress: Progress = {
    company,
    terms,
    recordIds: new Map(),
    dealIds: new Map(found.flatMap(({ write, deal }) => (deal ? [[write.registrationId, deal.id] as const] : []))),
    fencedTasks: [],
    refusals: [],
  };
  // A lock key is freed before anybody else takes it.
  const tasks = found
    .map((each, index): Task => ({ name: `r${index}`, found: each, without: new Set() }))
    .toSorted((a, b) => Number(lockKeyOf(a) !== null) - Number(lockKeyOf(b) !== null));
  do await writeTogether(client, progress, tasks.splice(0, TASKS_MAX));
  while (tasks.length > 0);
  const { recordIds, dealIds, refusals } = progress;
  const fenced = await holdersOf(client, progress.fencedTasks);
  return { companyId: companyIdOf(progress.company), recordIds, dealIds, fenced, refusals };
}

/** One change is the company's. */
const TASKS_MAX = Math.floor((CHANGES_MAX - 1) / CHANGES_PER_TASK_MAX);

interface Progress {
  company: Company;
  readonly terms: DealTerms;
  readonly recordIds: Map<RegistrationId, CrmId>;
  readonly dealIds: Map<RegistrationId, CrmId>;
  readonly fencedTasks: Task[];
  readonly refusals: SalesforceRefusal[];
}

async function writeTogether(client: SalesforceClient, progress: Progress, tasks: readonly Task[]): Promise<void> {
  let left = tasks;
  for (;;) {
    const { company, terms } = progress;
    const changes = [...companyChange(company), ...left.flatMap((task) => changesOf(task, company, terms))];
    if (changes.length === 0) return;
    const outcomes = await client.changeTogether(changes);
    const [name, refused] = [...outcomes].find(([, { errors }]) => errors.length > 0) ?? [];
    if (name === undefined || refused === undefined) return noteDone(progress, left, outcomes);
    if (name === 'company') progress.company = afterCompanyRefusal(progress, refused.errors);
    else left = left.flatMap((task) => afterRefusal(progress, task, name, refused.errors));
  }
}

function noteDone(progress: Progress, tasks: readonly Task[], outcomes: ReadonlyMap<string, Outcome>): void {
  const idOf = (name: string) => outcomes.get(name)?.id ?? null;
  progress.company = afterCompanyChange(progress.company, idOf('company'));
  for (const task of tasks) {
    const { write, record } = task.found;
    const known = task.without.has('record') ? null : record?.id;
    progress.recordIds.set(write.registrationId, saved(known ?? idOf(nameOf(task, 'record'))));
    const dealId = idOf(nameOf(task, 'deal'));
    if (dealId !== null) progress.dealIds.set(write.registrationId, dealId);
    if (task.without.has('lockKey')) progress.fencedTasks.push(task);
  }
}

function saved(id: string | null): CrmId {
  if (id !== null) return id;
  throw new CrmUnavailable('Salesforce’s answer does not say which record it wrote; it is written again.');
}

const afterCompanyChange = (company: Company, newId: CrmId | null): Company =>
  company.kind === 'none'
    ? company
    : { kind: 'known', id: company.kind === 'new' ? saved(newId) : company.id, formerId: null };

/** An org may know its countries by other names, and may demand of an account what we do not know. */
function afterCompanyRefusal({ company, refusals }: Progress, errors: readonly ApiError[]): Company {
  if (isDuplicate(errors)) throw new CrmUnavailable('Somebody created the company this moment; it is written again.');
  if (company.kind === 'new' && company.country !== null) return { ...company, country: null };
  if (company.kind === 'known') return afterFormerRefusal(company, errors);
  refusals.push(new SalesforceRefusal('the new account', errors));
  return { kind: 'none' };
}

/** An account that keeps the key stays the company: two accounts cannot carry it. */
const afterFormerRefusal = (
  { id, formerId }: Extract<Company, { kind: 'known' }>,
  errors: readonly ApiError[],
): Company => ({
  kind: 'known',
  id: formerId === null || isGone(errors) ? id : formerId,
  formerId: null,
});

/** The task without what was refused; nothing when the record itself was. Other tasks stay as they are. */
function afterRefusal(progress: Progress, task: Task, name: string, errors: readonly ApiError[]): readonly Task[] {
  const part = (['record', 'deal', 'link'] as const).find((each) => nameOf(task, each) === name);
  if (part === undefined) return [task];
  const omission = remedyFor(task, part, errors);
  if (omission === null || omission === 'deal') progress.refusals.push(new SalesforceRefusal(SUBJECT[part], errors));
  return omission === null ? [] : [{ ...task, without: new Set([...task.without, omission]) }];
}

const SUBJECT: Record<Part, string> = {
  record: 'the registration',
  deal: 'the opportunity of a registration',
  link: 'the opportunity on a registration',
};

/** What to leave out so that the rest is taken; null when nothing helps. Each can be left out once, so this ends. */
function remedyFor(task: Task, part: Part, errors: readonly ApiError[]): Omission | null {
  const isNew = (omission: Omission) => !task.without.has(omission);
  const is = (codes: readonly string[]) => errors.some(({ errorCode }) => codes.includes(errorCode));
  if (part === 'deal' && isNew('owner') && is(WRONG_OWNER)) return 'owner';
  if (part !== 'record') return 'deal';
  if (isDuplicate(errors, LOCK_KEY) && lockKeyOf(task) !== null && isNew('lockKey')) return 'lockKey';
  if (isDuplicate(errors, NONCE) && isNew('nonce')) return 'nonce';
  if (isDuplicate(errors))
    throw new CrmUnavailable('Somebody wrote the registration this moment; it is written again.');
  const isRecordGone = is(['NOT_FOUND', 'ENTITY_IS_DELETED']);
  if (!isRecordGone && !is(WRONG_LOOKUP)) return null;
  if (!isRecordGone && isNew('links')) return 'links';
  if (task.found.record !== null && isNew('record')) return 'record';
  throw new CrmUnavailable('A record was deleted this moment; the registration is written again.');
}

/** What a user who left, or who may not own opportunities, is refused with. */
const WRONG_OWNER = ['INACTIVE_OWNER_OR_USER', 'OP_WITH_INVALID_USER_TYPE_EXCEPTION', 'INVALID_CROSS_REFERENCE_KEY'];

const LOCK_KEY = salesforceName(REGISTRATION, 'lockKey');
const NONCE = salesforceName(REGISTRATION, 'submissionNonce');
/** What a lookup to a deleted record, an inactive user or a converted lead is refused with. */
const WRONG_LOOKUP = [
  'INVALID_CROSS_REFERENCE_KEY',
  'FIELD_INTEGRITY_EXCEPTION',
  'CANNOT_UPDATE_CONVERTED_LEAD',
  'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
];

/** Who holds the keys that were refused. Salesforce names it in its refusal, which is written for people. */
async function holdersOf(client: SalesforceClient, tasks: readonly Task[]): Promise<ProspectWritten['fenced']> {
  if (tasks.length === 0) return [];
  const keys = tasks.flatMap((task) => lockKeyOf(task) ?? []);
  const query = soql`SELECT ${names('Id', LOCK_KEY)} FROM ${names(REGISTRATION)} WHERE ${names(LOCK_KEY)} IN ${keys}`;
  const holders = await client.query(query, row);
  return tasks.map((task) => {
    const key = lockKeyOf(task)?.toLowerCase();
    const holder = holders.find((each) => textOf(REGISTRATION, each, 'lockKey')?.toLowerCase() === key);
    if (!holder) throw new CrmUnavailable('The lock key became free this moment; the registration is written again.');
    return { registrationId: task.found.write.registrationId, heldByRecordId: holder.Id };
  });
}

const companyIdOf = (company: Company): CrmId | null => {
  const id = companyOf(company);
  return typeof id === 'string' ? id : null;
};
