import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  Accordion,
  Alert,
  Button,
  DescriptionListItem,
  ErrorState,
  List,
  LoadingSpinner,
  StatusTag,
  Text,
} from '@hubspot/ui-extensions';
import { OWNERSHIP_STATES, NEXT_STEPS, type OwnershipState } from '../../shared/views/ownership-view.ts';
import { UI_PATHS } from '@partnerlock/core';
import { cardOn, LOCKED_FIELDS } from './card.tsx';
import { BAD_GATEWAY, later, serverReplies, textIn, until } from './harness.ts';
import { lockedView, pendingView, viewOf } from './views.ts';

afterEach(() => vi.unstubAllGlobals());

const answerWith = (view: object) => serverReplies({ [UI_PATHS.ownership]: { ok: true, view } });

describe('before the server has answered', () => {
  it('shows what the record’s own fields say, at once', () => {
    serverReplies({ [UI_PATHS.ownership]: later<object>().promise });
    const card = cardOn({ properties: LOCKED_FIELDS });
    expect(card.findByTestId(StatusTag, 'state').text).toBe('Protected for a partner');
    expect(textIn(card.findByTestId(DescriptionListItem, 'partner'))).toBe('Demo Partner North');
    expect(textIn(card.findByTestId(DescriptionListItem, 'protected-until'))).toBe('Mar 1, 2027 (90 days left)');
    expect(textIn(card.findByTestId(DescriptionListItem, 'registered-at'))).toBe('Nov 30, 2026, 11:00 AM');
    expect(card.findByTestId(LoadingSpinner, 'asking').props.label).toBe('Asking PartnerLock');
  });

  it('shows that it loads while HubSpot reads the fields', () => {
    serverReplies({ [UI_PATHS.ownership]: later<object>().promise });
    expect(cardOn({ isLoading: true }).findByTestId(LoadingSpinner, 'loading').props.label).toBe('Loading');
  });

  it.each<{ state: OwnershipState; fields: Record<string, string> }>([
    { state: 'none', fields: {} },
    { state: 'pending', fields: { prm_lock_status: 'pending', prm_lock_ends_at: '2026-12-14T23:00:00.000Z' } },
    { state: 'locked', fields: LOCKED_FIELDS },
    { state: 'conflict', fields: { ...LOCKED_FIELDS, prm_channel_conflict: 'partner_vs_direct' } },
    { state: 'expired', fields: { ...LOCKED_FIELDS, prm_lock_ends_at: '2026-11-30T23:00:00.000Z' } },
    { state: 'released', fields: { ...LOCKED_FIELDS, prm_lock_status: 'released' } },
    { state: 'refused', fields: { prm_registration_status: 'rejected', prm_rejection_reason: 'named_account' } },
  ])('reads $state from the fields', async ({ state, fields }) => {
    serverReplies({ [UI_PATHS.ownership]: new Error('connection lost') });
    const card = cardOn({ properties: fields });
    const { crm } = await import('../../shared/words/en/crm.ts');
    expect(card.findByTestId(StatusTag, 'state').text).toBe(crm[`state.${state}`]);
  });

  it('takes a moment that it cannot read as missing', () => {
    serverReplies({ [UI_PATHS.ownership]: later<object>().promise });
    const card = cardOn({ properties: { ...LOCKED_FIELDS, prm_registered_at: 'yesterday' } });
    expect(card.maybeFindByTestId(DescriptionListItem, 'registered-at')).toBeNull();
  });
});

