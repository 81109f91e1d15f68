import { describe, expect, it } from 'vitest';
import { registrableDomain } from '../../../shared/identity/read-address.ts';

describe('registrableDomain reads what people type', () => {
  it.each([
    ['HTTPS://WWW.Acme.COM/path?x', 'acme.com'],
    ['acme.com.', 'acme.com'],
    ['acme..com', 'acme.com'],
    ['acme . com', 'acme.com'],
    ['acme. com', 'acme.com'],
    ['acme .co.uk', 'acme.co.uk'],
    ['www.acme.co.uk', 'acme.co.uk'],
    ['mailto:info@acme.com?subject=Hello', 'acme.com'],
    ['info@acme.com', 'acme.com'],
    ['Acme <info@acme.com>', 'acme.com'],
    ['j.me @ acme.com', 'acme.com'],
    ['acme.com/', 'acme.com'],
    ['http:/acme.com', 'acme.com'],
    ['http//acme.com', 'acme.com'],
    ['https:\\\\acme.com', 'acme.com'],
    ['//acme.com', 'acme.com'],
    ['https://http://acme.com', 'acme.com'],
    ['ａｃｍｅ．ｃｏｍ', 'acme.com'],
    ['acme。com', 'acme.com'],
    ['münchen.de', 'xn--mnchen-3ya.de'],
    ['MÜNCHEN.DE', 'xn--mnchen-3ya.de'],
    ['mu\u0308nchen.de', 'xn--mnchen-3ya.de'],
    ['xn--mnchen-3ya.de', 'xn--mnchen-3ya.de'],
    [' \u200Bacme.com\u202C ', 'acme.com'],
    ['acme.com:8080', 'acme.com'],
    ['https://user:pass@acme.com/', 'acme.com'],
    ['acme.com, acme.de', 'acme.com'],
    ['n/a; acme.de', 'acme.de'],
    ['Visit acme.com. Or beta.com', 'acme.com'],
    ["='https://acme.com'", 'acme.com'],
    ['my_shop.acme.com', 'acme.com'],
    ['acme.github.io', 'acme.github.io'],
    ['shop.acme.myshopify.com', 'acme.myshopify.com'],
  ])('%j is %s', (text, domain) => {
    expect(registrableDomain(text)).toBe(domain);
  });
});

describe('registrableDomain reads nothing from', () => {
  it.each([
    '',
    'acme',
    'Acme S.A.',
    'n.a.',
    'localhost:3000',
    'acme.local',
    'attachment.pdf',
    'github.io',
    'co.uk',
    '192.168.0.1',
    'http://2130706433/',
    '[::1]',
    "l'acme.fr",
    'a_b.com',
    'xn--.com',
    `${'a'.repeat(64)}.com`,
    ' '.repeat(2048) + 'acme.com',
    '://',
    '@',
  ])('%j', (text) => {
    expect(registrableDomain(text)).toBe(null);
  });
});
