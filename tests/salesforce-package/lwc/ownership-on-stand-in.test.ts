import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { frozenClock } from '../../../server/sandbox/hubspot/clock.ts';
import type { OrgUser } from '../../../server/sandbox/salesforce/org/users.ts';
import { startSalesforceStandIn, type SalesforceStandIn } from '../../../server/sandbox/salesforce/start-stand-in.ts';
import { REGISTRATION_OBJECT } from '../../../shared/catalog/salesforce-fields.ts';
import { toSalesforce, type SalesforceFieldValues } from '../../../shared/catalog/salesforce-values.ts';
import { find, findAll, mount, setNow, settle, textOf, uiRecordApi } from './bench/bench.ts';

const NOW = '2026-11-22T15:00:00.000Z';
const LOCKED = {
  registrationId: 'reg_1',
  registrationReference: 'PL-7KQ2',
  partnerName: 'Demo Partner North',
  lockStatus: 'active',
  lockEndsAt: '2027-02-21T05:00:00.000Z',
} as const satisfies SalesforceFieldValues;

let standIn: SalesforceStandIn;
const clock = frozenClock(Date.parse(NOW));
beforeAll(async () => {
  standIn = await startSalesforceStandIn({ clock });
});
afterAll(() => standIn.close());
beforeEach(() => setNow(NOW));

/** The component, fed by the stand-in with exactly the fields that it asks for, under the user's own rights. */
async function shownTo(user: OrgUser, objectApiName: string, recordId: string) {
  const element = await mount('partnerOwnership', { recordId, objectApiName });
  const { getRecord } = await uiRecordApi();
  const asked = getRecord.getLastConfig().optionalFields as readonly string[];
  const response = await fetch(
    `${standIn.baseUrl}/services/data/v67.0/ui-api/records/${recordId}?optionalFields=${asked.join(',')}`,
    { headers: { authorization: `Bearer ${standIn.login(user.id)}` } },
  );
  expect(response.status).toBe(200);
  getRecord.emit(await response.json());
  await settle();
  const states = findAll(element, '[data-id=state]').map(textOf);
  return { state: states[0] ?? textOf(find(element, '[data-id=hidden]')), says: textOf(element) };
}

it('with the server switched off, every record of a protected company says who owns it, and that it has ended on time', async () => {
  const rep = standIn.org.salesRep;
  const integration = standIn.org.as(standIn.org.integrationUser.id);
  const registration = integration.create(
    REGISTRATION_OBJECT,
    toSalesforce(REGISTRATION_OBJECT, { ...LOCKED, registrationStatus: 'approved', prospectName: 'Siemens (demo)' }),
  );
  const stamps = { ...LOCKED, registrationRecord: registration };
  const account = integration.create('Account', { Name: 'Siemens (demo)', ...toSalesforce('Account', stamps) });
  const deal = { StageName: 'Prospecting', CloseDate: '2027-01-31', AccountId: account };
  const records = {
    Account: account,
    Contact: standIn.org.as(rep.id).create('Contact', { LastName: 'Buyer (demo)', AccountId: account }),
    Lead: integration.create('Lead', {
      LastName: 'Buyer (demo)',
      Company: 'Siemens (demo)',
      ...toSalesforce('Lead', { ...stamps, registrationStatus: 'approved' }),
    }),
    Opportunity: integration.create('Opportunity', {
      Name: 'Partner deal (demo)',
      ...deal,
      ...toSalesforce('Opportunity', { ...stamps, registrationStatus: 'approved' }),
    }),
  };
  const direct = standIn.org.as(rep.id).create('Opportunity', { Name: 'Direct deal (demo)', ...deal });

  for (const [object, id] of Object.entries(records)) {
    const shown = await shownTo(rep, object, id);
    expect([object, shown.state]).toEqual([object, 'Protected for a partner']);
    expect(shown.says).toContain('Registration Approved');
    expect(shown.says).toContain('Feb 20, 2027 (90 days left)');
    expect(shown.says).toContain('Open registration PL-7KQ2');
  }
  const competing = await shownTo(rep, 'Opportunity', direct);
  expect(competing.state).toBe('Channel conflict');
  expect(competing.says).toContain('Demo Partner North');

  setNow(LOCKED.lockEndsAt);
  for (const [object, id] of Object.entries({ ...records, Opportunity: direct }))
    expect([object, (await shownTo(rep, object, id)).state]).toEqual([object, 'Protection has ended']);
});