describe('what the server answers', () => {
  it('is asked for this record, in the reader’s language, with eight seconds to answer', async () => {
    const sent = answerWith(viewOf());
    const card = cardOn({ language: 'es' });
    await until(() => expect(card.findByTestId(Text, 'next').text).toBe('No hay nada que hacer.'));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.url.toString()).toBe(
      'https://partnerlock.example.com/hubspot/ui/ownership?objectTypeId=0-3&objectId=77&locale=es',
    );
    expect(sent[0]).toMatchObject({ method: 'GET', timeout: 8_000, body: undefined });
  });

  it.each(OWNERSHIP_STATES)('shows the state %s', async (state) => {
    answerWith(pendingView({ state, actions: [] }));
    const card = cardOn();
    const { crm } = await import('../../shared/words/en/crm.ts');
    await until(() => expect(card.findByTestId(Text, 'next').text).toBe(crm['next.decide']));
    expect(card.findByTestId(StatusTag, 'state').text).toBe(crm[`state.${state}`]);
  });

  it.each(NEXT_STEPS)('says what to do next: %s', async (next) => {
    answerWith(viewOf({ next }));
    const card = cardOn();
    const { crm } = await import('../../shared/words/en/crm.ts');
    await until(() => expect(card.findByTestId(Text, 'next').text).toBe(crm[`next.${next}`]));
  });

  it('shows holder, tier, reservation, reference and who submitted', async () => {
    answerWith(pendingView({ note: 'Met at the fair' }));
    const card = cardOn();
    await until(() => card.findByTestId(Text, 'next'));
    const fact = (id: string) => card.findByTestId(DescriptionListItem, id);
    expect(textIn(fact('partner'))).toBe('Demo Partner North · Certified reseller');
    expect(fact('protected-until').props.label).toBe('Reserved until');
    expect(textIn(fact('protected-until'))).toBe('Dec 14, 2026 (13 days left)');
    expect(textIn(fact('status'))).toBe('Under review');
    expect(textIn(fact('reference'))).toBe('PL-7K3M-Q2XA');
    expect(textIn(fact('submitted-by'))).toBe('sales@north.example');
    expect(textIn(fact('note'))).toBe('Met at the fair');
  });

  it.each([
    { daysLeft: 2, text: 'Mar 1, 2027 (2 days left)' },
    { daysLeft: 1, text: 'Mar 1, 2027 (1 day left)' },
    { daysLeft: 0, text: 'Mar 1, 2027 (last day)' },
  ])('counts days: $text', async ({ daysLeft, text }) => {
    answerWith(lockedView({ daysLeft }));
    const card = cardOn();
    await until(() => expect(textIn(card.findByTestId(DescriptionListItem, 'protected-until'))).toBe(text));
  });

  it('shows the verdict with its reasons and the records that it rests on', async () => {
    answerWith(pendingView());
    const card = cardOn();
    await until(() => card.findByTestId(Accordion, 'verdict'));
    expect(card.findByTestId(Accordion, 'verdict').props.defaultOpen).toBe(true);
    expect(card.findByTestId(Text, 'verdict-outcome').text).toBe('The rules ask a person to look.');
    const findings = card.findByTestId(List, 'findings').findAll(Text);
    expect(findings.map(({ text }) => text)).toEqual([
      'The direct team has an open deal: Siemens renewal (deal)',
      'Free or disposable e-mail address',
    ]);
  });

  it('shows conflicts: who, and since when', async () => {
    const at = '2026-11-29T08:30:00.000Z';
    answerWith(
      lockedView({
        state: 'conflict',
        conflictKind: 'partner_vs_direct',
        conflicts: [
          { kind: 'partner_vs_partner', at, who: 'Demo Partner South', ownerName: null },
          { kind: 'partner_vs_direct', at, who: 'Siemens renewal', ownerName: 'Sales Rep One (demo)' },
          { kind: 'partner_vs_direct', at, who: 'Siemens pilot', ownerName: null },
        ],
      }),
    );
    const card = cardOn();
    await until(() => card.findByTestId(Alert, 'conflicts'));
    const conflicts = card.findByTestId(Alert, 'conflicts');
    expect(conflicts.props.title).toBe('Partner and direct sales');
    expect(conflicts.findAll(Text).map(({ text }) => text)).toEqual([
      'Demo Partner South registered the same company on Nov 29, 2026, 9:30 AM.',
      'Direct deal “Siemens renewal” of Sales Rep One (demo), seen on Nov 29, 2026, 9:30 AM.',
      'Direct deal “Siemens pilot”, seen on Nov 29, 2026, 9:30 AM.',
    ]);
  });

  it('shows the conversation, oldest first', async () => {
    answerWith(
      pendingView({
        conversation: [
          { at: '2026-11-30T11:00:00.000Z', who: 'manager', text: 'Which division?' },
          { at: '2026-11-30T12:00:00.000Z', who: 'partner', text: 'Mobility' },
        ],
      }),
    );
    const card = cardOn();
    await until(() => card.findByTestId(Accordion, 'conversation'));
    expect(
      card
        .findByTestId(Accordion, 'conversation')
        .findAll(Text)
        .map(({ text }) => text),
    ).toEqual([
      'Channel manager · Nov 30, 2026, 12:00 PM',
      'Which division?',
      'Partner · Nov 30, 2026, 1:00 PM',
      'Mobility',
    ]);
  });

  it('shows others no buttons, and who can decide', async () => {
    answerWith(pendingView({ viewerIsApprover: false, actions: [], next: 'wait_for_manager' }));
    const card = cardOn();
    await until(() => expect(card.findByTestId(Text, 'who-decides').text).toContain('approvers'));
    expect(card.findAll(Button)).toEqual([]);
  });

  it('survives a reason and a state that are newer than this bundle', async () => {
    answerWith({ ...pendingView({ actions: [] }), next: 'celebrate' });
    const card = cardOn();
    await until(() => expect(card.findByTestId(Text, 'next').text).toBe('next.celebrate'));
  });
});

