import { createRenderer } from '@hubspot/ui-extensions/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  Alert,
  Button,
  Checkbox,
  DescriptionListItem,
  EmptyState,
  ErrorState,
  Link,
  List,
  LoadingButton,
  LoadingSpinner,
  Select,
  TableCell,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { PageLink, PageTitle } from '@hubspot/ui-extensions/pages';
import { UI_PATHS } from '@partnerlock/core';
import { pagesOf } from '../../hubspot-app/src/app/pages/Pages.tsx';
import { dialogOf, later, ORIGIN, serverReplies, testSystem, textIn, until } from './harness.ts';
import { itemOf, lockedView, queueAnswer, settingsOf } from './views.ts';

afterEach(() => vi.unstubAllGlobals());

type Screen = ReturnType<typeof pages>;

function pages({
  language = 'en',
  origin = ORIGIN,
  path = '/',
}: { language?: string; origin?: string; path?: string } = {}) {
  const renderer = createRenderer('pages');
  Object.assign(renderer.mocks.context.user, { language });
  Object.assign(renderer.mocks.context.portal, { id: 4242, timezone: 'Europe/Berlin' });
  renderer.mocks.context.variables = { APP_ORIGIN: origin };
  renderer.mocks.setPageLocation({ path, params: {} });
  const Pages = pagesOf(testSystem());
  renderer.render(<Pages />);
  return renderer;
}

const TWO = [itemOf(), itemOf({ registrationId: 'reg_2', prospectName: 'Bosch', dealId: '78' })];

async function queueWith(replies: Parameters<typeof serverReplies>[0]) {
  const sent = serverReplies(replies);
  const screen = pages();
  await until(() => screen.findByTestId(Select, 'filter'));
  return { screen, to: (path: string) => sent.filter(({ url }) => url.pathname === path) };
}

