import { createRenderer } from '@hubspot/ui-extensions/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  Alert,
  Button,
  DescriptionListItem,
  EmptyState,
  ErrorState,
  Input,
  List,
  LoadingButton,
  LoadingSpinner,
  MultiSelect,
  NumberInput,
  Select,
  StatusTag,
  Table,
  TableCell,
  Text,
  TextArea,
  Toggle,
} from '@hubspot/ui-extensions';
import { UI_PATHS, type SettingsView } from '@partnerlock/core';
import { SettingsPage } from '../../hubspot-app/src/app/settings/SettingsPage.tsx';
import { later, ORIGIN, serverReplies, testSystem, textIn, until } from './harness.ts';
import { settingsOf } from './views.ts';

afterEach(() => vi.unstubAllGlobals());

type Screen = ReturnType<typeof settingsPage>;

function settingsPage(origin = ORIGIN) {
  const renderer = createRenderer('settings');
  Object.assign(renderer.mocks.context.user, { language: 'en' });
  renderer.mocks.context.portal.timezone = 'Europe/Berlin';
  renderer.mocks.context.variables = { APP_ORIGIN: origin };
  renderer.render(<SettingsPage system={testSystem()} />);
  return renderer;
}

const shown = (part: Partial<SettingsView> = {}, message: string | null = null) => ({
  ok: true,
  settings: settingsOf(part),
  message,
});

/** The page with its settings; later replies to the same path answer the saving. */
async function pageWith(
  part: Partial<SettingsView> = {},
  saving: readonly (object | Error)[] = [],
  partner: object | Error = {},
) {
  const sent = serverReplies({ [UI_PATHS.settings]: [shown(part), ...saving], [UI_PATHS.partner]: partner });
  const page = settingsPage();
  await until(() => page.findByTestId(StatusTag, 'connection'));
  return { page, posts: () => sent.filter(({ method }) => method === 'POST'), sent };
}

describe('the settings page', () => {
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
  ])('shows $label', async ({ reply, find }) => {
    serverReplies({ [UI_PATHS.settings]: reply });
    const page = settingsPage();
    await until(() => find(page));
  });

  it('says what to configure when it knows no server', () => {
    serverReplies({});
    expect(textIn(settingsPage('').findByTestId(ErrorState, 'not-configured'))).toContain('APP_ORIGIN');
  });
});

describe('the connection', () => {
  it('is shown with its last message and what waits', async () => {
    const { page } = await pageWith({
      connection: {
        status: 'connected',
        accountId: '4242',
        since: '2026-11-01T08:00:00.000Z',
        lastWebhookAt: '2026-12-01T08:59:00.000Z',
        waitingWrites: 1_200,
        lastProblem: 'HubSpot answered 429',
      },
    });
    const fact = (id: string) => textIn(page.findByTestId(DescriptionListItem, id));
    expect(page.findByTestId(StatusTag, 'connection').text).toBe('Connected');
    expect(fact('last-webhook')).toBe('Dec 1, 2026, 9:59 AM');
    expect(fact('waiting-writes')).toBe('1,200');
    expect(fact('last-problem')).toBe('HubSpot answered 429');
  });

  it('says what to do when it is lost', async () => {
    const { connection } = settingsOf();
    const { page } = await pageWith({ connection: { ...connection, status: 'disconnected' } });
    expect(page.findByTestId(StatusTag, 'connection').props.variant).toBe('danger');
    expect(page.findByTestId(Alert, 'disconnected').text).toContain('install the app again');
    expect(textIn(page.findByTestId(DescriptionListItem, 'last-webhook'))).toBe('none yet');
  });
});

