import { afterEach, describe, expect, it, vi } from 'vitest';
import { Alert, Button, DescriptionListItem, LoadingButton, Select, Text } from '@hubspot/ui-extensions';
import { UI_PATHS } from '@partnerlock/core';
import { cardOn } from './card.tsx';
import { dialogOf, serverReplies, textIn, until } from './harness.ts';
import { programOf, viewOf } from './views.ts';

afterEach(() => vi.unstubAllGlobals());

const DONE = { ok: true, message: 'Demo Partner North is in the program.', results: [] };

async function companyCard(view: object, partner: object | Error = DONE) {
  const sent = serverReplies({ [UI_PATHS.ownership]: { ok: true, view }, [UI_PATHS.partner]: partner });
  const card = cardOn({ objectTypeId: '0-2' });
  await until(() => card.findByTestId(Text, 'next'));
  return { card, sent, partnerRequests: () => sent.filter(({ url }) => url.pathname === UI_PATHS.partner) };
}

describe('on a company', () => {
  it('asks HubSpot only for properties that companies have', async () => {
    const { card } = await companyCard(viewOf());
    expect(card.mocks.useCrmProperties.calls[0]?.[0]).toContain('prm_program_status');
    expect(card.mocks.useCrmProperties.calls[0]?.[0]).not.toContain('prm_rejection_reason');
  });

  it('an approver makes it a partner under a tier', async () => {
    const program = programOf({ status: null, tier: null, code: null, formUrl: null, statusUrl: null });
    const { card, sent, partnerRequests } = await companyCard(viewOf({ program, viewerIsApprover: true }));
    const dialog = () => dialogOf(card, 'make-partner');
    dialog().trigger('onOpen');
    dialog().find(Select).props.onChange?.('solution_advisor');
    await until(() => expect(dialog().find(Select).props.value).toBe('solution_advisor'));
    dialog().find(LoadingButton).trigger('onClick');
    await until(() => expect(card.findByTestId(Alert, 'notice').text).toBe(DONE.message));
    expect(partnerRequests()[0]?.body).toEqual({
      requestId: 'id-1',
      companyId: '501',
      status: 'active',
      tier: 'solution_advisor',
      locale: 'en',
    });
    await until(() => expect(sent.filter(({ method }) => method === 'GET')).toHaveLength(2));
    expect(card.mocks.actions.refreshObjectProperties.called).toBe(true);
  });

  it.each([
    { label: 'refused', partner: { ok: false, code: 'x', message: 'No company name.' }, text: 'No company name.' },
    { label: 'not answered', partner: new Error('lost'), text: 'never done twice' },
  ])('says in the dialog when that was $label', async ({ partner, text }) => {
    const { card } = await companyCard(
      viewOf({ program: programOf({ status: null }), viewerIsApprover: true }),
      partner,
    );
    dialogOf(card, 'make-partner').find(LoadingButton).trigger('onClick');
    await until(() => expect(dialogOf(card, 'make-partner').find(Alert).text).toContain(text));
  });

  it('others see nothing of a company that is no partner', async () => {
    const { card } = await companyCard(viewOf({ program: programOf({ status: null }) }));
    expect(card.findAll(Button)).toEqual([]);
  });

  it('shows a partner’s status, tier, code and links, to be copied', async () => {
    const { card } = await companyCard(viewOf({ program: programOf() }));
    const fact = (id: string) => textIn(card.findByTestId(DescriptionListItem, id));
    expect([fact('program-status'), fact('program-tier'), fact('program-code')]).toEqual([
      'Active',
      'Referral partner',
      'NORTH',
    ]);
    card.findByTestId(Button, 'copy-form-url').trigger('onClick');
    card.findByTestId(Button, 'copy-status-url').trigger('onClick');
    expect(card.mocks.actions.copyTextToClipboard.calls.map(([text]) => text)).toEqual([
      'https://forms.example.com/north',
      'https://partnerlock.example.com/p/north',
    ]);
    await until(() => expect(card.mocks.actions.addAlert.calls[0]?.[0].message).toBe('Copied.'));
    expect(card.maybeFindByTestId(Button, 'pause-partner-open')).toBeNull();
  });

  it('shows the link itself when copying is not allowed', async () => {
    const { card } = await companyCard(viewOf({ program: programOf() }));
    card.mocks.actions.copyTextToClipboard.willCall(() => Promise.reject(new Error('denied')));
    card.findByTestId(Button, 'copy-form-url').trigger('onClick');
    await until(() =>
      expect(card.mocks.actions.addAlert.calls[0]?.[0].message).toContain('https://forms.example.com/north'),
    );
  });

  it.each([
    { now: 'active', id: 'pause-partner', becomes: 'paused' },
    { now: 'paused', id: 'reactivate-partner', becomes: 'active' },
    { now: 'ended', id: 'reactivate-partner', becomes: 'active' },
  ] as const)('an approver turns $now into $becomes and keeps the tier', async ({ now, id, becomes }) => {
    const program = programOf({ status: now, tier: 'certified_reseller' });
    const { card, partnerRequests } = await companyCard(viewOf({ program, viewerIsApprover: true }));
    dialogOf(card, id).find(LoadingButton).trigger('onClick');
    await until(() =>
      expect(partnerRequests()[0]?.body).toMatchObject({ status: becomes, tier: 'certified_reseller' }),
    );
  });
});
