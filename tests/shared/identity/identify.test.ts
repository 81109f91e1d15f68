import { describe, expect, it } from 'vitest';
import { identify } from '../../../shared/identity/identify.ts';
import type { Identity, IdentityHint, IdentityInput } from '../../../shared/identity/identify.ts';
import { normaliseCompanyName } from '../../../shared/identity/company-name.ts';
import { PROSPECTS } from '../../fixtures/prospects.ts';

const identified = (input: Partial<IdentityInput>): Identity =>
  identify({ website: null, email: null, companyName: 'Acme', country: 'US', ...input }, 'reg_1');

describe('real companies as partners type them', () => {
  it.each(PROSPECTS)('$name, typed "$typed", rests on the $basis', ({ name, domain, country, typed, email, basis }) => {
    const identity = identify({ website: typed, email, companyName: name, country }, 'reg_1');
    const key = basis === 'name' ? `name:${normaliseCompanyName(name)}|${country}` : `dom:${domain}`;
    expect(identity.prospect.key).toBe(key);
    expect(identity.prospect.domain).toBe(basis === 'name' ? null : domain);
    expect(identity.basis).toBe(basis);
  });

  it('gives every company of the fixture a key of its own', () => {
    const keys = PROSPECTS.map(
      ({ name, country, typed, email }) =>
        identify({ website: typed, email, companyName: name, country }, 'reg_1').prospect.key,
    );
    expect(PROSPECTS.length).toBeGreaterThanOrEqual(220);
    expect(new Set(keys).size).toBe(PROSPECTS.length);
  });
});

describe('which part of the input decides', () => {
  const rows: readonly [string, Partial<IdentityInput>, string, Identity['basis'], readonly IdentityHint[]][] = [
    ['the website wins', { website: 'acme.com', email: 'info@acme.com' }, 'dom:acme.com', 'website', []],
    [
      'the website wins over another company e-mail, and says so',
      { website: 'acme.com', email: 'info@siemens.com' },
      'dom:acme.com',
      'website',
      ['website_and_email_differ'],
    ],
    ['the e-mail, when no website is there', { email: 'Sales <sales@acme.com>' }, 'dom:acme.com', 'email', []],
    ['blank website is no website', { website: ' \u200B ', email: 'info@acme.com' }, 'dom:acme.com', 'email', []],
    [
      'the e-mail, when the website is unreadable',
      { website: 'see attachment', email: 'info@acme.com' },
      'dom:acme.com',
      'email',
      ['website_unreadable'],
    ],
    ['the name', {}, 'name:acme|US', 'name', ['name_only']],
    ['the name without country', { country: null }, 'name:acme|', 'name', ['name_only']],
    ['a country that is no code', { country: 'Germany' }, 'name:acme|', 'name', ['name_only']],
    ['a lower-case country', { country: ' de ' }, 'name:acme|DE', 'name', ['name_only']],
    ['UK is GB', { country: 'uk' }, 'name:acme|GB', 'name', ['name_only']],
    ['nothing at all', { companyName: ' – ' }, 'none:reg_1', 'none', []],
    ['a stand-in for a name', { companyName: 'N/A' }, 'none:reg_1', 'none', ['name_is_placeholder']],
    ['a confidential name', { companyName: 'Confidential' }, 'none:reg_1', 'none', ['name_is_placeholder']],
    [
      'a stand-in does no harm beside a website',
      { companyName: 'tbd', website: 'acme.com' },
      'dom:acme.com',
      'website',
      [],
    ],
  ];
  it.each(rows)('%s', (_label, input, key, basis, hints) => {
    expect(identified(input)).toMatchObject({ prospect: { key }, basis, hints });
  });
});