describe('the Salesforce org of the program', () => {
  const org = { status: 'connected', accountId: '00D1', since: '2026-11-02T08:00:00.000Z', lastProblem: null } as const;
  const nobody = { viewerIsApprover: false, connectSalesforceUrl: null };

  it('that is connected says since when and which, and asks for nothing', async () => {
    const { page } = await pageWith({ salesforce: org });
    expect(page.findByTestId(StatusTag, 'salesforce')).toMatchObject({
      text: 'Connected',
      props: { variant: 'success' },
    });
    expect(textIn(page.findByTestId(DescriptionListItem, 'org-id'))).toBe('00D1');
    expect(textIn(page.findByTestId(DescriptionListItem, 'org-since'))).toBe('Nov 2, 2026, 9:00 AM');
    for (const id of ['no-org', 'connect-by-approver', 'no-salesforce-app']) {
      expect(page.maybeFindByTestId(Text, id), id).toBeNull();
    }
    expect(page.maybeFindByTestId(Alert, 'org-problem')).toBeNull();
    expect(page.maybeFindByTestId(Button, 'connect-salesforce')).toBeNull();
  });

  it.each([
    { label: 'connected with a problem', status: 'connected', variant: 'warning', how: 'connect the org again' },
    { label: 'disconnected', status: 'disconnected', variant: 'danger', how: 'nothing is lost' },
  ] as const)('that is $label says why, what to do, and offers to connect it', async ({ status, variant, how }) => {
    const lastProblem = 'The permission set Partner Integration is missing.';
    const { page } = await pageWith({ salesforce: { ...org, status, lastProblem } });
    const alert = page.findByTestId(Alert, 'org-problem');
    expect(alert.props.variant).toBe(variant);
    expect(alert.text).toContain(`${lastProblem} `);
    expect(alert.text).toContain(how);
    expect(textIn(page.findByTestId(DescriptionListItem, 'org-id'))).toBe('00D1');
    page.findByTestId(Button, 'connect-salesforce');
  });

  it('that is disconnected without a known reason still says what to do', async () => {
    const { page } = await pageWith({ salesforce: { ...org, status: 'disconnected' } });
    expect(page.findByTestId(StatusTag, 'salesforce').props.variant).toBe('danger');
    expect(page.findByTestId(Alert, 'org-problem').text).toMatch(/^What is to be shown in Salesforce waits/);
  });

  it('is connected by an approver through the signed address', async () => {
    const { page } = await pageWith();
    expect(page.findByTestId(StatusTag, 'salesforce').props.variant).toBe('default');
    expect(page.findByTestId(Text, 'no-org').text).toContain('no Salesforce org');
    expect(page.findByTestId(Button, 'connect-salesforce').props.href).toEqual({
      url: 'https://partnerlock.example.com/oauth/salesforce/begin?token=signed',
      external: true,
    });
  });

  it.each([
    { label: 'there is none', salesforce: null },
    { label: 'it is disconnected', salesforce: { ...org, status: 'disconnected' as const } },
  ])('is for approvers to connect when $label', async ({ salesforce }) => {
    const { page } = await pageWith({ ...nobody, salesforce });
    expect(page.findByTestId(Text, 'connect-by-approver').text).toContain('An approver');
    expect(page.maybeFindByTestId(Button, 'connect-salesforce')).toBeNull();
  });

  it('cannot be connected where the server has no app at Salesforce, and the page says whom to ask', async () => {
    const { page } = await pageWith({ connectSalesforceUrl: null });
    expect(page.findByTestId(Text, 'no-salesforce-app').text).toContain('whoever runs it');
    expect(page.maybeFindByTestId(Button, 'connect-salesforce')).toBeNull();
  });

  it.each([
    { label: 'of an older server, without the org', part: { salesforce: undefined } },
    { label: 'with half an org', part: { salesforce: { status: 'connected' } } },
    { label: 'with an address that is none', part: { connectSalesforceUrl: 7 } },
  ])('in an answer $label is no answer', async ({ part }) => {
    serverReplies({ [UI_PATHS.settings]: { ok: true, settings: { ...settingsOf(), ...part }, message: null } });
    const page = settingsPage();
    await until(() => page.findByTestId(ErrorState, 'server-away'));
  });
});

