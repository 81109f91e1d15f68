import { domainToUnicode } from 'node:url';
import { salesforceName } from '../../../shared/catalog/salesforce-values.ts';
import { normaliseCompanyName } from '../../../shared/identity/company-name.ts';
import { registrableDomain } from '../../../shared/identity/read-address.ts';
import type { Prospect } from '../../../shared/registration/registration.ts';
import type { CrmId } from '../../../shared/values/ids.ts';
import type { SalesforceClient } from './client.ts';
import { isId, isTrue, row, textAt, textOf, type Row } from './rows.ts';
import { holds, names, soql, type Soql } from './soql.ts';

const PROSPECT_KEY = salesforceName('Account', 'prospectKey');

export const ACCOUNT_BASICS = [
  'Id',
  'Name',
  'Website',
  'Type',
  'BillingCountry',
  'OwnerId',
  'Owner.Name',
  PROSPECT_KEY,
];
const LIFE = ['IsDeleted', 'MasterRecordId'];

/** The registrable domain of an account's website; of one that nobody can register, such as `acme.example`, its host. */
export function domainOf(account: Row): string | null {
  const website = textAt(account, 'Website') ?? '';
  return registrableDomain(website) ?? hostOf(website);
}

/** An account by its id, or the one that it was merged into; null when it is gone. */
export async function readAccount(
  client: SalesforceClient,
  id: CrmId,
  fields: readonly string[] = ACCOUNT_BASICS,
): Promise<Row | null> {
  return readSurvivor(client, 'Account', id, fields);
}

/** A merge leaves the records that ended in the recycle bin, each naming the one that is left. */
export async function readSurvivor(
  client: SalesforceClient,
  object: 'Account' | 'Lead' | 'Contact',
  id: CrmId,
  fields: readonly string[],
): Promise<Row | null> {
  const seen = new Set<string>();
  for (let next: string | null = id; isId(next) && !seen.has(next);) {
    seen.add(next);
    const query = soql`SELECT ${names(...new Set([...fields, ...LIFE]))} FROM ${names(object)} WHERE Id = ${next}`;
    const [found]: Row[] = await client.queryAll(query, row);
    if (found === undefined || !isTrue(found, 'IsDeleted')) return found ?? null;
    next = textAt(found, 'MasterRecordId');
  }
  return null;
}

/** The account of a prospect, and the one that carries its key, which may be another. */
export interface FoundAccount {
  readonly account: Row | null;
  readonly keyHolderId: CrmId | null;
}

/**
 * The account of a prospect: the one with the id, because a conversion or a person may have made another its company
 * than the one that carries its key; else that one; else one of its domain, or of its name when that is all we know.
 * Several accounts may have one website; the oldest without another key comes first.
 */
export async function findAccount(
  client: SalesforceClient,
  prospect: Prospect,
  companyId: CrmId | null,
  fields: readonly string[] = ACCOUNT_BASICS,
): Promise<FoundAccount> {
  const [known, [holder]] = await Promise.all([
    companyId === null ? null : readAccount(client, companyId, fields),
    accountsWhere(client, soql`${names(PROSPECT_KEY)} = ${prospect.key}`, fields),
  ]);
  const account = known ?? holder ?? (await findBySight(client, prospect, fields));
  return { account, keyHolderId: holder?.Id ?? null };
}

async function findBySight(
  client: SalesforceClient,
  prospect: Prospect,
  fields: readonly string[],
): Promise<Row | null> {
  const sight = prospect.domain === null ? longestWord(prospect.name) : prospect.domain;
  if (sight === null || (prospect.domain === null && !prospect.key.startsWith('name:'))) return null;
  const seen = prospect.domain === null ? holds('Name', sight) : holds('Website', ...spellingsOf(sight));
  const candidates = await accountsWhere(client, seen, fields);
  const same = candidates.filter((candidate) => isSame(candidate, prospect));
  return same.find((account) => textOf('Account', account, 'prospectKey') === null) ?? same[0] ?? null;
}

/** People write `müller.de` where we keep `xn--mller-kva.de`. */
export const spellingsOf = (domain: string): readonly string[] => [domain, domainToUnicode(domain) || domain];

const accountsWhere = (client: SalesforceClient, condition: Soql, fields: readonly string[]): Promise<Row[]> =>
  client.query(soql`SELECT ${names(...fields)} FROM Account WHERE ${condition} ORDER BY CreatedDate, Id`, row);

/** LIKE finds more than is meant: `notacme.com` holds `acme.com`, and names are compared as the key has them. */
function isSame(account: Row, { domain, name, country }: Prospect): boolean {
  // A partner is known by the host of its website, which may lie below a registrable domain or be a reserved name.
  if (domain !== null) return domainOf(account) === domain || hostOf(textAt(account, 'Website') ?? '') === domain;
  return (
    normaliseCompanyName(textAt(account, 'Name') ?? '') === normaliseCompanyName(name) &&
    isCountry(textAt(account, 'BillingCountry'), country)
  );
}

const hostOf = (website: string): string | null =>
  URL.parse(/^[a-z]+:/i.test(website) ? website : `https://${website}`)?.hostname.replace(/^www\./, '') ?? null;

/** Salesforce's country is free text, or a name or code of the org's own picklist. */
const isCountry = (text: string | null, code: string | null): boolean =>
  code === null || text === null
    ? code === text
    : [code, countryName(code)].some((known) => known.toLowerCase() === text.trim().toLowerCase());

/** The name that people read and filter by. */
export const countryName = (code: string): string =>
  new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' }).of(code) ?? code;

/** A word that every spelling of the name should hold as it was typed; the shortest are legal forms and articles. */
const longestWord = (name: string): string | null =>
  name
    .split(/[^\p{L}\p{N}]+/u)
    .toSorted((a, b) => b.length - a.length)
    .find((word) => word.length > 1) ?? null;