describe('domains that are not the company', () => {
  const rows: readonly [Partial<IdentityInput>, string, readonly IdentityHint[]][] = [
    [{ website: 'gmail.com' }, 'name:acme|US', ['website_is_free_mail', 'name_only']],
    [{ website: 'acme@yahoo.co.nz' }, 'name:acme|US', ['website_is_free_mail', 'name_only']],
    [{ website: 'mailinator.com' }, 'name:acme|US', ['website_is_disposable', 'name_only']],
    [{ website: '10mail.org' }, 'name:acme|US', ['website_is_disposable', 'name_only']],
    [{ email: 'acme.widgets@gmail.com' }, 'name:acme|US', ['email_is_free_mail', 'name_only']],
    [{ email: 'acme@10mail.org' }, 'name:acme|US', ['email_is_disposable', 'name_only']],
    [{ email: 'acme at work' }, 'name:acme|US', ['email_unreadable', 'name_only']],
    [{ website: 'acme.com', email: 'acme@gmx.de' }, 'dom:acme.com', ['email_is_free_mail']],
    [{ website: 'LinkedIn.com/company/acme' }, 'name:acme|US', ['directory_page', 'name_only']],
    [{ website: 'https://de.linkedin.com/company/acme' }, 'name:acme|US', ['directory_page', 'name_only']],
    [{ website: 'https://m.facebook.com/acme' }, 'name:acme|US', ['directory_page', 'name_only']],
    [{ website: 'crunchbase.com/organization/acme' }, 'name:acme|US', ['directory_page', 'name_only']],
    [{ website: 'https://x.com/acme' }, 'name:acme|US', ['directory_page', 'name_only']],
    [{ website: 'instagram.com/acme' }, 'name:acme|US', ['directory_page', 'name_only']],
    [{ website: 'www.g2.com/products/acme' }, 'name:acme|US', ['directory_page', 'name_only']],
    [{ website: 'https://www.google.com/url?q=https://acme.com' }, 'name:acme|US', ['directory_page', 'name_only']],
    [{ website: 'https://maps.google.co.uk/?q=acme' }, 'name:acme|US', ['directory_page', 'name_only']],
    [{ website: 'www.glassdoor.de/acme' }, 'name:acme|US', ['directory_page', 'name_only']],
    [{ website: 'acme.squarespace.com' }, 'name:acme|US', ['directory_page', 'name_only']],
    [{ website: 'facebook.com/acme acme.com' }, 'dom:acme.com', ['directory_page']],
    [{ website: 'facebook.com/acme', email: 'info@acme.com' }, 'dom:acme.com', ['directory_page']],
    [{ website: 'https://github.io' }, 'name:acme|US', ['public_suffix_only', 'name_only']],
    [{ website: 'co.uk' }, 'name:acme|US', ['public_suffix_only', 'name_only']],
    [{ website: 'http://192.168.0.1/shop' }, 'name:acme|US', ['ip_address', 'name_only']],
    [{ website: 'http://[::1]:8080/' }, 'name:acme|US', ['ip_address', 'name_only']],
    [{ website: 'http://0x7f.1/' }, 'name:acme|US', ['ip_address', 'name_only']],
    [{ website: 'acme.github.io' }, 'dom:acme.github.io', ['hosting_subdomain']],
    [{ website: 'https://acme.myshopify.com/products' }, 'dom:acme.myshopify.com', ['hosting_subdomain']],
    [{ website: 'acme.wordpress.com' }, 'dom:acme.wordpress.com', ['hosting_subdomain']],
    [{ email: 'info@acme.onmicrosoft.com' }, 'dom:acme.onmicrosoft.com', ['hosting_subdomain']],
  ];
  it.each(rows)('%j is %s', (input, key, hints) => {
    expect(identified(input)).toMatchObject({ prospect: { key }, hints });
  });

  it.each([
    ['LinkedIn Corporation', 'linkedin.com', 'dom:linkedin.com'],
    ['X Corp.', 'https://x.com/', 'dom:x.com'],
    ['Space X', 'https://x.com/spacex', 'name:space x|US'],
    ['X Energy, LLC', 'https://x.com/xenergy', 'name:x energy|US'],
    ['Xerox', 'https://x.com/xerox', 'name:xerox|US'],
    ['Meta Platforms, Inc.', 'facebook.com', 'dom:facebook.com'],
    ['Google Cloud', 'google.com/cloud', 'dom:google.com'],
  ])('%s at %s is %s: a directory belongs to its operator', (companyName, website, key) => {
    expect(identified({ companyName, website }).prospect.key).toBe(key);
  });
});

describe('what is stored of the input', () => {
  it('keeps name and website as typed, on one clean line', () => {
    const { prospect } = identified({
      companyName: ' Acme\u0000\n\u202EWidgets  GmbH ',
      website: ' HTTP://Acme.com/a ',
    });
    expect(prospect).toMatchObject({ name: 'Acme Widgets GmbH', website: 'HTTP://Acme.com/a', domain: 'acme.com' });
  });

  it('keeps no half surrogate, which neither JSON nor PostgreSQL would take', () => {
    const { prospect } = identified({ companyName: `${'A'.repeat(299)}🏢`, website: 'acme\uD800.com' });
    expect(prospect.name.isWellFormed()).toBe(true);
    expect(prospect.website?.isWellFormed()).toBe(true);
  });
});

describe('companies that only look alike stay apart', () => {
  it.each([
    ['Siemens Energy AG', 'Siemens Healthineers AG'],
    ['Siemens AG', 'Siemens Energy AG'],
    ['Delta Air Lines, Inc.', 'Delta Faucet Company'],
    ['Example Fund II LP', 'Example Fund III LP'],
    ['Example Fund I Co.', 'Example Fund Co.'],
    ['Target Corporation', 'Target Hospitality Corp.'],
    ['Volvo Group', 'Volvo Cars AB'],
    ['Woolworths Group Limited', 'Woolworths Holdings Limited'],
    ['Merck KGaA, Darmstadt', 'Merck & Co., Inc.'],
    ['A. O. Smith Corporation', 'Smith Corporation'],
    ['3M Company', '4M Company'],
    ['ガス', 'カス'],
    ['कमल', 'कमला'],
  ])('%s / %s', (one, other) => {
    const keyOf = (companyName: string): string => identified({ companyName }).prospect.key;
    expect(keyOf(one)).not.toBe(keyOf(other));
  });

  it('keeps one name in two countries apart', () => {
    const keys = ['AU', 'ZA'].map((country) => identified({ companyName: 'Woolworths', country }).prospect.key);
    expect(keys).toEqual(['name:woolworths|AU', 'name:woolworths|ZA']);
  });
});
