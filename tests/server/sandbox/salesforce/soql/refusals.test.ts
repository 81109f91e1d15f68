import { describe, expect, it } from 'vitest';
import { REGISTRATION } from '../demo-org.ts';
import { query } from './rows.ts';

describe('a query is refused', () => {
  it.each<[string, string, string, string | RegExp]>([
    ['no FROM', 'SELECT Id', 'MALFORMED_QUERY', /./],
    ['a misspelt word', 'SELECT Id FRM Account', 'MALFORMED_QUERY', /./],
    ['an open quote', "SELECT Id FROM Account WHERE Name = 'x", 'MALFORMED_QUERY', /unexpected character/],
    ['a bind variable', 'SELECT Id FROM Account WHERE Name = :name', 'MALFORMED_QUERY', /./],
    [
      'AND and OR without parentheses',
      "SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c'",
      'MALFORMED_QUERY',
      "unexpected token: 'OR'",
    ],
    [
      'NOT after AND without parentheses',
      "SELECT Id FROM Account WHERE Name = 'a' AND NOT Name = 'b'",
      'MALFORMED_QUERY',
      "unexpected token: 'NOT'",
    ],
    [
      'an unknown object',
      'SELECT Id FROM Nope__c',
      'INVALID_TYPE',
      /^sObject type 'Nope__c' is not supported\. If you are attempting to use a custom object/,
    ],
    [
      'an unknown field, with its place',
      'SELECT Id,\n  Nope__c FROM Account',
      'INVALID_FIELD',
      /^\n {2}Nope__c FROM Account\n {2}\^\nERROR at Row:2:Column:3\nNo such column 'Nope__c' on entity 'Account'\./,
    ],
    [
      'an unknown relationship',
      'SELECT Nope.Name FROM Account',
      'INVALID_FIELD',
      /Didn't understand relationship 'Nope' in field path/,
    ],
    [
      'a lookup field as a relationship',
      'SELECT Partner_Account__c.Name FROM Partner_Registration__c',
      'INVALID_FIELD',
      /Didn't understand relationship 'Partner_Account__c'/,
    ],
    [
      'an unknown child relationship',
      'SELECT (SELECT Id FROM Nopes) FROM Account',
      'INVALID_TYPE',
      /Didn't understand relationship 'Nopes' in FROM part/,
    ],
    [
      'a date-time in quotes',
      "SELECT Id FROM Account WHERE CreatedDate > '2026-11-24T10:00:00Z'",
      'INVALID_FIELD',
      "value of filter criterion for field 'CreatedDate' must be of type dateTime and should not be enclosed in quotes",
    ],
    [
      'a date for a date-time',
      'SELECT Id FROM Account WHERE CreatedDate > 2026-11-24',
      'INVALID_FIELD',
      /must be of type dateTime/,
    ],
    [
      'a date-time for a date',
      'SELECT Id FROM Opportunity WHERE CloseDate > 2026-11-24T00:00:00Z',
      'INVALID_FIELD',
      /must be of type date and should not/,
    ],
    [
      'a number for text',
      'SELECT Id FROM Account WHERE Name = 5',
      'INVALID_FIELD',
      "value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes",
    ],
    [
      'text for a number',
      "SELECT Id FROM Account WHERE NumberOfEmployees = '5'",
      'INVALID_FIELD',
      /must be of type double and should not be enclosed in quotes/,
    ],
    [
      'text for a checkbox',
      "SELECT Id FROM Opportunity WHERE IsWon = 'true'",
      'INVALID_FIELD',
      /must be of type boolean/,
    ],
    [
      'an id that is none',
      "SELECT Id FROM Account WHERE Id = 'abc'",
      'INVALID_QUERY_FILTER_OPERATOR',
      'invalid ID field: abc',
    ],
    [
      'LIKE on a number',
      "SELECT Id FROM Account WHERE NumberOfEmployees LIKE '5%'",
      'INVALID_QUERY_FILTER_OPERATOR',
      /./,
    ],
    [
      'less than on a multi-picklist',
      `SELECT Id FROM ${REGISTRATION} WHERE Partner_Markets__c < 'a'`,
      'INVALID_QUERY_FILTER_OPERATOR',
      /./,
    ],
    [
      'a filter on long text',
      "SELECT Id FROM Account WHERE Description = 'long'",
      'INVALID_FIELD',
      "field 'Description' can not be filtered in a query call",
    ],
    [
      'order by long text',
      'SELECT Id FROM Account ORDER BY Description',
      'INVALID_FIELD',
      "field 'Description' can not be sorted in a query call",
    ],
    [
      'a field neither grouped nor computed',
      'SELECT Name, COUNT(Id) FROM Account GROUP BY Industry',
      'MALFORMED_QUERY',
      'Field must be grouped or aggregated: Name',
    ],
    [
      'a sum of text',
      'SELECT SUM(Name) FROM Account',
      'MALFORMED_QUERY',
      'field Name does not support aggregate operator SUM',
    ],
    [
      'an offset above 2,000',
      'SELECT Id FROM Account LIMIT 1 OFFSET 2001',
      'NUMBER_OUTSIDE_VALID_RANGE',
      'Maximum SOQL offset allowed is 2000',
    ],
    [
      'what the stand-in lacks',
      'SELECT Id FROM Account WHERE CALENDAR_YEAR(CreatedDate) = 2026',
      'STAND_IN_NOT_IMPLEMENTED',
      /CALENDAR_YEAR/,
    ],
  ])('for %s', (_label, soql, errorCode, message) => {
    const said: unknown = typeof message === 'string' ? message : expect.stringMatching(message);
    let seen: unknown;
    try {
      query(soql);
    } catch (error) {
      seen = error;
    }
    expect(seen).toMatchObject({ errors: [{ errorCode, message: said }] });
  });
});
