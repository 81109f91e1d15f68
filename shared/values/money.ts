/** An amount in the currency's smallest unit (cents, yen, fils): whole numbers only, so that sums are exact. */
export interface Money {
  readonly amountMinor: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
}

const DECIMALS = new Map([
  ...[
    'BIF',
    'CLP',
    'DJF',
    'GNF',
    'ISK',
    'JPY',
    'KMF',
    'KRW',
    'PYG',
    'RWF',
    'UGX',
    'VND',
    'VUV',
    'XAF',
    'XOF',
    'XPF',
  ].map((code) => [code, 0] as const),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((code) => [code, 3] as const),
]);

/** Digits after the point in the currency: 0 for JPY, 3 for KWD, 2 for most. Source: ISO 4217. */
export const decimalsOf = (currency: string): number => DECIMALS.get(currency) ?? 2;

/** Throws RangeError when the amount is not a whole number of minor units or the currency is not three capitals. */
export function money(amountMinor: number, currency: string): Money {
  if (!Number.isSafeInteger(amountMinor)) throw new RangeError(`Not a whole amount in minor units: ${amountMinor}`);
  if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError(`Not an ISO 4217 currency: ${currency}`);
  return { amountMinor, currency };
}

/** The sum. Throws RangeError when the currencies differ: conversion is a decision, never an accident. */
export function add(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`Cannot add ${b.currency} to ${a.currency}`);
  return money(a.amountMinor + b.amountMinor, a.currency);
}

/** `rateBps` hundredths of a per cent of the amount, rounded half to even: the one place where money is rounded. */
export function percentOf(amount: Money, rateBps: number): Money {
  const product = BigInt(amount.amountMinor) * BigInt(rateBps);
  return money(Number(divideHalfEven(product, 10_000n)), amount.currency);
}

function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  const twice = 2n * (remainder < 0n ? -remainder : remainder);
  const roundsAway = twice > denominator || (twice === denominator && quotient % 2n !== 0n);
  return roundsAway ? quotient + (numerator < 0n ? -1n : 1n) : quotient;
}

/** Decimal text as CRMs write it, `1234.50`. */
export function toDecimal(amount: Money): string {
  const decimals = decimalsOf(amount.currency);
  const sign = amount.amountMinor < 0 ? '-' : '';
  const digits = String(Math.abs(amount.amountMinor)).padStart(decimals + 1, '0');
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Reads decimal text; null when it is no plain number or has more digits than the currency. */
export function parseDecimal(text: string, currency: string): Money | null {
  const decimals = decimalsOf(currency);
  const match = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(text.trim());
  const fraction = match?.[3] ?? '';
  if (!match || fraction.replace(/0+$/, '').length > decimals) return null;
  const minor = Number(`${match[2]}${fraction.slice(0, decimals).padEnd(decimals, '0')}`);
  return money(match[1] && minor !== 0 ? -minor : minor, currency);
}
