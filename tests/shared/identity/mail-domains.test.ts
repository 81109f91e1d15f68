import { describe, expect, it } from 'vitest';
import { isDisposable, isFreeMail } from '../../../shared/identity/mail-domains.ts';
import { PROSPECTS } from '../../fixtures/prospects.ts';

describe('isFreeMail', () => {
  it.each([
    'gmail.com',
    ' GMAIL.com. ',
    'yahoo.co.uk',
    'yahoo.co.nz',
    'yahoo.co.zw',
    'gmail.de',
    'hotmail.com.br',
    'gmx.li',
    'mail.yahoo.com',
  ])('%j is', (domain) => expect(isFreeMail(domain)).toBe(true));
  it.each(['web.de', 'qq.com', 'icloud.com', 'fastmail.com', 'tutanota.com', 'posteo.de', 'privaterelay.appleid.com'])(
    '%s is',
    (domain) => expect(isFreeMail(domain)).toBe(true),
  );
  it.each(['acme.com', 'bt.com', 'alibaba.com', 'telstra.com', 'notgmail.com', 'gmail.acme.com', '', '__proto__', '@'])(
    '%j is not',
    (domain) => expect(isFreeMail(domain)).toBe(false),
  );
});

describe('isDisposable', () => {
  it.each(['mailinator.com', 'MAILINATOR.com', 'inbox.mailinator.com', '10mail.org'])('%s is', (domain) =>
    expect(isDisposable(domain)).toBe(true),
  );
  it.each(['acme.com', 'gmail.com', '', 'constructor', '\uD800'])('%j is not', (domain) =>
    expect(isDisposable(domain)).toBe(false),
  );
});

it('takes no company of the fixture for a mail provider', () => {
  const mistaken = PROSPECTS.filter(({ domain }) => isFreeMail(domain) || isDisposable(domain));
  expect(mistaken.map(({ domain }) => domain)).toEqual([]);
});
