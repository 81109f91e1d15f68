import { beforeEach, describe, expect, it } from 'vitest';
import { API, demoOrg, REGISTRATION, type DemoOrg } from './demo-org.ts';
import type { OrgUser } from '../../../../server/sandbox/salesforce/org/users.ts';

const ACCOUNTS = [
  { Name: 'Siemens', Website: 'siemens.com', Industry: 'Manufacturing', NumberOfEmployees: 300_000 },
  { Name: 'Bosch', Website: 'bosch.com', Industry: 'Manufacturing', NumberOfEmployees: 400_000 },
  { Name: 'Allianz', Industry: 'Banking', NumberOfEmployees: 150_000 },
  { Name: 'Tilde ~ "Co" \\ Söhne', NumberOfEmployees: 5 },
];

describe('GraphQL', () => {
  let demo: DemoOrg;
  beforeEach(async () => {
    demo = await demoOrg();
    const admin = demo.standIn.org.as(demo.standIn.org.administrator.id);
    for (const account of ACCOUNTS) admin.create('Account', account);
    const [siemens] = admin.list('Account');
    const accountId = String(siemens?.['Id']);
    admin.create('Opportunity', {
      Name: 'Big',
      AccountId: accountId,
      StageName: 'Prospecting',
      CloseDate: '2026-12-01',
    });
    admin.create('Opportunity', { Name: 'Small', StageName: 'Closed Won', CloseDate: '2027-02-01', Amount: 12.5 });
  });

  const ask = async (query: string, variables: Readonly<Record<string, unknown>> = {}, as?: OrgUser) => {
    const reply = await demo.call('POST', `${API}/graphql`, { query, variables }, as === undefined ? {} : { as });
    expect(reply.status).toBe(200);
    return reply.body;
  };
  /** Names of the accounts that a filter lets through, in order. */
  const names = async (where: unknown, orderBy: unknown = { Name: { order: 'ASC' } }) => {
    const body = await ask(
      `query a($where: Account_Filter, $orderBy: Account_OrderBy) { uiapi { query {
        Account(where: $where, orderBy: $orderBy) { edges { node { Name { value } } } } } } }`,
      { where, orderBy },
    );
    if (body['errors'] !== undefined) expect(body['errors']).toEqual([]);
    const edges = body['data']?.['uiapi']?.['query']?.['Account']?.['edges'] as unknown as {
      node: { Name: { value: string } };
    }[];
    return edges.map(({ node }) => node.Name.value);
  };
  const TILDE = 'Tilde ~ "Co" \\ Söhne';

  it.each([
    { where: {}, expected: ['Allianz', 'Bosch', 'Siemens', TILDE] },
    { where: null, expected: ['Allianz', 'Bosch', 'Siemens', TILDE] },
    { where: { Name: { eq: 'siemens' } }, expected: ['Siemens'] },
    { where: { Name: { eq: TILDE } }, expected: [TILDE] },
    { where: { Name: { ne: 'Siemens' } }, expected: ['Allianz', 'Bosch', TILDE] },
    { where: { Name: { in: ['Bosch', 'Allianz'] } }, expected: ['Allianz', 'Bosch'] },
    { where: { Name: { nin: ['Bosch', 'Allianz'] } }, expected: ['Siemens', TILDE] },
    { where: { Website: { like: '%mens%' } }, expected: ['Siemens'] },
    { where: { Website: { eq: null } }, expected: ['Allianz', TILDE] },
    { where: { NumberOfEmployees: { gt: 150_000 } }, expected: ['Bosch', 'Siemens'] },
    { where: { NumberOfEmployees: { gte: 150_000, lt: 400_000 } }, expected: ['Allianz', 'Siemens'] },
    { where: { NumberOfEmployees: { lte: 5 } }, expected: [TILDE] },
    {
      where: { and: [{ Industry: { eq: 'Manufacturing' } }, { Name: { like: 'B%' } }] },
      expected: ['Bosch'],
    },
    { where: { or: [{ Name: { eq: 'Bosch' } }, { Industry: { eq: 'Banking' } }] }, expected: ['Allianz', 'Bosch'] },
    { where: { not: { Industry: { eq: 'Manufacturing' } } }, expected: ['Allianz', TILDE] },
    {
      where: { not: { or: [{ Name: { eq: 'Bosch' } }, { Industry: { eq: 'Banking' } }] } },
      expected: ['Siemens', TILDE],
    },
    { where: { Industry: { eq: 'Manufacturing' }, Name: { ne: 'Bosch' } }, expected: ['Siemens'] },
    { where: { Owner: { Name: { like: 'Org%' } } }, expected: ['Allianz', 'Bosch', 'Siemens', TILDE] },
    { where: { CreatedDate: { eq: { literal: 'TODAY' } } }, expected: ['Allianz', 'Bosch', 'Siemens', TILDE] },
    { where: { CreatedDate: { lt: { value: '2026-11-24T10:00:00Z' } } }, expected: [] },
    { where: { CreatedDate: { eq: { range: { last_n_days: 3 } } } }, expected: ['Allianz', 'Bosch', 'Siemens', TILDE] },
  ])('filters by $where', async ({ where, expected }) => {
    expect(await names(where)).toEqual(expected);
  });

  it('sorts, blanks where it is told', async () => {
    expect(await names({}, { NumberOfEmployees: { order: 'DESC' } })).toEqual(['Bosch', 'Siemens', 'Allianz', TILDE]);
    expect(await names({}, { Website: { order: 'ASC', nulls: 'LAST' }, Name: { order: 'ASC' } })).toEqual([
      'Bosch',
      'Siemens',
      'Allianz',
      TILDE,
    ]);
  });

  it('pages by cursor and counts everything', async () => {
    const page = (after: unknown) =>
      ask(
        `query a($after: String) { uiapi { query { Account(first: 3, after: $after, orderBy: { Name: { order: ASC } }) {
          totalCount pageInfo { hasNextPage hasPreviousPage endCursor } edges { cursor node { Id Name { value } } } } } } }`,
        { after },
      );
    const first = (await page(null))['data']?.['uiapi']?.['query']?.['Account'];
    expect(first).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    expect(first?.['edges']).toHaveLength(3);
    const second = (await page(first?.['pageInfo']?.['endCursor']))['data']?.['uiapi']?.['query']?.['Account'];
    expect(second).toMatchObject({
      totalCount: 4,
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
      edges: [{ node: { Name: { value: TILDE } } }],
    });
  });

  it('shows values with their texts, parents inside, under aliases and through fragments', async () => {
    const body = await ask(`
      query deals { uiapi { query { deals: Opportunity(orderBy: { Name: { order: ASC } }) { edges { node {
        ...main Account { Id Name { value } Owner { Name { value } } } } } } } } }
      fragment main on Opportunity { Id StageName { value displayValue } Amount { value displayValue } CloseDate { value } }
    `);
    expect(body['errors']).toEqual([]);
    expect(body['data']?.['uiapi']?.['query']?.['deals']?.['edges']).toMatchObject([
      {
        node: {
          Id: expect.stringMatching(/^006/) as unknown,
          StageName: { value: 'Prospecting', displayValue: 'Prospecting' },
          Amount: { value: null, displayValue: null },
          CloseDate: { value: '2026-12-01' },
          Account: { Name: { value: 'Siemens' }, Owner: { Name: { value: 'Org Administrator (demo)' } } },
        },
      },
      { node: { Amount: { value: 12.5, displayValue: '12.5' }, Account: null } },
    ]);
  });

  it.each([
    {
      what: 'an unknown object',
      text: 'Nothing__c { totalCount }',
      message: /Field 'Nothing__c' in type 'RecordQuery' is undefined/,
    },
    {
      what: 'an unknown field',
      text: 'Account { edges { node { Nope { value } } } }',
      message: /Field 'Nope' in type 'Account' is undefined/,
    },
    { what: 'a name in another case', text: 'Account { edges { node { name { value } } } }', message: /'name'/ },
    {
      what: 'a field without its value',
      text: 'Account { edges { node { Name } } }',
      message: /Subselection required/,
    },
    {
      what: 'an unknown part of a value',
      text: 'Account { edges { node { Name { text } } } }',
      message: /'text' in type 'StringValue'/,
    },
    { what: 'an unknown filter', text: 'Account(where: { Nope: { eq: 1 } }) { totalCount }', message: /'Nope'/ },
    {
      what: 'an unknown operator',
      text: 'Account(where: { Name: { is: "x" } }) { totalCount }',
      message: /operator 'is'/,
    },
    {
      what: 'a text where a number belongs',
      text: 'Account(where: { NumberOfEmployees: { eq: "5" } }) { totalCount }',
      message: /must be a number/,
    },
    {
      what: 'a bare date-time',
      text: 'Account(where: { CreatedDate: { gt: "2026-01-01T00:00:00Z" } }) { totalCount }',
      message: /must be an object/,
    },
    { what: 'an unknown argument', text: 'Account(limit: 5) { totalCount }', message: /'limit'/ },
    { what: 'too large a page', text: 'Account(first: 2001) { totalCount }', message: /'first'/ },
    { what: 'a cursor of somebody else', text: 'Account(after: "abc") { totalCount }', message: /'after'/ },
    {
      what: 'a filter that no text allows',
      text: 'Account(where: { Description: { eq: "x" } }) { totalCount }',
      message: /can not be filtered/,
    },
  ])('refuses $what in `errors`, with no data', async ({ text, message }) => {
    const body = await ask(`query { uiapi { query { ${text} } } }`);
    expect(body['data']).toBeNull();
    expect(body['errors']).toMatchObject([{ message: expect.stringMatching(message) as unknown }]);
  });

  it('refuses a document that is none, a mutation, and a variable that is missing', async () => {
    const message = async (query: string) => (await ask(query))['errors'];
    expect(await message('query {')).toMatchObject([{ extensions: { ErrorType: 'InvalidSyntax' } }]);
    expect(await message('mutation { uiapi { x } }')).toMatchObject([
      { message: expect.stringMatching(/queries only/) as unknown },
    ]);
    expect(
      await message('query a($first: Int!) { uiapi { query { Account(first: $first) { totalCount } } } }'),
    ).toMatchObject([{ message: expect.stringMatching(/'first'/) as unknown }]);
  });

  it('heeds the rights of the caller: what they may not see does not exist', async () => {
    const { org } = demo.standIn;
    org.as(org.integrationUser.id).create(REGISTRATION, { Partner_Active_Lock_Key__c: 'd:siemens.com' });
    const query = `query { uiapi { query { ${REGISTRATION} { edges { node { Partner_Active_Lock_Key__c { value } } } } } } }`;
    const seen = (as: OrgUser) => ask(query, {}, as);
    expect((await seen(org.integrationUser))['errors']).toEqual([]);
    const [nobody] = org.users.filter(({ lastName }) => lastName.startsWith('Rep Without'));
    if (nobody === undefined) throw new Error('There is no user without rights.');
    expect((await seen(nobody))['errors']).toMatchObject([
      { message: expect.stringMatching(/RecordQuery/) as unknown },
    ]);
  });

  it('answers 401 without a session', async () => {
    const reply = await fetch(`${demo.standIn.baseUrl}${API}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ uiapi { query { Account { totalCount } } } }' }),
    });
    expect(reply.status).toBe(401);
  });
});
