import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../shared/program/policy.ts';
import type { CrmDeal, CrmProspect } from '../../../shared/registration/facts.ts';
import { emptyProspect } from '../../../shared/registration/evolve.ts';
import { judge, openDirectDeals } from '../../../shared/registration/rules.ts';
import { CRMS, type Crm } from '../../../shared/values/ids.ts';
import { after, factsIn, NORTH, SOUTH, START, story, submission } from '../../builders/registration.ts';

const NOTHING: CrmProspect = { company: null, deals: [] };
const deal = (id: string, change: Partial<CrmDeal> = {}): CrmDeal => ({
  id,
  name: `Siemens ${id}`,
  ownerName: 'Sales Rep One',
  isOpen: true,
  isWon: false,
  registrationId: null,
  ...change,
});
const customer = (id: string): CrmProspect => ({
  company: { id, name: 'Siemens', domain: 'siemens.com', ownerName: null, isCustomer: true },
  deals: [],
});
type Known = Partial<Record<Crm, CrmProspect | null>>;
const submitted = (known: Known) => story().submit(NORTH, {}, factsIn(NORTH, known));
const codesOf = (known: Known) =>
  submitted(known)
    .registration(NORTH)
    .verdict.findings.map(({ code }) => code);
const conflictsOf = (known: Known) =>
  submitted(known)
    .registration(NORTH)
    .conflicts.map((one) => (one.kind === 'partner_vs_direct' ? [one.crm, one.dealId] : []));

describe('a submission that two CRMs know something of', () => {
  it.each<{ case: string; known: Known; status: string; codes: string[] }>([
    {
      case: 'nothing in either',
      known: { hubspot: NOTHING, salesforce: NOTHING },
      status: 'submitted',
      codes: ['clean'],
    },
    {
      case: 'a customer in HubSpot',
      known: { hubspot: customer('5'), salesforce: NOTHING },
      status: 'rejected',
      codes: ['existing_customer'],
    },
    {
      case: 'a customer in Salesforce',
      known: { hubspot: NOTHING, salesforce: customer('001') },
      status: 'rejected',
      codes: ['existing_customer'],
    },
    {
      case: 'a customer in both, told once',
      known: { hubspot: customer('5'), salesforce: customer('001') },
      status: 'rejected',
      codes: ['existing_customer'],
    },
    {
      case: 'one CRM is away',
      known: { hubspot: null, salesforce: NOTHING },
      status: 'under_review',
      codes: ['facts_unavailable'],
    },
    {
      case: 'both are away, told once',
      known: { hubspot: null, salesforce: null },
      status: 'under_review',
      codes: ['facts_unavailable'],
    },
    {
      case: 'one is away, a competing deal in the other',
      known: { hubspot: null, salesforce: { company: null, deals: [deal('006')] } },
      status: 'under_review',
      codes: ['facts_unavailable', 'open_direct_deal'],
    },
    {
      case: 'one is away, a customer in the other',
      known: { hubspot: customer('5'), salesforce: null },
      status: 'rejected',
      codes: ['existing_customer', 'facts_unavailable'],
    },
    {
      case: 'a competing deal in HubSpot',
      known: { hubspot: { company: null, deals: [deal('7')] }, salesforce: NOTHING },
      status: 'under_review',
      codes: ['open_direct_deal'],
    },
    {
      case: 'a closed deal in one, our own deal in the other',
      known: {
        hubspot: { company: null, deals: [deal('7', { isOpen: false })] },
        salesforce: { company: null, deals: [deal('006', { registrationId: 'reg_own' })] },
      },
      status: 'submitted',
      codes: ['clean'],
    },
  ])('$case', ({ known, status, codes }) => {
    expect(submitted(known).registration(NORTH).status).toBe(status);
    expect(codesOf(known)).toEqual(codes);
  });

  it('names the customer and the deals by the records of the CRM that has them', () => {
    const known: Known = { hubspot: { company: null, deals: [deal('7')] }, salesforce: customer('001') };
    expect(submitted(known).registration(NORTH).verdict.findings).toEqual([
      { code: 'existing_customer', weight: 'refuse', matched: { kind: 'company', id: '001', name: 'Siemens' } },
      { code: 'open_direct_deal', weight: 'review', matched: { kind: 'deal', id: '7', name: 'Siemens 7' } },
    ]);
  });

  it('is in conflict with every competing deal: the same id in two CRMs is two deals', () => {
    const known: Known = {
      hubspot: { company: null, deals: [deal('7'), deal('8')] },
      salesforce: { company: null, deals: [deal('7')] },
    };
    expect(conflictsOf(known)).toEqual([
      ['hubspot', '7'],
      ['hubspot', '8'],
      ['salesforce', '7'],
    ]);
  });

  it('that takes a reservation over takes its conflicts along, each deal once and none of the other CRM’s lost', () => {
    const inHubSpot: Known = { hubspot: { company: null, deals: [deal('7')] }, salesforce: NOTHING };
    const inBoth: Known = { ...inHubSpot, salesforce: { company: null, deals: [deal('7')] } };
    const told = story()
      .submit(SOUTH, { submittedAt: after(0, 2) }, factsIn(SOUTH, inHubSpot))
      .submit(NORTH, { submittedAt: START, receivedAt: after(0, 9) }, factsIn(NORTH, inBoth));
    expect(told.state.lock?.partnerId).toBe(NORTH.partnerId);
    const direct = told
      .registration(NORTH)
      .conflicts.flatMap((one) => (one.kind === 'partner_vs_direct' ? [one.crm] : []));
    expect(direct).toEqual(['hubspot', 'salesforce']);
  });
});

