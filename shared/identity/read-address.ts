import { parse } from 'tldts';
import { HOSTING_SUFFIXES } from './hosting-suffixes.ts';
import { plainText } from './plain-text.ts';

/** What one piece of text turned out to be. All names are lower-case A-labels without a trailing dot. */
export type Address =
  | {
      readonly kind: 'domain';
      readonly host: string;
      /** The registrable domain of the host, below a public suffix of the ICANN or the private section. */
      readonly domain: string;
      /** The registrable domain without its public suffix: `acme` of `acme.co.uk`. */
      readonly label: string;
      /** The domain is a customer's name at a hosting service: `acme.myshopify.com`. */
      readonly isHosted: boolean;
    }
  | { readonly kind: 'ip_address' }
  /** Nobody in particular owns it: `co.uk`, `github.io`. */
  | { readonly kind: 'public_suffix' };

/**
 * The registrable domain, as A-labels, of the first readable web or e-mail address in the text; null when it holds
 * none. Free mail and directories are not judged here.
 */
export function registrableDomain(text: string): string | null {
  const address = readAddresses(text).find((candidate) => candidate.kind === 'domain');
  return address?.domain ?? null;
}

/**
 * Every address that people wrote into one field, in their order: URLs, bare hosts and e-mail addresses between
 * prose. The work is bounded: only the first 2,048 characters and 40 candidates are read.
 */
export function readAddresses(text: string): readonly Address[] {
  const line = plainText(text, MAX_LENGTH)
    .normalize('NFKC')
    .replaceAll('。', '.')
    .replaceAll(/\.{2,}/g, '.');
  const joined = line.replaceAll(/\s+\./g, '.').replaceAll(/\s*@\s*/g, '@');
  const found = candidatesIn(joined);
  // "acme. com": a space after a dot also ends sentences, so it is closed only when nothing else could be read.
  return found.length > 0 ? found : candidatesIn(joined.replaceAll(/\.\s+/g, '.'));
}

function candidatesIn(line: string): readonly Address[] {
  return line
    .split(SEPARATORS)
    .filter((candidate) => candidate.includes('.') || candidate.includes('['))
    .slice(0, MAX_CANDIDATES)
    .map(readAddress)
    .filter((address) => address !== null);
}

/** Reads one URL, host or e-mail address; null when it is none of them. */
export function readAddress(candidate: string): Address | null {
  const host = aLabels(hostIn(candidate.slice(0, MAX_LENGTH).trim()));
  if (host === null) return null;
  if (host.startsWith('[') || IPV4.test(host)) return { kind: 'ip_address' };
  if (!HOST.test(host) || host.length > 253) return null;
  const { domain, domainWithoutSuffix, isIcann, isPrivate } = parse(host, SUFFIX_OPTIONS);
  // Outside the Public Suffix List nobody can have registered it: `acme.local`, `acme.cmo`, `report.pdf`.
  if (isIcann !== true && isPrivate !== true) return null;
  if (domain === null || domainWithoutSuffix === null) return { kind: 'public_suffix' };
  // DNS allows underscores below a registered name (`my_shop.acme.com`), no registry within one.
  if (domain.includes('_')) return null;
  return { kind: 'domain', host, domain, label: domainWithoutSuffix, isHosted: isPrivate === true };
}

/** `https://user:pass@www.acme.com:443/path` → `www.acme.com`. Broken schemes (`http:/`, `https//`) are met daily. */
function hostIn(candidate: string): string {
  const authority = withoutSchemes(candidate.replace(BEFORE, '')).split(/[/?#\\]/, 1)[0] ?? '';
  return authority
    .slice(authority.lastIndexOf('@') + 1)
    .replace(/:\d*$/, '')
    .replace(BEFORE, '')
    .replace(AFTER, '');
}

function withoutSchemes(candidate: string): string {
  let rest = candidate;
  // Three rounds undo `https://http://…`; more are not met, and every round must be bounded.
  for (let round = 0; round < 3; round += 1) rest = rest.replace(SCHEME, '');
  return rest;
}

function aLabels(host: string): string | null {
  if (!host.includes('.') && !host.startsWith('[')) return null;
  const url = URL.parse(`http://${host}/`);
  return url === null ? null : url.hostname.replace(/\.$/, '');
}

const SUFFIX_OPTIONS = {
  allowPrivateDomains: true,
  extractHostname: false,
  extraSuffixes: { private: HOSTING_SUFFIXES },
};
const MAX_LENGTH = 2048;
const MAX_CANDIDATES = 40;
/** No apostrophe: "l'acme.fr" would otherwise be read as another company's `acme.fr`. */
const SEPARATORS = /[\s,;|<>"“”„«»(){}…]+/u;
/** Quotes, bullets, dots and the like around an address. */
const BEFORE = /^[^\p{L}\p{N}[@/\\]+/u;
const AFTER = /[^\p{L}\p{N}\p{M}\]]+$/u;
/** A scheme has no dot, so that the host of `acme.com:8080` is not taken for one. */
const SCHEME = /^(?:[a-z][a-z0-9+-]*:[/\\]*|https?[/\\]+|[/\\]+)/i;
const IPV4 = /^\d+(?:\.\d+){3}$/;
const HOST = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/;
