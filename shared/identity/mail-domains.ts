import disposableDomains from 'disposable-email-domains/index.json' with { type: 'json' };
import disposableParents from 'disposable-email-domains/wildcard.json' with { type: 'json' };
import freeMailDomains from 'email-providers/all.json' with { type: 'json' };
import { readAddress } from './read-address.ts';

/** Whether addresses at this domain are given to anybody, so that the domain says nothing about a company. */
export function isFreeMail(domain: string): boolean {
  const address = readAddress(domain);
  if (address === null || address.kind !== 'domain') return false;
  const found = (name: string): boolean => FREE_MAIL.has(name) && !COMPANIES_LISTED_BY_MISTAKE.has(name);
  return found(address.host) || found(address.domain) || FREE_MAIL_BRANDS.has(address.label);
}

/** Whether the domain belongs to a service of throw-away addresses. */
export function isDisposable(domain: string): boolean {
  const address = readAddress(domain);
  if (address === null || address.kind !== 'domain' || COMPANIES_LISTED_BY_MISTAKE.has(address.domain)) return false;
  return (
    DISPOSABLE.has(address.host) || DISPOSABLE.has(address.domain) || DISPOSABLE_WITH_SUBDOMAINS.has(address.domain)
  );
}

// The package leaves out some providers that hand out addresses to anybody.
const FREE_MAIL: ReadonlySet<string> = new Set([
  ...freeMailDomains,
  'duck.com',
  'fastmail.com',
  'hushmail.me',
  'inbox.eu',
  'mailfence.com',
  'privaterelay.appleid.com',
  'posteo.de',
  'posteo.net',
  'sohu.com',
  'tuta.com',
  'tuta.io',
  'tutamail.com',
  'tutanota.com',
  'tutanota.de',
  'zohomail.com',
  'zohomail.eu',
  'zohomail.in',
]);

/** Providers with one domain per country; nobody else owns these names, and no list has every country. */
const FREE_MAIL_BRANDS: ReadonlySet<string> = new Set(['gmail', 'googlemail', 'gmx', 'hotmail', 'rocketmail', 'yahoo']);

const DISPOSABLE: ReadonlySet<string> = new Set(disposableDomains);
const DISPOSABLE_WITH_SUBDOMAINS: ReadonlySet<string> = new Set(disposableParents);

/**
 * Companies and universities in the two lists whose domain is that of their own staff. Without this their prospects
 * could only be registered by name. Providers that are both, such as `rogers.com` and `sky.com`, stay free mail.
 */
const COMPANIES_LISTED_BY_MISTAKE: ReadonlySet<string> = new Set([
  'alibaba.com',
  'ancestry.com',
  'aver.com',
  'bt.com',
  'clerk.com',
  'discovery.com',
  'dnsmadeeasy.com',
  'facebook.com',
  'medscape.com',
  'name.com',
  'nus.edu.sg',
  'parrot.com',
  'saudia.com',
  'singpost.com',
  'telstra.com',
  'unican.es',
]);