describe('the policy form', () => {
  it('sends every field of the policy with the version that was shown', async () => {
    const saved = shown({ policy: { ...settingsOf().policy, version: 4, lockDays: 120 } }, 'Saved as version 4.');
    const { page, posts } = await pageWith({}, [saved]);
    page.findByTestId(NumberInput, 'lockDays').props.onChange?.(120);
    page.findByTestId(NumberInput, 'reservationDays').props.onChange?.(10);
    page.findByTestId(NumberInput, 'extensionDaysMax').props.onChange?.(20);
    page.findByTestId(NumberInput, 'extensionsMax').props.onChange?.(1);
    page.findByTestId(NumberInput, 'employeesMin').props.onChange?.(50);
    page.findByTestId(Input, 'zone').props.onChange?.(' Europe/Madrid ');
    page.findByTestId(Input, 'currency').props.onChange?.('eur');
    page.findByTestId(Toggle, 'autoApprove').props.onChange?.(true);
    page.findByTestId(Toggle, 'consentRequired').props.onChange?.(false);
    page.findByTestId(Toggle, 'createCompanies').props.onChange?.(false);
    page.findByTestId(TextArea, 'industries').props.onChange?.('SOFTWARE\n\nRETAIL');
    page.findByTestId(TextArea, 'countries').props.onChange?.('DE, ES');
    page.findByTestId(TextArea, 'namedAccounts').props.onChange?.('sap.com');
    page.findByTestId(Select, 'salesPipeline').props.onChange?.('second');
    page.findByTestId(MultiSelect, 'approverIds').props.onChange?.(['1', '2']);
    await until(() => expect(page.findByTestId(Select, 'salesStage').props.value).toBe('s1'));
    page.findByTestId(LoadingButton, 'save').trigger('onClick');

    await until(() => expect(page.findByTestId(Alert, 'saved').text).toBe('Saved as version 4.'));
    expect(posts()[0]?.body).toEqual({
      requestId: 'id-1',
      policyVersion: 3,
      approverIds: ['1', '2'],
      locale: 'en',
      policy: {
        lockDays: 120,
        reservationDays: 10,
        extensionDaysMax: 20,
        extensionsMax: 1,
        zone: 'Europe/Madrid',
        currency: 'EUR',
        autoApprove: true,
        consentRequired: false,
        employeesMin: 50,
        industries: ['SOFTWARE', 'RETAIL'],
        countries: ['DE', 'ES'],
        namedAccounts: ['sap.com'],
        salesPipeline: 'second',
        salesStage: 's1',
        createCompanies: false,
      },
    });
    expect(page.findByTestId(Text, 'policy-version').text).toContain('Version 4.');
    expect(page.mocks.actions.addAlert.calls[0]?.[0].type).toBe('success');
  });

  it('shows the server’s field errors under the fields', async () => {
    const refusal = {
      ok: false,
      code: 'invalid',
      message: 'Correct the marked fields.',
      fields: { lockDays: 'Protect for 90 days at least', 'countries.0': 'Use two-letter country codes' },
    };
    const { page } = await pageWith({}, [refusal]);
    page.findByTestId(LoadingButton, 'save').trigger('onClick');
    await until(() => expect(page.findByTestId(Alert, 'not-saved').text).toBe('Correct the marked fields.'));
    expect(page.findByTestId(NumberInput, 'lockDays').props).toMatchObject({
      error: true,
      validationMessage: 'Protect for 90 days at least',
    });
    expect(page.findByTestId(TextArea, 'countries').props.validationMessage).toBe('Use two-letter country codes');
    expect(page.findByTestId(NumberInput, 'reservationDays').props.error).toBe(false);
    expect(page.maybeFindByTestId(Button, 'reload')).toBeNull();
  });

  it('asks for a missing number itself', async () => {
    const { page, posts } = await pageWith();
    page.findByTestId(NumberInput, 'lockDays').props.onChange?.(Number.NaN);
    await until(() => expect(page.findByTestId(NumberInput, 'lockDays').props.value).toBeUndefined());
    page.findByTestId(LoadingButton, 'save').trigger('onClick');
    await until(() =>
      expect(page.findByTestId(NumberInput, 'lockDays').props.validationMessage).toBe('Write a whole number.'),
    );
    expect(posts()).toEqual([]);
  });

  it('never overwrites what somebody else saved: it offers the newest settings', async () => {
    const stale = { ok: false, code: 'stale', message: 'Somebody else saved the policy meanwhile.' };
    const newer = shown({ policy: { ...settingsOf().policy, version: 9, lockDays: 150 } });
    const { page } = await pageWith({}, [stale, newer]);
    page.findByTestId(LoadingButton, 'save').trigger('onClick');
    await until(() => expect(page.findByTestId(Alert, 'not-saved').text).toBe(stale.message));
    page.findByTestId(Button, 'reload').trigger('onClick');
    await until(() => expect(page.findByTestId(NumberInput, 'lockDays').props.value).toBe(150));
    expect(page.maybeFindByTestId(Alert, 'not-saved')).toBeNull();
  });

  it('is busy while saving, and repeats an unanswered saving under its id', async () => {
    const reply = later<object>();
    const sent = serverReplies({ [UI_PATHS.settings]: [shown(), reply.promise, new Error('lost')] });
    const page = settingsPage();
    const save = () => page.findByTestId(LoadingButton, 'save');
    await until(save);
    save().trigger('onClick');
    await until(() => expect(save().props).toMatchObject({ loading: true, disabled: true }));
    expect(page.findByTestId(NumberInput, 'lockDays').props.readOnly).toBe(true);
    reply.settle({ nonsense: true });
    await until(() => expect(page.findByTestId(Alert, 'not-saved').text).toContain('not known'));
    save().trigger('onClick');
    await until(() => expect(sent).toHaveLength(3));
    expect(sent.slice(1).map(({ body }) => body?.requestId)).toEqual(['id-1', 'id-1']);
  });

  it('is read-only for those who are no approvers', async () => {
    const { page } = await pageWith({ viewerIsApprover: false });
    expect(page.findByTestId(Alert, 'only-approvers').props.title).toContain('Only approvers');
    expect(page.findByTestId(NumberInput, 'lockDays').props.readOnly).toBe(true);
    expect(page.findByTestId(Toggle, 'createCompanies').props.readonly).toBe(true);
    expect(page.maybeFindByTestId(LoadingButton, 'save')).toBeNull();
    expect(page.maybeFindByTestId(LoadingButton, 'import')).toBeNull();
  });

  it('keeps an approver who has left HubSpot in the list', async () => {
    const { page } = await pageWith({ approvers: [{ userId: '99', name: '99', email: '' }] });
    const { options, value } = page.findByTestId(MultiSelect, 'approverIds').props;
    expect(value).toEqual(['99']);
    expect(options.map((option) => option.value)).toEqual(['1', '2', '99']);
  });
});

