import disposableDomains from 'disposable-email-domains/index.json' with { type: 'json' };
import freeMailDomains from 'email-providers/all.json' with { type: 'json' };
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseCompanyName } from '../../../shared/identity/company-name.ts';
import { identify } from '../../../shared/identity/identify.ts';
import type { IdentityInput } from '../../../shared/identity/identify.ts';
import { isDisposable, isFreeMail } from '../../../shared/identity/mail-domains.ts';
import { registrableDomain } from '../../../shared/identity/read-address.ts';
import { HOSTILE_TEXTS, PROSPECTS } from '../../fixtures/prospects.ts';

const pieces = fc.constantFrom(
  ...HOSTILE_TEXTS.filter((text) => text.length < 2000),
  ...PROSPECTS.slice(0, 40).flatMap(({ name, typed }) => [name, typed]),
  ...['.', ' . ', '@', '//', ':', 'www.', '.com', '.co.uk', '.github.io', 'xn--', 'linkedin.com/', 'gmail.com', '。'],
  ...['GmbH', ' & ', ' y ', ' und Co', 'S.A.', 'The ', ' Inc', '株式会社', 'ﷺ', 'ß', 'e\u0301', '\u0130'],
);
const messyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.array(fc.nat(0xffff), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
  fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join('')),
  fc.domain(),
  fc.webUrl(),
  fc.emailAddress(),
);
const messyInput: fc.Arbitrary<IdentityInput> = fc.record({
  website: fc.option(messyText),
  email: fc.option(messyText),
  companyName: messyText,
  country: fc.option(fc.oneof(messyText, fc.constantFrom('DE', 'us', 'UK'))),
});

const KEY = /^(?:dom:[a-z0-9-]+(?:\.[a-z0-9-]+)+|name:[^|:\s]+(?: [^|:\s]+)*\|(?:[A-Z]{2})?|none:reg_1)$/u;

describe('identify', () => {
  it('never throws and always gives a well-formed key', () => {
    fc.assert(
      fc.property(messyInput, (input) => {
        const { prospect, basis } = identify(input, 'reg_1');
        expect(prospect.key).toMatch(KEY);
        expect(prospect.key.isWellFormed()).toBe(true);
        expect(prospect.key.length).toBeLessThanOrEqual(255);
        const prefix = { website: 'dom:', email: 'dom:', name: 'name:', none: 'none:' }[basis];
        expect(prospect.key.startsWith(prefix)).toBe(true);
        expect(prospect.domain).toBe(prefix === 'dom:' ? prospect.key.slice(4) : null);
      }),
      { numRuns: 3000 },
    );
  });

  it('gives the same key when its own result is identified again', () => {
    fc.assert(
      fc.property(messyInput, (input) => {
        const { prospect } = identify(input, 'reg_1');
        const { name, country, domain } = prospect;
        const again = identify({ website: domain, email: null, companyName: name, country }, 'reg_1');
        expect(again.prospect).toMatchObject({ key: prospect.key, domain, name, country });
      }),
      { numRuns: 3000 },
    );
  });

  it('never makes a free-mail or throw-away domain the key', () => {
    fc.assert(
      fc.property(messyInput, (input) => {
        const { domain } = identify(input, 'reg_1').prospect;
        expect(domain !== null && (isFreeMail(domain) || isDisposable(domain))).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['free-mail', freeMailDomains, isFreeMail],
    ['throw-away', disposableDomains, isDisposable],
  ] as const)('takes no %s domain of the lists, as website or in an address', (_label, domains, isListed) => {
    const listed = domains.filter((domain) => isListed(domain));
    expect(listed.length / domains.length).toBeGreaterThan(0.98);
    const taken = listed.filter((domain) => {
      const field = { email: `info@${domain}`, companyName: 'Acme', country: 'US' };
      const { key } = identify({ ...field, website: domain }, 'reg_1').prospect;
      return key !== 'name:acme|US';
    });
    expect(taken).toEqual([]);
  });

  it.each(HOSTILE_TEXTS.map((text) => [text.slice(0, 40), text] as const))(
    'survives %j in every field',
    (_label, text) => {
      const { prospect } = identify({ website: text, email: text, companyName: text, country: text }, 'reg_1');
      expect(prospect.key).toMatch(KEY);
      expect(prospect.name.length).toBeLessThanOrEqual(300);
      expect(prospect.name).not.toContain('\u0000');
    },
  );
});

describe('registrableDomain', () => {
  it('is its own registrable domain', () => {
    fc.assert(
      fc.property(messyText, (text) => {
        const domain = registrableDomain(text);
        if (domain !== null) expect(registrableDomain(domain)).toBe(domain);
      }),
      { numRuns: 3000 },
    );
  });

  it('reads the same from a domain however it is wrapped', () => {
    fc.assert(
      fc.property(
        fc.domain(),
        fc.constantFrom('', 'www.', 'https://', 'http://u:p@', 'mailto:info@', '//'),
        (host, before) => {
          expect(registrableDomain(`${before}${host}`)).toBe(registrableDomain(host));
        },
      ),
    );
  });
});

describe('normaliseCompanyName', () => {
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(messyText, (name) => {
        const once = normaliseCompanyName(name);
        expect(normaliseCompanyName(once)).toBe(once);
      }),
      { numRuns: 5000 },
    );
  });

  it('never loses a name that has a letter or a digit', () => {
    fc.assert(
      fc.property(messyText, (name) => {
        const visible = name.slice(0, 300).replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '');
        if (/[\p{L}\p{N}]/u.test(visible)) expect(normaliseCompanyName(name)).not.toBe('');
      }),
      { numRuns: 5000 },
    );
  });
});
