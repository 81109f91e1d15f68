import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, decimalsOf, money, parseDecimal, percentOf, toDecimal } from '../../../shared/values/money.ts';

describe('a percentage, rounded half to even', () => {
  it.each([
    { case: '15 % of $48,000.00', amount: 4_800_000, bps: 1500, currency: 'USD', gives: 720_000 },
    { case: 'half a cent to the even cent below', amount: 250, bps: 100, currency: 'USD', gives: 2 },
    { case: 'half a cent to the even cent above', amount: 350, bps: 100, currency: 'USD', gives: 4 },
    { case: 'a negative half to the even cent', amount: -250, bps: 100, currency: 'USD', gives: -2 },
    { case: 'a yen has no decimals', amount: 999, bps: 1000, currency: 'JPY', gives: 100 },
    { case: 'a dinar has three', amount: 1_005, bps: 1000, currency: 'KWD', gives: 100 },
    { case: 'nothing of nothing', amount: 0, bps: 2500, currency: 'EUR', gives: 0 },
  ])('$case', ({ amount, bps, currency, gives }) => {
    expect(percentOf(money(amount, currency), bps)).toEqual({ amountMinor: gives, currency });
  });
});

describe('decimal text', () => {
  it.each([
    { text: '48000', currency: 'USD', minor: 4_800_000 },
    { text: '0.5', currency: 'USD', minor: 50 },
    { text: '-12.30', currency: 'EUR', minor: -1230 },
    { text: '1500', currency: 'JPY', minor: 1500 },
    { text: '1.2345', currency: 'USD', minor: null },
    { text: '1,200', currency: 'USD', minor: null },
    { text: '1e3', currency: 'USD', minor: null },
  ])('$text $currency', ({ text, currency, minor }) => {
    expect(parseDecimal(text, currency)?.amountMinor ?? null).toBe(minor);
  });

  it('comes back as it was written, for every amount and currency', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e14, max: 1e14 }), fc.constantFrom('USD', 'JPY', 'KWD'), (minor, currency) => {
        const whole = parseDecimal(toDecimal(money(minor, currency)), currency);
        expect(whole?.amountMinor).toBe(
          minor === 0 ? 0 : Math.abs(minor) < 10 ** (12 + decimalsOf(currency)) ? minor : undefined,
        );
      }),
    );
  });
});

it('refuses what is no amount, and sums of different currencies', () => {
  expect(() => money(0.5, 'USD')).toThrow(RangeError);
  expect(() => money(1, 'usd')).toThrow(RangeError);
  expect(() => add(money(1, 'USD'), money(1, 'EUR'))).toThrow('Cannot add EUR to USD');
  expect(add(money(1, 'USD'), money(2, 'USD'))).toEqual({ amountMinor: 3, currency: 'USD' });
});
