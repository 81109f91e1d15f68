import { describe, expect, it } from 'vitest';
import { REGISTRATION } from '../demo-org.ts';
import { plain, query, single } from './rows.ts';

describe('an answer shows', () => {
  it.each<[string, string, readonly unknown[]]>([
    [
      'parents, and null where there is none',
      "SELECT LastName, Account.Name, Account.Owner.Name FROM Contact WHERE LastName IN ('A','C')",
      [
        { LastName: 'A', Account: { Name: 'Acme', Owner: { Name: 'Org Administrator (demo)' } } },
        { LastName: 'C', Account: null },
      ],
    ],
    [
      'children, and null where there are none',
      "SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName DESC) FROM Account WHERE Name IN ('Acme','beta')",
      [
        { Name: 'Acme', Contacts: { totalSize: 2, done: true, records: [{ LastName: 'B' }, { LastName: 'A' }] } },
        { Name: 'beta', Contacts: null },
      ],
    ],
    [
      'children that fit, so many of them',
      "SELECT (SELECT LastName FROM Contacts WHERE LastName > 'A' ORDER BY LastName LIMIT 1) FROM Account WHERE Name = 'Acme'",
      [
        {
          totalSize: 1,
          done: true,
          records: [
            { attributes: { type: 'Contact', url: expect.stringContaining('/Contact/') as unknown }, LastName: 'B' },
          ],
        },
      ],
    ],
    [
      'custom children',
      "SELECT (SELECT Name FROM Partner_Registrations__r) FROM Account WHERE Name = 'Acme'",
      [
        {
          totalSize: 1,
          done: true,
          records: [
            {
              attributes: { type: REGISTRATION, url: expect.stringContaining('/sobjects/') as unknown },
              Name: 'PR-00001',
            },
          ],
        },
      ],
    ],
    ['labels', `SELECT toLabel(Partner_Status__c) FROM ${REGISTRATION}`, ['Submitted', 'Approved']],
    [
      'a count by group',
      'SELECT Industry, COUNT(Id) FROM Account GROUP BY Industry ORDER BY COUNT(Id) DESC, Industry',
      [
        { Industry: 'Energy', expr0: 2 },
        { Industry: null, expr0: 1 },
        { Industry: 'Banking', expr0: 1 },
      ],
    ],
    [
      'named sums',
      'SELECT Account.Name, SUM(Amount) total, MAX(CloseDate) FROM Opportunity GROUP BY Account.Name ORDER BY Account.Name',
      [
        { Name: 'Acme', total: 400, expr0: '2026-12-01' },
        { Name: 'Acme Sub', total: null, expr0: '2026-09-30' },
        { Name: 'beta', total: 50.5, expr0: '2027-01-15' },
      ],
    ],
    ['groups that pass', 'SELECT StageName FROM Opportunity GROUP BY StageName HAVING COUNT(Id) > 1', ['Prospecting']],
    [
      'one answer over everything',
      'SELECT COUNT(Id) a, COUNT_DISTINCT(AccountId) b, AVG(Amount) c, MIN(Amount) d FROM Opportunity WHERE Amount < 200',
      [{ a: 2, b: 2, c: 75.25, d: 50.5 }],
    ],
  ])('%s', (_label, soql, records) => {
    expect(query(soql).records.map(single)).toEqual(records);
  });

  it('COUNT() as a number without records', () => {
    expect(query("SELECT COUNT() FROM Account WHERE Industry = 'Energy'")).toEqual({ totalSize: 2, records: [] });
  });

  it('all fields, custom or standard', () => {
    const names = (kind: string) => Object.keys(query(`SELECT FIELDS(${kind}) FROM Account LIMIT 1`).records[0] ?? {});
    expect(names('ALL')).toEqual(expect.arrayContaining(['Name', 'Partner_Is_Locked__c']));
    expect(names('CUSTOM')).not.toContain('Name');
    expect(names('STANDARD')).not.toContain('Partner_Is_Locked__c');
  });

  it('deleted records only when all are asked for', () => {
    const soql = "SELECT Name, IsDeleted FROM Account WHERE Name = 'Gone'";
    expect(query(soql).records).toEqual([]);
    expect(query(soql, true).records.map(plain)).toEqual([{ Name: 'Gone', IsDeleted: true }]);
  });
});
