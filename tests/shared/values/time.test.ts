import { describe, expect, it } from 'vitest';
import { endOfLocalDay, extendedEnd } from '../../../shared/values/local-days.ts';
import { contains, daysLeft, isZone, localDate, toInstant } from '../../../shared/values/time.ts';

describe('the end of the 90th local day', () => {
  it.each([
    { case: 'UTC, in the morning', from: '2026-11-22T09:00:00.000Z', zone: 'UTC', end: '2027-02-21T00:00:00.000Z' },
    {
      case: 'UTC, in the last millisecond of the day',
      from: '2026-11-22T23:59:59.999Z',
      zone: 'UTC',
      end: '2027-02-21T00:00:00.000Z',
    },
    {
      case: 'Berlin: already tomorrow there',
      from: '2026-11-22T23:30:00.000Z',
      zone: 'Europe/Berlin',
      end: '2027-02-21T23:00:00.000Z',
    },
    {
      case: 'Berlin: over the start of summer time',
      from: '2027-01-15T12:00:00.000Z',
      zone: 'Europe/Berlin',
      end: '2027-04-15T22:00:00.000Z',
    },
    {
      case: 'New York: over the end of summer time',
      from: '2026-09-01T12:00:00.000Z',
      zone: 'America/New_York',
      end: '2026-12-01T05:00:00.000Z',
    },
    { case: 'over a leap day', from: '2028-01-01T00:00:00.000Z', zone: 'UTC', end: '2028-04-01T00:00:00.000Z' },
    {
      case: 'Santiago: midnight that does not exist',
      from: '2026-06-08T12:00:00.000Z',
      zone: 'America/Santiago',
      end: '2026-09-07T03:00:00.000Z',
    },
    {
      case: 'Apia: the day has begun there already',
      from: '2026-11-22T11:00:00.000Z',
      zone: 'Pacific/Apia',
      end: '2027-02-21T11:00:00.000Z',
    },
  ])('$case', ({ from, zone, end }) => expect(endOfLocalDay(from, 90, zone)).toBe(end));

  it('an extension adds local days after the last protected day', () => {
    expect(extendedEnd('2027-02-21T00:00:00.000Z', 30, 'UTC')).toBe('2027-03-23T00:00:00.000Z');
    expect(extendedEnd('2027-03-01T23:00:00.000Z', 30, 'Europe/Berlin')).toBe('2027-03-31T22:00:00.000Z');
  });
});

it('of two touching periods exactly one holds the moment', () => {
  const first = { startsAt: '2026-01-01T00:00:00.000Z', endsAt: '2026-02-01T00:00:00.000Z' };
  const second = { startsAt: first.endsAt, endsAt: '2026-03-01T00:00:00.000Z' };
  expect([contains(first, first.endsAt), contains(second, first.endsAt)]).toEqual([false, true]);
});

it('counts whole local days left: 90 on the first day, 0 on the last, negative after', () => {
  const end = endOfLocalDay('2026-11-22T09:00:00.000Z', 90, 'Europe/Berlin');
  const left = (now: string) => daysLeft(end, now, 'Europe/Berlin');
  expect(left('2026-11-22T09:00:00.000Z')).toBe(90);
  expect(left('2027-02-20T22:59:59.999Z')).toBe(0);
  expect(left('2027-02-20T23:00:00.000Z')).toBe(-1);
});

it('counts the same in days of 24 hours where the zone is not known, and no more after a change of clocks', () => {
  const end = endOfLocalDay('2026-11-22T09:00:00.000Z', 90, 'Europe/Berlin');
  const moments = ['2026-11-22T09:00:00.000Z', '2026-12-31T22:59:59.999Z', '2027-02-20T22:59:59.999Z', end];
  const inZone = moments.map((now) => daysLeft(end, now, 'Europe/Berlin'));
  expect(moments.map((now) => daysLeft(end, now, null))).toEqual(inZone);
  const overSpring = endOfLocalDay('2027-03-01T09:00:00.000Z', 90, 'Europe/Berlin');
  expect(daysLeft(overSpring, '2027-03-01T09:00:00.000Z', null)).toBe(90);
});

it('reads moments with an offset only, and writes one canonical form', () => {
  expect(toInstant('2026-11-22T10:00:00+01:00')).toBe('2026-11-22T09:00:00.000Z');
  expect(toInstant(0)).toBe('1970-01-01T00:00:00.000Z');
  expect(() => toInstant('2026-11-22T10:00:00')).toThrow('offset');
  expect(() => toInstant('tomorrow')).toThrow(RangeError);
  expect(localDate('2026-11-22T23:30:00.000Z', 'Europe/Berlin')).toBe('2026-11-23');
  expect([isZone('Europe/Berlin'), isZone('Mars/Base')]).toEqual([true, false]);
});