describe('form and partners', () => {
  it('copies the form’s link and each partner’s two links', async () => {
    const { page } = await pageWith();
    for (const id of ['copy-form', 'form-par_1', 'status-par_1']) page.findByTestId(Button, id).trigger('onClick');
    expect(page.mocks.actions.copyTextToClipboard.calls.map(([text]) => text)).toEqual([
      'https://forms.example.com/f1',
      'https://forms.example.com/north',
      'https://partnerlock.example.com/p/north',
    ]);
    const cells = page.findByTestId(Table, 'partners').findAll(TableCell).map(textIn);
    expect(cells.slice(0, 4)).toEqual(['Demo Partner North', 'NORTH', 'Active', 'Referral partner']);
  });

  it('says what to do without a form and without partners', async () => {
    const { page } = await pageWith({ form: null, partners: [] });
    expect(page.findByTestId(Text, 'no-form').text).toContain('install the app again');
    expect(textIn(page.findByTestId(EmptyState, 'no-partners'))).toContain('Import them below');
  });

  it('imports CSV and shows what became of every line', async () => {
    const answer = {
      ok: true,
      message: '1 of 2 partners were taken.',
      results: [
        { line: 2, name: 'Demo Partner South', ok: true, message: 'in the program' },
        { line: 3, name: 'Demo Partner West', ok: false, message: 'unknown tier' },
      ],
    };
    const { page, posts, sent } = await pageWith({}, [], answer);
    expect(page.findByTestId(LoadingButton, 'import').props.disabled).toBe(true);
    page.findByTestId(TextArea, 'csv').props.onInput?.('name,tier\nDemo Partner South,referral');
    await until(() => expect(page.findByTestId(LoadingButton, 'import').props.disabled).toBe(false));
    page.findByTestId(LoadingButton, 'import').trigger('onClick');
    await until(() => expect(page.findByTestId(Alert, 'import-outcome').text).toBe(answer.message));
    expect(posts()[0]?.body).toEqual({
      requestId: 'id-1',
      csv: 'name,tier\nDemo Partner South,referral',
      locale: 'en',
    });
    expect(
      page
        .findByTestId(List, 'import-results')
        .findAll(Text)
        .map(({ text }) => text),
    ).toEqual(['✓ Line 2, Demo Partner South: in the program', '✗ Line 3, Demo Partner West: unknown tier']);
    await until(() => expect(sent.filter(({ method }) => method === 'GET')).toHaveLength(2));
  });

  it.each([
    { label: 'refused', partner: { ok: false, code: 'x', message: 'No header line.' }, text: 'No header line.' },
    { label: 'unanswered', partner: new Error('lost'), text: 'never done twice' },
  ])('shows an import that was $label', async ({ partner, text }) => {
    const { page } = await pageWith({}, [], partner);
    page.findByTestId(TextArea, 'csv').props.onInput?.('name');
    await until(() => expect(page.findByTestId(LoadingButton, 'import').props.disabled).toBe(false));
    page.findByTestId(LoadingButton, 'import').trigger('onClick');
    await until(() => expect(page.findByTestId(Alert, 'import-outcome').text).toContain(text));
  });
});
