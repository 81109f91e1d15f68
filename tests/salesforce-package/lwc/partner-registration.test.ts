import { describe, expect, it, vi } from 'vitest';
import type { SalesforceFieldValues } from '../../../shared/catalog/salesforce-values.ts';
import { find, findAll, mount, navigation, setNow, settle, textOf, uiRecordApi } from './bench/bench.ts';
import { CHANNEL_MANAGER, signIn, SPANISH_REP } from './bench/org.ts';
import { click } from './builders/acts.ts';
import { ACCOUNT_ID, APPROVED, NOW, PARTNERS_OWN, RECORD_ID, recordOf, WAITING } from './builders/registration.ts';

async function show(values: SalesforceFieldValues) {
  setNow(NOW);
  const { getRecord } = await uiRecordApi();
  const element = await mount('partnerRegistration', { recordId: RECORD_ID });
  getRecord.emit(recordOf(values));
  await settle();
  return element;
}

describe('the registration', () => {
  it('is loading until the record is there', async () => {
    const element = await mount('partnerRegistration', { recordId: RECORD_ID });
    expect(find(element, 'lightning-spinner')).toHaveProperty('alternativeText', 'Loading');
  });

  it.each([
    {
      case: 'waiting',
      values: WAITING,
      state: 'Waiting for a decision',
      until: 'Reserved until Dec 9, 2026 (14 days left)',
    },
    {
      case: 'protected',
      values: APPROVED,
      state: 'Protected for a partner',
      until: 'Protected until Feb 23, 2027 (90 days left)',
    },
    {
      case: 'on the last day',
      values: { ...APPROVED, lockEndsAt: '2026-11-26T05:00:00.000Z' },
      state: 'Protected for a partner',
      until: 'Protected until Nov 25, 2026 (last day)',
    },
    {
      case: 'over, although nobody has written so yet',
      values: { ...APPROVED, lockEndsAt: NOW },
      state: 'Protection has ended',
      until: 'Was protected until Nov 25, 2026',
    },
    {
      case: 'in conflict',
      values: { ...APPROVED, channelConflict: 'partner_vs_direct', conflictText: 'Nov 26: direct deal “X”' },
      state: 'Channel conflict',
      until: 'Protected until Feb 23, 2027 (90 days left)',
    },
    {
      case: 'released',
      values: { ...APPROVED, lockStatus: 'released' },
      state: 'Protection was released',
      until: 'Was protected until Feb 23, 2027',
    },
    {
      case: 'rejected',
      values: {
        ...WAITING,
        registrationStatus: 'rejected',
        rejectionReason: 'named_account',
        lockEndsAt: null,
        lockStatus: 'released',
      },
      state: 'Registration not approved',
      until: 'Reason Named account',
    },
  ])('says who, until when and how long still: $case', async ({ values, state, until }) => {
    const element = await show(values);
    expect(textOf(find(element, '[data-id=state]'))).toBe(state);
    expect(textOf(find(element, '[data-id=holder]'))).toContain(until);
    expect(textOf(find(element, '[data-id=partner]'))).toBe('Demo Partner North · Referral partner');
  });

  it('does not say that a refused registration is protected until some day', async () => {
    const element = await show({ ...WAITING, registrationStatus: 'rejected', rejectionReason: 'other' });
    expect(textOf(find(element, '[data-id=holder]'))).not.toContain('until');
  });

  it('has just come in: nobody has looked at it', async () => {
    const element = await show({ prospectName: 'Siemens AG', registrationStatus: null, partnerName: null });
    expect(textOf(find(element, '[data-id=state]'))).toBe('Received. PartnerLock has not looked at it yet.');
    expect(findAll(element, '[data-id=next]')).toEqual([]);
  });

  it('tells what the rules found, what the partner told, and which records belong to it', async () => {
    const element = await show({ ...WAITING, conversationText: 'Manager: How many users?\nPartner: 40' });
    expect(textOf(find(element, '[data-id=reasons]'))).toBe('The direct team has an open deal Identified by name only');
    expect(textOf(find(element, '[data-id=verdict-text]'))).toContain('(Siemens direct)');
    expect(textOf(find(element, '[data-id=verdict]'))).toContain('Decided by version 3 of the rules.');
    expect(textOf(find(element, '[data-id=conversation]'))).toContain('Partner: 40');
    expect(textOf(find(element, '[data-id=submission]'))).toBe(
      'What the partner told us Company Siemens AG Website siemens.com Country DE Contact Contact (demo) ' +
        'E-mail buyer@siemens.com Employees 300,000 Industry Industrial Expected value $48,000.50 ' +
        'Expected close Mar 31, 2027 Need Needs a platform. Soon. Consent of the contact Yes',
    );
    const link = find(element, '[data-id=records] a');
    expect([textOf(link), link.getAttribute('href')]).toEqual(['Siemens', `/lightning/r/Account/${ACCOUNT_ID}/view`]);
  });

  it('does not repeat reasons that name no record', async () => {
    const element = await show({ ...WAITING, verdictReasons: ['clean'], verdictText: 'No objection found' });
    expect(findAll(element, '[data-id=verdict-text]')).toEqual([]);
  });

  it('can be read by a sales rep, who is told who decides', async () => {
    const element = await show(WAITING);
    expect(findAll(element, '[data-action]')).toEqual([]);
    expect(textOf(find(element, '[data-id=hint]'))).toContain('Only channel managers decide');
    expect(textOf(find(element, '[data-id=next]'))).toContain('A channel manager decides');
  });

  it('offers a manager what is possible in this state', async () => {
    signIn(CHANNEL_MANAGER);
    const actions = (element: HTMLElement) => findAll(element, '[data-action]').map(({ dataset }) => dataset['action']);
    expect(actions(await show(WAITING))).toEqual(['approve', 'reject', 'ask']);
    expect(actions(await show(APPROVED))).toEqual(['extend', 'release']);
    const rejected = await show({ ...WAITING, registrationStatus: 'rejected' });
    expect(actions(rejected)).toEqual([]);
    expect(textOf(find(rejected, '[data-id=hint]'))).toContain('nothing to decide');
  });

  it('shows a partner user what they may see, and nothing of the rest', async () => {
    const element = await show(PARTNERS_OWN);
    expect(textOf(find(element, '[data-id=state]'))).toBe('Waiting for a decision');
    expect(textOf(find(element, '[data-id=submission]'))).toContain('Siemens AG');
    for (const hidden of ['partner', 'verdict', 'conflict', 'conversation', 'records', 'next', 'hint', 'answer'])
      expect(findAll(element, `[data-id=${hidden}]`), hidden).toEqual([]);
  });

  it('says nothing to do while a decision is under way', async () => {
    signIn(CHANNEL_MANAGER);
    const element = await show({ ...WAITING, decision: 'approve' });
    expect(findAll(element, '[data-id=next], [data-action]')).toEqual([]);
    expect(textOf(find(element, '[data-id=decision-status]'))).toContain('Deciding…');
  });

  it('cannot be read: says why, and tries again', async () => {
    const { getRecord } = await uiRecordApi();
    const element = await mount('partnerRegistration', { recordId: RECORD_ID });
    getRecord.error([{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }], 404);
    await settle();
    expect(textOf(find(element, '[role=alert]'))).toContain('The requested resource does not exist');
    await click(find(element, '[data-id=retry]'));
    expect(find(element, 'lightning-spinner')).toBeTruthy();
    expect(getRecord.getLastConfig()).toMatchObject({ recordId: RECORD_ID });
    getRecord.emit(recordOf(WAITING));
    await settle();
    expect(findAll(element, '[role=alert]')).toEqual([]);
    expect(textOf(find(element, '[data-id=state]'))).toBe('Waiting for a decision');
  });

  it('sees the end of a lock while the page stays open', async () => {
    vi.useFakeTimers();
    vi.setSystemTime('2026-11-25T11:59:30.000Z');
    const { getRecord } = await uiRecordApi();
    const element = await mount('partnerRegistration', { recordId: RECORD_ID });
    getRecord.emit(recordOf({ ...APPROVED, lockEndsAt: '2026-11-25T12:00:00.000Z' }));
    await settle();
    expect(textOf(find(element, '[data-id=state]'))).toBe('Protected for a partner');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(textOf(find(element, '[data-id=state]'))).toBe('Protection has ended');
    element.remove();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leads to the records that belong to it', async () => {
    const { visitedPages } = await navigation();
    const element = await show(WAITING);
    await click(find(element, '[data-id=records] a'));
    expect(visitedPages().at(-1)).toMatchObject({ attributes: { recordId: ACCOUNT_ID, objectApiName: 'Account' } });
  });

  it('speaks Spanish', async () => {
    signIn(SPANISH_REP);
    const element = await show(WAITING);
    expect(textOf(element)).toContain('Registro de partner');
    expect(textOf(find(element, '[data-id=until]'))).toMatch(/10 dic 2026/);
  });
});