describe('the queue', () => {
  it('shows that it loads', () => {
    serverReplies({ [UI_PATHS.queue]: later<object>().promise });
    const screen = pages();
    expect(screen.find(PageTitle).text).toBe('Partner registrations');
    expect(screen.find(PageLink).props.to).toBe('/rules');
    expect(screen.findByTestId(LoadingSpinner, 'loading').props.label).toBe('Loading');
  });

  it('shows a line per registration with what is needed to decide', async () => {
    const { screen, to } = await queueWith({ [UI_PATHS.queue]: queueAnswer(TWO) });
    expect(to(UI_PATHS.queue)[0]?.url.search).toBe('?filter=waiting&locale=en');
    const cells = screen.findByTestId(TableRow, 'line-reg_1').findAll(TableCell).slice(1, 8).map(textIn);
    expect(cells).toEqual([
      'Siemens siemens.com · PL-7K3M-Q2XA Open the deal',
      'Demo Partner North',
      'Waiting for a decision',
      'Nov 30, 2026, 11:00 AM',
      'The direct team has an open deal',
      'Dec 14, 2026',
      '€12,500.50',
    ]);
    expect(screen.findByTestId(Link, 'deal-reg_1').props.href).toBe(
      'https://app.hubspot.com/contacts/4242/record/0-3/77',
    );
  });

  it('counts per filter and asks for another one', async () => {
    const { screen, to } = await queueWith({ [UI_PATHS.queue]: queueAnswer(TWO) });
    expect(screen.findByTestId(Select, 'filter').props.options.map(({ label }) => label)).toEqual([
      'Waiting (2)',
      'Protected (4)',
      'In conflict (1)',
      'All (1,205)',
    ]);
    screen.findByTestId(Select, 'filter').props.onChange?.('conflict');
    await until(() => expect(to(UI_PATHS.queue)[1]?.url.searchParams.get('filter')).toBe('conflict'));
  });

  it('pages forward and back', async () => {
    const { screen, to } = await queueWith({
      [UI_PATHS.queue]: [queueAnswer(TWO, 'c1'), queueAnswer([itemOf({ registrationId: 'reg_3' })])],
    });
    expect(screen.maybeFindByTestId(Button, 'previous')).toBeNull();
    screen.findByTestId(Button, 'next-page').trigger('onClick');
    await until(() => screen.findByTestId(TableRow, 'line-reg_3'));
    expect(screen.maybeFindByTestId(Button, 'next-page')).toBeNull();
    screen.findByTestId(Button, 'previous').trigger('onClick');
    await until(() => expect(to(UI_PATHS.queue)).toHaveLength(3));
    expect(to(UI_PATHS.queue).map(({ url }) => url.searchParams.get('after'))).toEqual([null, 'c1', null]);
  });

  it.each([
    { filter: 'waiting', title: 'Nothing waits for a decision', how: 'copy a partner’s form link' },
    { filter: 'locked', title: 'Nothing to show here', how: 'another filter' },
  ])('says what to do when $filter is empty', async ({ filter, title, how }) => {
    const { screen, to } = await queueWith({ [UI_PATHS.queue]: queueAnswer([]) });
    screen.findByTestId(Select, 'filter').props.onChange?.(filter);
    await until(() => expect(screen.findByTestId(EmptyState, 'no-items').props.title).toBe(title));
    expect(textIn(screen.findByTestId(EmptyState, 'no-items'))).toContain(how);
    await until(() => expect(to(UI_PATHS.queue).at(-1)?.url.searchParams.get('filter')).toBe(filter));
  });

  it('decides on a line and asks for the page again', async () => {
    const { screen, to } = await queueWith({
      [UI_PATHS.queue]: [queueAnswer(TWO), queueAnswer(TWO.slice(1))],
      [UI_PATHS.decide]: { ok: true, message: 'Approved.', view: lockedView() },
    });
    dialogOf(screen, 'reg_1-approve').trigger('onOpen');
    dialogOf(screen, 'reg_1-approve').find(LoadingButton).trigger('onClick');
    await until(() => expect(screen.findByTestId(Alert, 'notice').text).toBe('Approved.'));
    expect(to(UI_PATHS.decide)[0]?.body).toMatchObject({
      requestId: 'id-1',
      registrationId: 'reg_1',
      action: 'approve',
      objectTypeId: '0-3',
      objectId: '77',
    });
    await until(() => expect(screen.maybeFindByTestId(TableRow, 'line-reg_1')).toBeNull());
  });

  it.each([
    { label: 'a refusal', reply: { ok: false, code: 'x', message: 'Decided meanwhile.' }, text: 'Decided meanwhile.' },
    { label: 'no answer', reply: new Error('lost'), text: 'never done twice' },
  ])('shows $label to a decision', async ({ reply, text }) => {
    const { screen } = await queueWith({ [UI_PATHS.queue]: queueAnswer(TWO), [UI_PATHS.decide]: reply });
    dialogOf(screen, 'reg_1-approve').find(LoadingButton).trigger('onClick');
    await until(() => expect(screen.findByTestId(Alert, 'notice').text).toContain(text));
    expect(screen.findByTestId(Alert, 'notice').props.variant).toBe('danger');
  });

  it('approves what is ticked and shows what became of each', async () => {
    const { screen, to } = await queueWith({
      [UI_PATHS.queue]: queueAnswer(TWO),
      [UI_PATHS.bulkApprove]: {
        ok: true,
        results: [
          { id: 'reg_1', name: 'Siemens', ok: true, message: 'Protected' },
          { id: 'reg_2', name: 'Bosch', ok: false, message: 'Decided meanwhile' },
        ],
      },
    });
    expect(screen.findByTestId(Button, 'approve-selected-open').props.disabled).toBe(true);
    screen.findByTestId(Checkbox, 'select-reg_1').props.onChange?.(true, '');
    await until(() => expect(screen.findByTestId(Button, 'approve-selected-open').text).toBe('Approve selected (1)'));
    screen.findByTestId(Checkbox, 'select-all').props.onChange?.(true, '');
    await until(() => expect(screen.findByTestId(Button, 'approve-selected-open').text).toBe('Approve selected (2)'));
    screen.findByTestId(Checkbox, 'select-reg_2').props.onChange?.(false, '');
    await until(() => expect(screen.findByTestId(Checkbox, 'select-all').props.checked).toBe(false));
    screen.findByTestId(Checkbox, 'select-all').props.onChange?.(true, '');
    await until(() => expect(screen.findByTestId(Checkbox, 'select-reg_2').props.checked).toBe(true));

    dialogOf(screen, 'approve-selected').find(LoadingButton).trigger('onClick');
    await until(() => expect(screen.findByTestId(Alert, 'notice').text).toBe('Approved: 1 of 2'));
    expect(to(UI_PATHS.bulkApprove)[0]?.body).toMatchObject({ registrationIds: ['reg_1', 'reg_2'] });
    expect(
      screen
        .findByTestId(List, 'results')
        .findAll(Text)
        .map(({ text }) => text),
    ).toEqual(['✓ Siemens: Protected', '✗ Bosch: Decided meanwhile']);
  });

  it('shows others no buttons', async () => {
    const { screen } = await queueWith({ [UI_PATHS.queue]: queueAnswer([itemOf({ actions: [] })]) });
    expect(screen.findAll(Button)).toEqual([]);
    expect(screen.findAll(Checkbox)).toEqual([]);
  });

  it('shows the server’s own sentence when it refuses', async () => {
    serverReplies({ [UI_PATHS.queue]: { ok: false, code: 'not_installed', message: 'Install it again.' } });
    const screen = pages();
    await until(() => expect(screen.findByTestId(Alert, 'refused').text).toBe('Install it again.'));
  });

  it('shows an error and answers after a retry', async () => {
    serverReplies({ [UI_PATHS.queue]: [new Error('lost'), queueAnswer(TWO)] });
    const screen = pages();
    await until(() => screen.findByTestId(ErrorState, 'server-away'));
    screen.findByTestId(Button, 'retry').trigger('onClick');
    await until(() => screen.findByTestId(TableRow, 'line-reg_1'));
  });

  it('keeps its lines, with decisions off, when the server goes away', async () => {
    const { screen } = await queueWith({ [UI_PATHS.queue]: [queueAnswer(TWO, 'c1'), new Error('lost')] });
    screen.findByTestId(Button, 'next-page').trigger('onClick');
    await until(() => screen.findByTestId(Alert, 'away-banner'));
    expect(screen.findByTestId(Button, 'reg_1-approve-open').props.disabled).toBe(true);
  });

  it('says what to configure when it knows no server', () => {
    const sent = serverReplies({});
    expect(textIn(pages({ origin: '' }).findByTestId(ErrorState, 'not-configured'))).toContain('APP_ORIGIN');
    expect(sent).toEqual([]);
  });

  it('speaks Spanish', async () => {
    serverReplies({ [UI_PATHS.queue]: queueAnswer(TWO) });
    const screen = pages({ language: 'es-MX' });
    await until(() => screen.findByTestId(Select, 'filter'));
    expect(screen.find(PageTitle).text).toBe('Registros de partners');
    expect(textIn(screen.findByTestId(TableRow, 'line-reg_1'))).toContain('El equipo directo tiene un negocio abierto');
  });
});

