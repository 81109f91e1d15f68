import { beforeEach, describe, expect, it, vi } from 'vitest';
import { REGISTRATION_OBJECT } from '../../../shared/catalog/salesforce-fields.ts';
import { salesforceName, type SalesforceFieldValues } from '../../../shared/catalog/salesforce-values.ts';
import { uiRecord } from '../../builders/ui-records.ts';
import { find, findAll, labelled, navigation, setNow, settle, textOf, uiRecordApi } from './bench/bench.ts';
import { CHANNEL_MANAGER, SALES_REP, signIn, SPANISH_REP } from './bench/org.ts';
import { has, LOCKED, mounted, NOTHING, NOW, REGISTRATION, showing, text } from './builders/ownership-page.ts';

const lead = (values: SalesforceFieldValues) => showing('Lead', uiRecord('Lead', { ...LOCKED, ...values }));

beforeEach(() => setNow(NOW));

describe('the ownership of a lead', () => {
  it('is loading until the record has come', async () => {
    const element = await mounted('Lead');
    expect(textOf(find(element, '[role=status]'))).toBe('Loading');
    expect(has(element, 'state')).toBe(false);
  });

  it('asks for optional fields only, so that a hidden one does not hide the rest', async () => {
    await mounted('Lead');
    const { optionalFields, ...config } = (await uiRecordApi()).getRecord.getLastConfig();
    expect(config).toEqual({ recordId: '001000000000001AAA' });
    expect(optionalFields).toContain(`Lead.${salesforceName('Lead', 'rejectionReason')}`);
  });

  it('is nobody’s', async () => {
    const element = await showing('Lead', uiRecord('Lead', NOTHING));
    expect(text(element, 'state')).toBe('No partner holds this company');
    expect(text(element, 'next')).toBe('Nothing to do.');
    expect(findAll(element, 'dd')).toEqual([]);
    expect(has(element, 'open')).toBe(false);
  });

  it('is protected: for whom, until when in the viewer’s zone, and what to do', async () => {
    const element = await lead({ registrationStatus: 'approved' });
    expect(text(element, 'state')).toBe('Protected for a partner');
    expect(text(element, 'partner')).toBe('Partner Demo Partner North');
    expect(text(element, 'until')).toBe('Protected until Feb 20, 2027 (90 days left)');
    expect(text(element, 'status')).toBe('Registration Approved');
    expect(text(element, 'registered')).toBe('Registered at Nov 20, 2026, 9:30 AM');
    expect(text(element, 'reference')).toBe('Reference PL-7KQ2');
    expect(text(element, 'next')).toBe('Work on this company together with the partner.');
    expect(text(element, 'who-decides')).toMatch(/^Only channel managers decide/);
  });

  it.each([
    ['2026-11-24T05:00:00.000Z', '1 day left'],
    ['2026-11-23T05:00:00.000Z', 'last day'],
  ])('ends at %s: %s', async (lockEndsAt, left) => {
    expect(text(await lead({ registrationStatus: 'approved', lockEndsAt }), 'until')).toContain(`(${left})`);
  });

  it('waits for a decision', async () => {
    const element = await lead({ registrationStatus: 'submitted', lockStatus: 'pending' });
    expect(text(element, 'state')).toBe('Waiting for a decision');
    expect(text(element, 'until')).toMatch(/^Reserved until/);
    expect(text(element, 'next')).toMatch(/^Do not open a deal of your own yet/);
  });

  it('waits for the manager who looks', async () => {
    signIn(CHANNEL_MANAGER);
    const element = await lead({ registrationStatus: 'submitted', lockStatus: 'pending' });
    expect(text(element, 'next')).toMatch(/^Decide on this registration/);
    expect(has(element, 'who-decides')).toBe(false);
  });

  it('waits for the partner’s answer', async () => {
    const element = await lead({ registrationStatus: 'action_required', lockStatus: 'pending' });
    expect(text(element, 'next')).toBe('The partner was asked for information. Wait for the answer.');
  });

  it('is in conflict, with every line on who else works on it', async () => {
    const conflictText = 'Nov 21: Demo Partner South tried\nNov 22: direct deal';
    const element = await lead({ channelConflict: 'partner_vs_partner', conflictText, registrationStatus: 'approved' });
    expect(text(element, 'state')).toBe('Channel conflict');
    expect(text(element, 'conflict')).toBe('Two partners Nov 21: Demo Partner South tried Nov 22: direct deal');
    expect(text(element, 'next')).toBe('Talk to the channel manager before you go on with this company.');
  });

  it('has expired by time alone, whatever the status field still says', async () => {
    const element = await lead({ registrationStatus: 'approved', lockEndsAt: NOW });
    expect(text(element, 'state')).toBe('Protection has ended');
    expect(text(element, 'until')).toBe('Was protected until Nov 22, 2026');
    expect(text(element, 'next')).toMatch(/You are free to work on this company/);
  });

  it('ends on the open page too', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
    vi.setSystemTime(NOW);
    const element = await lead({ registrationStatus: 'approved', lockEndsAt: '2026-11-22T15:00:30.000Z' });
    expect(text(element, 'state')).toBe('Protected for a partner');
    vi.advanceTimersByTime(60_000);
    await settle();
    expect(text(element, 'state')).toBe('Protection has ended');
    element.remove();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('was released', async () => {
    const element = await lead({ registrationStatus: 'approved', lockStatus: 'released' });
    expect(text(element, 'state')).toBe('Protection was released');
    expect(has(element, 'who-decides')).toBe(false);
  });

  it('was refused, with the reason', async () => {
    const element = await lead({
      registrationStatus: 'rejected',
      rejectionReason: 'existing_customer',
      lockStatus: 'none',
      lockEndsAt: null,
    });
    expect(text(element, 'state')).toBe('Registration not approved');
    expect(text(element, 'rejection')).toBe('Reason Already a customer');
    expect(text(element, 'next')).toMatch(/^The registration gives no protection/);
  });

  it('is hidden by field-level security', async () => {
    const element = await showing('Lead', { fields: {} });
    expect(text(element, 'hidden')).toMatch(/permission set Partner Viewer/);
    expect(has(element, 'next')).toBe(false);
  });

  it('could not be read, and is asked for again', async () => {
    const element = await mounted('Lead');
    const { getRecord } = await uiRecordApi();
    getRecord.error([{ message: 'You are not connected.' }], 503);
    await settle();
    expect(textOf(find(element, '[role=alert]'))).toBe(
      'Who owns this company could not be read You are not connected. Try again',
    );
    const asked: unknown[] = [];
    labelled(element, 'Try again').click();
    for (let turn = 0; turn < 10; turn += 1) {
      await Promise.resolve();
      asked.push(getRecord.getLastConfig().recordId);
    }
    expect(textOf(find(element, '[role=status]'))).toBe('Loading');
    // A wire asks again only when what it asks for has changed in between.
    expect(asked).toContain(undefined);
    expect(asked.at(-1)).toBe('001000000000001AAA');
    getRecord.emit(uiRecord('Lead', { ...LOCKED, registrationStatus: 'approved' }));
    await settle();
    expect(text(element, 'state')).toBe('Protected for a partner');
    expect(has(element, 'problem')).toBe(false);
  });

  it('leads to the registration', async () => {
    const element = await lead({ registrationStatus: 'approved' });
    const link = find(element, '[data-id=open]');
    expect(textOf(link)).toBe('Open registration PL-7KQ2');
    const { objectApiName, ...page } = {
      objectApiName: REGISTRATION_OBJECT,
      recordId: REGISTRATION,
      actionName: 'view',
    };
    expect(link.getAttribute('href')).toBe(`/lightning/r/${objectApiName}/${page.recordId}/view`);
    const leftToBrowser: boolean[] = [];
    document.addEventListener('click', (event) => {
      leftToBrowser.push(!event.defaultPrevented);
      event.preventDefault();
    });
    for (const ctrlKey of [false, true])
      link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true, ctrlKey }));
    expect(leftToBrowser).toEqual([false, true]);
    const { visitedPages } = await navigation();
    expect(visitedPages()).toEqual([{ type: 'standard__recordPage', attributes: { objectApiName, ...page } }]);
  });

  it('shows a refreshed record', async () => {
    const element = await lead({ registrationStatus: 'approved' });
    (await uiRecordApi()).getRecord.emit(uiRecord('Lead', { ...LOCKED, lockStatus: 'released' }));
    await settle();
    expect(text(element, 'state')).toBe('Protection was released');
  });

  it('speaks Spanish to a Spaniard', async () => {
    signIn(SPANISH_REP);
    const element = await lead({ registrationStatus: 'approved' });
    expect(text(element, 'state')).toBe('Protegida para un partner');
    expect(text(element, 'until')).toContain('21 feb 2027');
    expect(textOf(find(element, 'lightning-card'))).toMatch(/^Titularidad de la empresa/);
  });
});

it('is the same for every person but the one who decides', async () => {
  signIn(SALES_REP);
  const rep = textOf(await lead({ registrationStatus: 'approved' }));
  signIn(CHANNEL_MANAGER);
  const manager = textOf(await lead({ registrationStatus: 'approved' }));
  expect(rep.replace(/ Only channel managers decide.*?partner\./, '')).toBe(manager);
});
