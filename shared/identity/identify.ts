import type { Prospect } from '../registration/registration.ts';
import type { RegistrationId } from '../values/ids.ts';
import { normaliseCompanyName } from './company-name.ts';
import { isDirectoryPage } from './directories.ts';
import { isDisposable, isFreeMail } from './mail-domains.ts';
import { plainText } from './plain-text.ts';
import { readAddresses } from './read-address.ts';
import type { Address } from './read-address.ts';

/** What a reader of the identity should know, in the order in which it was noticed. */
export const IDENTITY_HINTS = [
  /** Something stands in the website field, and no domain can be read from it. */
  'website_unreadable',
  'website_is_free_mail',
  'website_is_disposable',
  'email_unreadable',
  'email_is_free_mail',
  'email_is_disposable',
  /** One of the fields holds a page at LinkedIn, Facebook, a directory … which is not the company's own domain. */
  'directory_page',
  /** One of the fields holds `co.uk` or `github.io`: a suffix under which many register. */
  'public_suffix_only',
  'ip_address',
  /** The key is a name at a hosting service, `acme.myshopify.com`: the company may have a domain of its own. */
  'hosting_subdomain',
  /** Both were usable and name two domains; the website was taken. */
  'website_and_email_differ',
  /** Only the name identifies the company: two companies of one name and country cannot be told apart. */
  'name_only',
  /** The name is a stand-in such as "N/A" or "confidential", which would lock out every other such registration. */
  'name_is_placeholder',
] as const;
export type IdentityHint = (typeof IDENTITY_HINTS)[number];

/** What a partner wrote about the company. */
export interface IdentityInput {
  readonly website: string | null;
  readonly email: string | null;
  readonly companyName: string;
  /** ISO 3166 alpha-2; anything else counts as unknown. */
  readonly country: string | null;
}

export interface Identity {
  readonly prospect: Prospect;
  /** Which part of the input the key rests on. */
  readonly basis: 'website' | 'email' | 'name' | 'none';
  readonly hints: readonly IdentityHint[];
}

/**
 * Which company this is: by website, else by e-mail, else by normalised name and country, else by nothing
 * (`none:<registrationId>`, which never collides). Never throws. Identifying the result again gives the same key.
 */
export function identify(input: IdentityInput, registrationId: RegistrationId): Identity {
  const name = plainText(input.companyName, MAX_NAME_LENGTH);
  const country = countryCode(input.country);
  const website = readField('website', input.website, name);
  const email = readField('email', input.email, name);
  const fields = { name, website: plainText(input.website ?? '', MAX_WEBSITE_LENGTH) || null, country };
  const domain = website.domain ?? email.domain;

  if (domain !== null) {
    const differ = website.domain !== null && email.domain !== null && website.domain.name !== email.domain.name;
    return {
      prospect: { ...fields, key: `dom:${domain.name}`, domain: domain.name },
      basis: website.domain !== null ? 'website' : 'email',
      hints: distinct([
        ...website.hints,
        ...email.hints,
        ...(domain.isHosted ? (['hosting_subdomain'] as const) : []),
        ...(differ ? (['website_and_email_differ'] as const) : []),
      ]),
    };
  }
  const byName = nameKey(name, country);
  return {
    prospect: { ...fields, key: byName.key ?? `none:${registrationId}`, domain: null },
    basis: byName.key === null ? 'none' : 'name',
    hints: distinct([...website.hints, ...email.hints, ...byName.hints]),
  };
}

interface FieldReading {
  readonly domain: { readonly name: string; readonly isHosted: boolean } | null;
  readonly hints: readonly IdentityHint[];
}

/** The first address in the field that is the company's own; else why its first address is not. */
function readField(field: 'website' | 'email', text: string | null, companyName: string): FieldReading {
  if (plainText(text ?? '', MAX_WEBSITE_LENGTH) === '') return { domain: null, hints: [] };
  let obstacle: IdentityHint | null = null;
  for (const address of readAddresses(text ?? '')) {
    const objection = objectionTo(address, field, companyName);
    if (address.kind === 'domain' && objection === null) {
      return {
        domain: { name: address.domain, isHosted: address.isHosted },
        hints: obstacle === null ? [] : [obstacle],
      };
    }
    obstacle ??= objection;
  }
  return { domain: null, hints: [obstacle ?? `${field}_unreadable`] };
}

function objectionTo(address: Address, field: 'website' | 'email', companyName: string): IdentityHint | null {
  switch (address.kind) {
    case 'ip_address':
      return 'ip_address';
    case 'public_suffix':
      return 'public_suffix_only';
    case 'domain':
      if (isDirectoryPage(address.host, companyName)) return 'directory_page';
      // Throw-away first: the list of mail providers holds many of them as well.
      if (isDisposable(address.host)) return `${field}_is_disposable`;
      return isFreeMail(address.host) ? `${field}_is_free_mail` : null;
    default: {
      const unreachable: never = address;
      return unreachable;
    }
  }
}

function nameKey(name: string, country: string | null): { key: string | null; hints: readonly IdentityHint[] } {
  const normalised = normaliseCompanyName(name);
  if (normalised === '') return { key: null, hints: [] };
  if (PLACEHOLDER_NAMES.has(normalised)) return { key: null, hints: ['name_is_placeholder'] };
  return { key: `name:${normalised}|${country ?? ''}`, hints: ['name_only'] };
}

function countryCode(country: string | null): string | null {
  const code = plainText(country ?? '', 16).toUpperCase();
  if (!/^[A-Z]{2}$/.test(code)) return null;
  return COUNTRY_ALIASES.get(code) ?? code;
}

const distinct = (hints: readonly IdentityHint[]): readonly IdentityHint[] => [...new Set(hints)];

const MAX_NAME_LENGTH = 300;
const MAX_WEBSITE_LENGTH = 2048;

/** Codes that ISO 3166 reserves for a country that has another code: the United Kingdom and Greece. */
const COUNTRY_ALIASES: ReadonlyMap<string, string> = new Map([
  ['UK', 'GB'],
  ['EL', 'GR'],
]);

/** As normalised. Two partners' "confidential" are hardly ever one company. */
const PLACEHOLDER_NAMES: ReadonlySet<string> = new Set([
  'anonymous',
  'confidential',
  'inconnu',
  'keine',
  'n a',
  'na',
  'none',
  'null',
  'privat',
  'private',
  'prospect',
  'stealth',
  'tba',
  'tbc',
  'tbd',
  'test',
  'undefined',
  'unknown',
  'unbekannt',
  'vertraulich',
  'xxx',
]);
