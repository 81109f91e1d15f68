import { REGISTRATION_OBJECT, type SalesforceObject } from '../../../shared/catalog/salesforce-fields.ts';
import { salesforceName, type SalesforceCode } from '../../../shared/catalog/salesforce-values.ts';
import { API_VERSION } from '../../crm/salesforce/client.ts';
import type { Row, Value } from '../../sandbox/salesforce/entities.ts';
import type { Registered } from './receipt.ts';
import type { StoryWorld } from './world.ts';

type Values = Readonly<Record<string, Value>>;

/** Salesforce's org as people see it: who works in it, what its records show, and what they do there. */
export function orgOf({ operator, sandbox }: StoryWorld) {
  const { salesforce } = sandbox;
  if (salesforce === null) throw new Error('This story needs Salesforce.');
  const records = operator.salesforce;
  const user = (role: string) => {
    const found = salesforce.users.find(({ name }) => name.startsWith(role));
    if (found === undefined) throw new Error(`The org has no ${role}.`);
    return found;
  };
  const people = {
    administrator: user('Org Administrator'),
    manager: user('Channel Manager'),
    rep: user('Sales Rep One'),
    partnerUser: user('Demo Partner North'),
  };

  async function only(object: SalesforceObject, field: string, value: string): Promise<Row> {
    const [row] = await records.list(object, { field, value });
    if (row === undefined) throw new Error(`No ${object} in the org has ${field} ${value}.`);
    return row;
  }

  return {
    ...people,
    account: (domain: string) => only('Account', 'Website', `https://www.${domain}`),
    countAccounts: async () => (await records.list('Account')).length,
    get: async (object: SalesforceObject, id: string): Promise<Row> => {
      const row = await records.get(object, id);
      if (row === null) throw new Error(`The ${object} ${id} is gone.`);
      return row;
    },
    lead: ({ receipt }: Registered) => only('Lead', nameOf('Lead', 'registrationReference'), receipt.reference),
    registration: ({ receipt }: Registered) =>
      only(REGISTRATION_OBJECT, nameOf(REGISTRATION_OBJECT, 'registrationReference'), receipt.reference),
    /** An opportunity of the rep's own on the account. */
    createOpportunity: (accountId: Value, name: string) =>
      records.create('Opportunity', {
        as: people.rep.userId,
        values: { Name: name, AccountId: accountId, StageName: 'Qualification', CloseDate: '2027-06-30' },
      }),
    /** What a manager's component writes: the decision, and who decides. */
    decide: (registration: Row, by: { readonly userId: string }, decision: Partial<Record<DecisionCode, Value>>) =>
      records.update(REGISTRATION_OBJECT, idOf(registration), {
        as: by.userId,
        values: named(REGISTRATION_OBJECT, { ...decision, decisionBy: by.userId }),
      }),
    /** A record that a partner's user creates on the partner site, as its form does: by the UI API, in its own name. */
    async registerAtSite(values: Partial<Record<SalesforceCode, Value>>): Promise<Row> {
      const token = await records.login(people.partnerUser.userId);
      const response = await fetch(`${salesforce.baseUrl}/services/data/v${API_VERSION}/ui-api/records`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ apiName: REGISTRATION_OBJECT, fields: named(REGISTRATION_OBJECT, values) }),
      });
      const { id } = (await response.json()) as { id?: string };
      if (id === undefined) throw new Error(`The partner site did not take the registration (${response.status}).`);
      return only(REGISTRATION_OBJECT, 'Id', id);
    },
  };
}
export type StoryOrg = ReturnType<typeof orgOf>;

type DecisionCode = 'decision' | 'decisionReason' | 'decisionNote' | 'decisionDays';

const nameOf = salesforceName;

/** Values under Salesforce's names. */
export const named = (object: SalesforceObject, values: Partial<Record<SalesforceCode, Value>>): Values =>
  Object.fromEntries(
    Object.entries(values).map(([code, value]) => [nameOf(object, code as SalesforceCode), value ?? null]),
  );

/** What a record shows of one of our fields, by its catalog code; null when it is empty. */
export const reads = (object: SalesforceObject, row: Row, code: SalesforceCode): Value =>
  row[nameOf(object, code)] ?? null;

export const idOf = (row: Row): string => String(row['Id']);
