import { describe, expect, it } from 'vitest';
import { companyFields, competingDealFields, registrationWrite } from '../../../shared/crm/record-of.ts';
import type { Submission } from '../../../shared/registration/registration.ts';
import { CRMS, type Crm } from '../../../shared/values/ids.ts';
import { after, MANAGER, NORTH, SOUTH, START, story } from '../../builders/registration.ts';

const context = (crm: Crm, now = after(2)) => ({ programId: 'prg', crm, zone: 'UTC', locale: 'en', now }) as const;
type Told = ReturnType<typeof story>;
const writeIn = (crm: Crm, told: Told, now?: string) =>
  registrationWrite(told.registration(NORTH), told.state, context(crm, now));
const from = (change: Partial<Submission>) => story().submit(NORTH, { nonce: 'n1', ...change });

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

describe('the record that carried a submission', () => {
  it.each([
    { source: 'hubspot_form', contactId: '5', hubspot: '5', salesforce: null },
    { source: 'salesforce_lead', contactId: '00Q', hubspot: null, salesforce: '00Q' },
    { source: 'salesforce_registration', contactId: 'a01', hubspot: null, salesforce: null },
    { source: 'csv', contactId: null, hubspot: null, salesforce: null },
  ] as const)('of $source is named in its own CRM only', ({ source, contactId, ...expected }) => {
    const told = from({ source, contactId });
    for (const crm of CRMS) expect(writeIn(crm, told).contactId, crm).toBe(expected[crm]);
  });

  it.each([
    { source: 'hubspot_form', named: ['hubspot'] },
    { source: 'salesforce_lead', named: ['salesforce'] },
    { source: 'salesforce_registration', named: ['salesforce'] },
    { source: 'api', named: [] },
  ] as const)('of $source is marked as taken by its nonce where it is', ({ source, named }) => {
    const told = from({ source, contactId: '5' });
    const marked = CRMS.filter((crm) => writeIn(crm, told).fields.stagingNonce === 'n1');
    const untouched = CRMS.filter((crm) => !('stagingNonce' in writeIn(crm, told).fields));
    expect(marked).toEqual(named);
    expect(untouched).toEqual(CRMS.filter((crm) => !marked.includes(crm)));
  });
});

describe('everything else', () => {
  it('is the same truth in both CRMs', () => {
    const told = from({ source: 'hubspot_form', contactId: '5' })
      .approve(NORTH, START)
      .submit(SOUTH, { submittedAt: after(1) });
    const { stagingNonce: _here, ...inHubSpot } = writeIn('hubspot', told).fields;
    const { place, title, amount, closeOn } = writeIn('hubspot', told);
    expect(writeIn('salesforce', told)).toMatchObject({ place, title, amount, closeOn, fields: inHubSpot });
    expect(companyFields(told.state, context('salesforce'))).toEqual(companyFields(told.state, context('hubspot')));
  });
});

describe('the details of a registration record', () => {
  it('say what was submitted, wherever it came from', () => {
    const { details } = writeIn('salesforce', from({ source: 'hubspot_form', contactId: '5' }));
    expect(details).toEqual({
      source: 'hubspot_form',
      submissionNonce: 'n1',
      prospectName: 'Siemens',
      prospectWebsite: 'siemens.com',
      prospectCountry: 'DE',
      contactName: 'Procurement',
      contactEmail: 'procurement@siemens.com',
      contactPhone: null,
      employees: 320_000,
      industry: 'Industrial',
      notes: null,
      consent: true,
      decidedAt: null,
      conversationText: null,
    });
  });

  it('leave what a partner user typed into its own record as it is', () => {
    const { details } = writeIn('salesforce', from({ source: 'salesforce_registration', contactId: 'a01' }));
    expect(details).toEqual({ source: 'salesforce_registration', decidedAt: null, conversationText: null });
  });

  it('carry the decision’s moment and the conversation, oldest first', () => {
    const told = from({ source: 'salesforce_lead', contactId: '00Q' });
    const { registrationId } = told.registration(NORTH);
    told.then({ type: 'AskForInformation', registrationId, at: after(1), question: 'Who decides?' });
    const by = { kind: 'partner', partnerId: NORTH.partnerId, email: null } as const;
    told.then({ type: 'ProvideInformation', registrationId, at: after(1, 60_000), answer: 'The head of IT', by });
    told.then({ type: 'ApproveRegistration', registrationId, at: after(2), note: '', by: MANAGER });
    const { details } = writeIn('salesforce', told);
    expect(details?.decidedAt).toBe(after(2));
    const said = textOf(details?.conversationText).split('\n');
    expect(said).toEqual([expect.stringContaining('Who decides?'), expect.stringContaining('The head of IT')]);
    expect(said[0]).toContain('Nov 23, 2026');
  });
});

describe('a competing deal', () => {
  const conflicted = (crm: Crm) => {
    const told = from({ source: 'hubspot_form' }).approve(NORTH, START);
    const deal = { crm, id: '7', name: 'Siemens direct', ownerName: 'Sales Rep One' };
    const { registrationId } = told.registration(NORTH);
    return told.then({ type: 'RecordCompetingDeal', registrationId, at: after(1), deal });
  };

  it.each([
    { dealIn: 'hubspot', readIn: 'hubspot', named: [] },
    { dealIn: 'hubspot', readIn: 'salesforce', named: ['(HubSpot)'] },
    { dealIn: 'salesforce', readIn: 'hubspot', named: ['(Salesforce)'] },
    { dealIn: 'salesforce', readIn: 'salesforce', named: [] },
  ] as const)('in $dealIn, read in $readIn, names its CRM only to the other: $named', ({ dealIn, readIn, named }) => {
    const told = conflicted(dealIn);
    const text = textOf(writeIn(readIn, told).fields.conflictText);
    expect(text).toContain(['Siemens direct', ...named].join(' '));
    expect(text.match(/\(HubSpot\)|\(Salesforce\)/g) ?? []).toEqual(named);
    expect(companyFields(told.state, context(readIn)).conflictText).toBe(text);
  });

  it('shows whose company it is while the protection lasts, in either CRM', () => {
    const told = conflicted('salesforce');
    for (const crm of CRMS) {
      expect(competingDealFields(told.state, context(crm))).toMatchObject({ channelConflict: 'partner_vs_direct' });
      expect(competingDealFields(told.state, context(crm, after(91)))).toMatchObject({
        channelConflict: 'none',
        conflictText: null,
      });
    }
  });
});
