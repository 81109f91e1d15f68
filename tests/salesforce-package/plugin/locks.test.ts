import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lockQuery, startOfDay, toLock } from '../../../salesforce-package/plugin/src/locks.ts';
import { readerFor, register, startPartnerOrg } from './partner-org.ts';

describe('the start of a day', () => {
  it.each([
    ['in UTC', '2027-03-31', 'GMT', '2027-03-31T00:00:00.000Z'],
    ['in winter', '2027-01-05', 'Europe/Berlin', '2027-01-04T23:00:00.000Z'],
    ['in summer', '2027-07-05', 'Europe/Berlin', '2027-07-04T22:00:00.000Z'],
    ['on the day when clocks go forward', '2027-03-28', 'Europe/Berlin', '2027-03-27T23:00:00.000Z'],
    ['where midnight does not exist', '2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['behind UTC', '2027-01-05', 'America/Los_Angeles', '2027-01-05T08:00:00.000Z'],
  ])('%s', (_label, day, zone, moment) => {
    expect(startOfDay(day, zone)).toBe(moment);
  });

  it.each(['2027-02-29', '2027-13-01', 'tomorrow', '2027-1-5', ''])('is none of %s', (text) => {
    expect(startOfDay(text, 'GMT')).toBeNull();
  });
});

describe('what somebody types as a filter', () => {
  it('finds by a part of name, website or key, whatever its case', async () => {
    const { numbersFor } = await twoLocks();
    expect(await numbersFor({ company: 'SIEM' })).toEqual(['PR-00001']);
    expect(await numbersFor({ company: 'd3.example' })).toEqual(['PR-00002']);
    expect(await numbersFor({ company: 'dom:' })).toEqual(['PR-00001', 'PR-00002']);
    expect(await numbersFor({ partner: 'north' })).toEqual(['PR-00001']);
    expect(await numbersFor({ partner: 'Demo Partner', endsBefore: '2027-02-20T23:00:00Z' })).toEqual(['PR-00002']);
  });

  it('is never a wildcard', async () => {
    const { numbersFor } = await twoLocks();
    expect(await numbersFor({ company: '%' })).toEqual(['PR-00002']);
    expect(await numbersFor({ company: 'S_emens' })).toEqual([]);
  });

  it('is never a part of the query', async () => {
    const { numbersFor } = await twoLocks();
    const texts = fc.string({
      unit: fc.constantFrom('\\', "'", '"', '%', '_', ' ', '\n', 'OR', 'Name', '=', '(', ')', 'é'),
    });
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        expect(await numbersFor({ company: `${text}no company is called this` })).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

async function twoLocks() {
  const standIn = await startPartnerOrg({
    seed: (org) => {
      register(org, 1, { company: 'Siemens', domain: 'siemens.com', partner: 'North', endsAt: '2027-02-20T23:00:00Z' });
      register(org, 2, {
        company: '100% "Data"',
        domain: 'd3.example',
        partner: 'South',
        endsAt: '2027-02-20T22:00:00Z',
      });
    },
  });
  onTestFinished(() => standIn.close());
  const reader = readerFor(standIn);
  const numbersFor = async (filter: Parameters<typeof lockQuery>[0]) =>
    (await reader.query(lockQuery(filter))).map((row) => toLock(row).number).toSorted();
  return { numbersFor };
}
