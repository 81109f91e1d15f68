import { afterEach, describe, expect, it, vi } from 'vitest';
import { Alert, Button, LoadingButton, NumberInput, Select, StatusTag, TextArea } from '@hubspot/ui-extensions';
import { REJECTION_REASONS, UI_PATHS } from '@partnerlock/core';
import { cardOn } from './card.tsx';
import { dialogOf, later, serverReplies, textIn, until } from './harness.ts';
import { lockedView, pendingView } from './views.ts';

afterEach(() => vi.unstubAllGlobals());

const DECIDED = { ok: true, message: 'Approved. Siemens is protected.', view: lockedView() };

/** A card of an approver, with the server's replies to decisions. */
async function decidingCard(view: object, replies: readonly (object | Promise<object> | Error)[], ready: string) {
  const sent = serverReplies({ [UI_PATHS.ownership]: { ok: true, view }, [UI_PATHS.decide]: replies });
  const card = cardOn();
  await until(() => card.findByTestId(Button, `${ready}-open`));
  return { card, decisions: () => sent.filter(({ url }) => url.pathname === UI_PATHS.decide), sent };
}

describe('a decision', () => {
  it('approves with a note, shows what came of it, and refreshes the record', async () => {
    const { card, decisions } = await decidingCard(pendingView(), [DECIDED], 'card-approve');
    const dialog = dialogOf(card, 'card-approve');
    dialog.trigger('onOpen');
    dialog.find(TextArea).props.onInput?.('Well known to us');
    dialogOf(card, 'card-approve').find(LoadingButton).trigger('onClick');

    await until(() => expect(card.findByTestId(Alert, 'notice').text).toBe('Approved. Siemens is protected.'));
    expect(decisions()).toHaveLength(1);
    expect(decisions()[0]).toMatchObject({ method: 'POST', timeout: 8_000 });
    expect(decisions()[0]?.body).toEqual({
      requestId: 'id-1',
      registrationId: 'reg_1',
      action: 'approve',
      text: 'Well known to us',
      objectTypeId: '0-3',
      objectId: '77',
      locale: 'en',
    });
    expect(card.findByTestId(StatusTag, 'state').text).toBe('Protected for a partner');
    expect(card.mocks.actions.addAlert.calls[0]?.[0]).toMatchObject({ type: 'success' });
    expect(card.mocks.actions.refreshObjectProperties.called).toBe(true);
    expect(card.mocks.actions.closeOverlay.calls[0]?.[0]).toBe('card-approve');
  });

  it('shows that it is busy, and sends one click once', async () => {
    const reply = later<object>();
    const { card, decisions } = await decidingCard(pendingView(), [reply.promise], 'card-approve');
    const confirm = () => dialogOf(card, 'card-approve').find(LoadingButton);
    dialogOf(card, 'card-approve').trigger('onOpen');
    confirm().trigger('onClick');
    await until(() => expect(confirm().props).toMatchObject({ loading: true, disabled: true }));
    confirm().trigger('onClick');
    reply.settle(DECIDED);
    await until(() => card.findByTestId(Alert, 'notice'));
    expect(decisions()).toHaveLength(1);
  });

  it('keeps its request id through a retry, and takes a new one for a new dialog', async () => {
    const { card, decisions } = await decidingCard(
      pendingView(),
      [new Error('lost'), { ok: false, code: 'crm_away', message: 'Try later.' }, new Error('lost')],
      'card-approve',
    );
    const press = () => dialogOf(card, 'card-approve').find(LoadingButton).trigger('onClick');
    const problem = () => dialogOf(card, 'card-approve').find(Alert).text;
    dialogOf(card, 'card-approve').trigger('onOpen');
    press();
    await until(() => expect(problem()).toContain('not known whether this was done'));
    press();
    await until(() => expect(problem()).toBe('Try later.'));
    dialogOf(card, 'card-approve').trigger('onOpen');
    press();
    await until(() => expect(decisions()).toHaveLength(3));
    expect(decisions().map(({ body }) => body?.requestId)).toEqual(['id-1', 'id-1', 'id-2']);
  });

  it('shows a refusal in the dialog and on the card, and looks at the record again', async () => {
    const refusal = { ok: false, code: 'already_decided', message: 'This registration was decided meanwhile.' };
    const { card, sent } = await decidingCard(pendingView(), [refusal], 'card-approve');
    dialogOf(card, 'card-approve').trigger('onOpen');
    dialogOf(card, 'card-approve').find(LoadingButton).trigger('onClick');
    await until(() => expect(card.findByTestId(Alert, 'notice').text).toBe(refusal.message));
    expect(card.findByTestId(Alert, 'notice').props.variant).toBe('danger');
    await until(() => expect(sent.filter(({ method }) => method === 'GET')).toHaveLength(2));
    expect(card.mocks.actions.closeOverlay.called).toBe(false);
    expect(card.mocks.actions.refreshObjectProperties.called).toBe(false);
  });

  it('rejects only with a reason, after saying that it is final', async () => {
    const { card, decisions } = await decidingCard(pendingView(), [DECIDED], 'card-reject');
    const dialog = () => dialogOf(card, 'card-reject');
    expect(dialog().props.variant).toBe('danger');
    expect(textIn(dialog())).toContain('This is final');
    expect(dialog().find(LoadingButton).props.disabled).toBe(true);
    expect(
      dialog()
        .find(Select)
        .props.options.map(({ value }) => value),
    ).toEqual([...REJECTION_REASONS]);

    dialog().trigger('onOpen');
    dialog().find(Select).props.onChange?.('named_account');
    await until(() => expect(dialog().find(LoadingButton).props.disabled).toBe(false));
    dialog().find(LoadingButton).trigger('onClick');
    await until(() => expect(decisions()[0]?.body).toMatchObject({ action: 'reject', reason: 'named_account' }));
  });

  it('asks only with a question', async () => {
    const { card, decisions } = await decidingCard(pendingView(), [DECIDED], 'card-ask');
    const dialog = () => dialogOf(card, 'card-ask');
    dialog().trigger('onOpen');
    dialog().find(TextArea).props.onInput?.('  ');
    await until(() => expect(dialog().find(LoadingButton).props.disabled).toBe(true));
    dialog().find(TextArea).props.onInput?.('Which division?');
    await until(() => expect(dialog().find(LoadingButton).props.disabled).toBe(false));
    dialog().find(LoadingButton).trigger('onClick');
    await until(() => expect(decisions()[0]?.body).toMatchObject({ action: 'ask', text: 'Which division?' }));
  });

  it('extends within what the policy allows, and says how much that is', async () => {
    const { card, decisions } = await decidingCard(lockedView(), [DECIDED], 'card-extend');
    const dialog = () => dialogOf(card, 'card-extend');
    const days = () => dialog().find(NumberInput);
    expect(textIn(dialog())).toContain('Extensions left: 2.');
    expect(days().props).toMatchObject({ min: 1, max: 30, description: 'A whole number from 1 to 30.' });
    dialog().trigger('onOpen');
    for (const wrong of [31, 0, 1.5, Number.NaN]) {
      days().props.onInput?.(wrong);
      await until(() => expect(days().props.error).toBe(true));
      expect(dialog().find(LoadingButton).props.disabled).toBe(true);
      days().props.onInput?.(14);
      await until(() => expect(days().props.error).toBe(false));
    }
    dialog().find(LoadingButton).trigger('onClick');
    await until(() => expect(decisions()[0]?.body).toMatchObject({ action: 'extend', days: 14 }));
  });

  it('releases after saying what that means', async () => {
    const { card, decisions } = await decidingCard(lockedView(), [DECIDED], 'card-release');
    const dialog = () => dialogOf(card, 'card-release');
    expect(dialog().props.variant).toBe('danger');
    expect(textIn(dialog())).toContain('The protection ends at once.');
    dialog().trigger('onOpen');
    dialog().find(LoadingButton).trigger('onClick');
    await until(() => expect(decisions()[0]?.body).toMatchObject({ action: 'release' }));
  });

  it('closes its dialog on Cancel without asking anything', async () => {
    const { card, decisions } = await decidingCard(lockedView(), [DECIDED], 'card-release');
    const cancel = dialogOf(card, 'card-release').find(Button, { testId: 'card-release-cancel' });
    cancel.trigger('onClick');
    expect(card.mocks.actions.closeOverlay.calls[0]?.[0]).toBe('card-release');
    expect(decisions()).toEqual([]);
  });

  it('offers nothing while the server is away after it had answered', async () => {
    serverReplies({
      [UI_PATHS.ownership]: [{ ok: true, view: pendingView() }, new Error('lost')],
      [UI_PATHS.decide]: { ok: false, code: 'crm_away', message: 'Try later.' },
    });
    const card = cardOn();
    await until(() => card.findByTestId(Button, 'card-approve-open'));
    dialogOf(card, 'card-approve').trigger('onOpen');
    dialogOf(card, 'card-approve').find(LoadingButton).trigger('onClick');
    await until(() => card.findByTestId(Alert, 'away-banner'));
    expect(card.findByTestId(Button, 'card-approve-open').props.disabled).toBe(true);
  });
});
