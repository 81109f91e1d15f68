import { beforeEach, describe, expect, it } from 'vitest';
import { salesforceName } from '../../../shared/catalog/salesforce-values.ts';
import type { UiRecord } from '../../../shared/catalog/ui-record.ts';
import { registrationBehind, uiRecord } from '../../builders/ui-records.ts';
import { setNow, uiRecordApi } from './bench/bench.ts';
import { has, LOCKED, NOTHING, NOW, showing, text } from './builders/ownership-page.ts';

beforeEach(() => setNow(NOW));

describe('the ownership of an account', () => {
  it('has no status of its own, so it takes that of the registration behind it', async () => {
    const element = await showing(
      'Account',
      uiRecord('Account', { ...LOCKED, lockStatus: 'pending' }, registrationBehind('action_required')),
    );
    expect(text(element, 'status')).toBe('Registration Information asked');
    expect(text(element, 'next')).toBe('The partner was asked for information. Wait for the answer.');
  });

  it('is shown without it, when the registration is hidden', async () => {
    const element = await showing('Account', uiRecord('Account', { ...LOCKED, lockStatus: 'pending' }));
    expect(has(element, 'status')).toBe(false);
    expect(text(element, 'next')).toMatch(/^Do not open a deal of your own yet/);
  });
});

describe('the ownership of a contact', () => {
  const contact = (account: UiRecord | null) => showing('Contact', uiRecord('Contact', {}, { Account: account }));

  it('is that of its account', async () => {
    const element = await contact(uiRecord('Account', LOCKED, registrationBehind('approved')));
    expect(text(element, 'state')).toBe('Protected for a partner');
    expect(text(element, 'status')).toBe('Registration Approved');
    const { optionalFields } = (await uiRecordApi()).getRecord.getLastConfig();
    expect(optionalFields).toContain(`Contact.Account.${salesforceName('Account', 'lockStatus')}`);
  });

  it('is nobody’s without an account', async () => {
    expect(text(await contact(null), 'state')).toBe('No partner holds this company');
  });

  it('is hidden with its account', async () => {
    const element = await showing('Contact', { fields: {} });
    expect(has(element, 'hidden')).toBe(true);
  });
});

describe('the ownership of an opportunity', () => {
  const opportunity = (own: Parameters<typeof uiRecord>[1], account: UiRecord | null) =>
    showing('Opportunity', uiRecord('Opportunity', own, { Account: account }));
  const heldAccount = uiRecord('Account', LOCKED);

  it('is that of its own registration', async () => {
    const element = await opportunity({ ...LOCKED, registrationStatus: 'approved', isCompeting: false }, heldAccount);
    expect(text(element, 'state')).toBe('Protected for a partner');
    expect(has(element, 'conflict')).toBe(false);
    const { optionalFields } = (await uiRecordApi()).getRecord.getLastConfig();
    expect(optionalFields).toContain(`Opportunity.${salesforceName('Opportunity', 'isCompeting')}`);
    expect(optionalFields).toContain(`Opportunity.Account.${salesforceName('Account', 'lockStatus')}`);
  });

  it('competes on a company that a partner holds: whose it is, until when, and what to do', async () => {
    const element = await opportunity({ ...NOTHING, isCompeting: true }, heldAccount);
    expect(text(element, 'state')).toBe('Channel conflict');
    expect(text(element, 'partner')).toBe('Partner Demo Partner North');
    expect(text(element, 'conflict')).toBe(
      'Partner and direct sales Protected for Demo Partner North until Feb 21, 2027, 12:00 AM. ' +
        'Talk to the channel manager before you go on.',
    );
    expect(text(element, 'next')).toBe('Talk to the channel manager before you go on with this company.');
  });

  it('competes no longer once the lock has ended, though Salesforce computed so when the record was loaded', async () => {
    const ended = uiRecord('Account', { ...LOCKED, lockEndsAt: NOW });
    expect(text(await opportunity({ ...NOTHING, isCompeting: true }, ended), 'state')).toBe('Protection has ended');
  });

  it('is nobody’s without an account', async () => {
    const element = await opportunity({ ...NOTHING, isCompeting: false }, null);
    expect(text(element, 'state')).toBe('No partner holds this company');
  });

  it('whose own protection has ended says that another partner holds the company now', async () => {
    const own = { ...LOCKED, registrationId: 'reg_0', lockStatus: 'expired', registrationStatus: 'expired' } as const;
    const element = await opportunity({ ...own, isCompeting: true }, heldAccount);
    expect(text(element, 'state')).toBe('Protection has ended');
    expect(text(element, 'next')).toMatch(/^Another partner holds this company now/);
  });
});