describe('the rules', () => {
  const rule = (screen: Screen, id: string) => textIn(screen.findByTestId(DescriptionListItem, `rule-${id}`));

  it('are told in plain words', async () => {
    serverReplies({ [UI_PATHS.settings]: { ok: true, settings: settingsOf(), message: null } });
    const screen = pages({ path: '/rules' });
    await until(() => rule(screen, 'lock'));
    expect(screen.find(PageTitle).text).toBe('Rules of engagement');
    expect(rule(screen, 'lock')).toBe('90 days from the approval, counted in Europe/Berlin');
    expect(rule(screen, 'reservation')).toBe('14 days while the decision waits');
    expect(rule(screen, 'extension')).toBe('up to 2 times, up to 30 days each');
    expect(rule(screen, 'approval')).toBe('always by a person');
    expect(rule(screen, 'consent')).toBe('needed');
    expect(rule(screen, 'employees')).toBe('no limit');
    expect(rule(screen, 'accounts')).toBe('sap.com, bosch.com');
    expect(rule(screen, 'pipeline')).toBe('Sales pipeline · Qualified to buy');
    expect(rule(screen, 'companies')).toBe('are created there');
    expect(rule(screen, 'version')).toBe('3 · Nov 20, 2026, 9:00 AM');
  });

  it.each([
    {
      label: 'loading',
      reply: later<object>().promise,
      find: (on: Screen) => on.findByTestId(LoadingSpinner, 'loading'),
    },
    {
      label: 'the server away',
      reply: new Error('lost'),
      find: (on: Screen) => on.findByTestId(ErrorState, 'server-away'),
    },
    {
      label: 'a refusal',
      reply: { ok: false, code: 'x', message: 'No.' },
      find: (on: Screen) => on.findByTestId(Alert, 'refused'),
    },
  ])('show $label', async ({ reply, find }) => {
    serverReplies({ [UI_PATHS.settings]: reply });
    const screen = pages({ path: '/rules' });
    await until(() => find(screen));
  });

  it('say what to configure when they know no server', () => {
    serverReplies({});
    pages({ path: '/rules', origin: '' }).findByTestId(ErrorState, 'not-configured');
  });
});