it('a competing deal that is seen later is flagged once in each CRM, also under the same id', () => {
  const told = submitted({ hubspot: NOTHING, salesforce: NOTHING }).approve(NORTH, START);
  const { registrationId } = told.registration(NORTH);
  const see = (crm: Crm) => {
    const seen = { crm, id: '7', name: 'Siemens direct', ownerName: null };
    return told.then({ type: 'RecordCompetingDeal', registrationId, at: after(1), deal: seen }).types;
  };
  expect([see('hubspot'), see('salesforce')]).toEqual([['ChannelConflictDetected'], ['ChannelConflictDetected']]);
  expect([see('hubspot'), see('salesforce')]).toEqual([[], []]);
});

describe('whatever the CRMs say', () => {
  const prospect = fc.option(
    fc.record({
      company: fc.option(fc.boolean().map((isCustomer) => ({ ...customer('c').company!, isCustomer }))),
      deals: fc.array(
        fc
          .record({ id: fc.constantFrom('7', '8'), isOpen: fc.boolean(), ours: fc.boolean() })
          .map(({ id, isOpen, ours }) => deal(id, { isOpen, registrationId: ours ? 'reg_own' : null })),
        { maxLength: 3 },
      ),
    }),
  );
  const verdict = (known: Known) =>
    judge({
      submission: submission(NORTH),
      state: emptyProspect('dom:siemens.com'),
      facts: factsIn(NORTH, known),
      policy: DEFAULT_POLICY,
      now: START,
    });
  const STRICTNESS = ['approve', 'review', 'refuse'];

  it('two CRMs together are judged as strictly as the stricter of them alone', () => {
    fc.assert(
      fc.property(prospect, prospect, (hubspot, salesforce) => {
        const alone = [verdict({ hubspot }), verdict({ salesforce })].map(({ outcome }) => STRICTNESS.indexOf(outcome));
        expect(STRICTNESS.indexOf(verdict({ hubspot, salesforce }).outcome)).toBe(Math.max(...alone));
      }),
    );
  });

  it('it makes no difference which CRM has what', () => {
    fc.assert(
      fc.property(prospect, prospect, (one, other) => {
        const codes = (known: Known) =>
          verdict(known)
            .findings.map(({ code, matched }) => `${code} ${matched?.id}`)
            .sort();
        expect(codes({ hubspot: one, salesforce: other })).toEqual(codes({ hubspot: other, salesforce: one }));
      }),
    );
  });

  it('the competing deals are those of each CRM, no more and no fewer', () => {
    fc.assert(
      fc.property(prospect, prospect, (hubspot, salesforce) => {
        const found = openDirectDeals(factsIn(NORTH, { hubspot, salesforce }));
        for (const crm of CRMS) {
          const own = { hubspot, salesforce }[crm]?.deals.filter((one) => one.isOpen && one.registrationId === null);
          expect(found.filter((one) => one.crm === crm).map(({ id }) => id)).toEqual((own ?? []).map(({ id }) => id));
        }
      }),
    );
  });
});