describe('when the server is away', () => {
  it.each([
    { label: 'a lost connection', reply: new Error('timeout') },
    { label: 'HubSpot’s wrapped error', reply: BAD_GATEWAY },
    { label: 'an answer without its view', reply: { ok: true } },
    { label: 'a page of a proxy', reply: ['<html>'] },
  ])('$label: keeps the fields, says so, and answers after a retry', async ({ reply }) => {
    const sent = serverReplies({ [UI_PATHS.ownership]: [reply, { ok: true, view: lockedView() }] });
    const card = cardOn({ properties: LOCKED_FIELDS });
    await until(() => card.findByTestId(Alert, 'away-banner'));
    expect(card.findByTestId(Alert, 'away-banner').text).toBe(
      'PartnerLock is not answering; what you see comes from HubSpot’s own fields. Decisions are off until it is back.',
    );
    expect(card.findByTestId(StatusTag, 'state').text).toBe('Protected for a partner');
    expect(card.findAll(Button).map(({ text }) => text)).toEqual(['Try again']);

    card.findByTestId(Button, 'retry').trigger('onClick');
    await until(() => card.findByTestId(Button, 'card-extend-open'));
    expect(card.maybeFindByTestId(Alert, 'away-banner')).toBeNull();
    expect(sent).toHaveLength(2);
  });

  it('shows an error when the fields could not be read either', async () => {
    serverReplies({ [UI_PATHS.ownership]: new Error('timeout') });
    const card = cardOn({ error: new Error('no access') });
    await until(() => expect(card.findByTestId(ErrorState, 'server-away').props.title).toContain('not answering'));
  });

  it('needs the fields no more once the server has answered', async () => {
    answerWith(lockedView());
    const card = cardOn({ error: new Error('no access') });
    await until(() => expect(card.findByTestId(StatusTag, 'state').text).toBe('Protected for a partner'));
  });

  it('shows the server’s own sentence when it refuses to answer', async () => {
    serverReplies({ [UI_PATHS.ownership]: { ok: false, code: 'not_installed', message: 'Install the app again.' } });
    const card = cardOn({ properties: LOCKED_FIELDS });
    await until(() => expect(card.findByTestId(Alert, 'refused').text).toBe('Install the app again.'));
    expect(card.findByTestId(StatusTag, 'state').text).toBe('Protected for a partner');
  });

  it.each([
    { label: 'no origin', origin: null },
    { label: 'an unfilled variable', origin: '${APP_ORIGIN}' },
  ])('$label: says what to configure and asks nobody', ({ origin }) => {
    const sent = serverReplies({});
    const card = cardOn({ properties: LOCKED_FIELDS, origin });
    expect(textIn(card.findByTestId(ErrorState, 'not-configured'))).toContain('APP_ORIGIN');
    expect(sent).toEqual([]);
  });
});
