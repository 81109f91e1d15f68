import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SalesforceFieldValues } from '../../../shared/catalog/salesforce-values.ts';
import { find, findAll, graphqlApi, mount, settle, textOf, uiRecordApi, type Mounted } from './bench/bench.ts';
import { CHANNEL_MANAGER, SALES_REP, signIn, SPANISH_REP } from './bench/org.ts';
import { choose, click, confirm, refusedBy, tell } from './builders/acts.ts';
import { APPROVED, nameOf, nodeOf, NOW, WAITING } from './builders/registration.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(NOW);
  signIn(CHANNEL_MANAGER);
});
afterEach(() => vi.useRealTimers());

const idOf = (index: number) => `a0100000000000${index}AAA`;
const company = (index: number, change: SalesforceFieldValues = {}) =>
  nodeOf({ ...WAITING, prospectName: `Company ${index} (demo)`, ...change }, idOf(index));
const THREE = [company(1), company(2), company(3)];
type RegistrationNode = ReturnType<typeof nodeOf> | { readonly Id: string };

const answer = (nodes: readonly RegistrationNode[], next: string | null = null, totalCount = nodes.length) => ({
  uiapi: {
    query: {
      Partner_Registration__c: {
        edges: nodes.map((node) => ({ node })),
        pageInfo: { endCursor: next, hasNextPage: next !== null },
        totalCount,
      },
    },
  },
});
/** Two questions share the stub: the page of registrations, and the answers to decisions. */
const isPage = (config: object) => 'variables' in config && 'where' in (config.variables as object);
const isAnswers = (config: object) => 'variables' in config && 'ids' in (config.variables as object);

async function open(nodes: readonly RegistrationNode[], next: string | null = null, totalCount?: number) {
  const element = await mount('partnerQueue');
  return { element, refresh: await fill(nodes, next, totalCount) };
}
async function fill(nodes: readonly RegistrationNode[], next: string | null = null, totalCount?: number) {
  const { graphql } = await graphqlApi();
  const refresh = vi.fn();
  graphql.emit(answer(nodes, next, totalCount), isPage, refresh);
  await settle();
  return refresh;
}
async function answerTo(decided: Readonly<Record<string, string | null>>) {
  const { graphql } = await graphqlApi();
  const refresh = vi.fn();
  const nodes = Object.entries(decided).map(([id, text]) =>
    nodeOf(text === null ? { decision: 'approve' } : { decision: null, decisionAnswer: text }, id),
  );
  graphql.emit(answer(nodes), isAnswers, refresh);
  await settle();
  return refresh;
}
const asked = async () => (await graphqlApi()).graphql.getLastConfig()['variables'];

interface Table extends HTMLElement {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly columns: readonly { readonly fieldName?: string; readonly type: string; readonly sortable?: boolean }[];
  readonly disabledRows: readonly string[];
  readonly hideCheckboxColumn: boolean;
}
const table = (element: Mounted) => find(element, 'lightning-datatable') as Table;
const select = (element: Mounted, ids: readonly string[]) =>
  tell(table(element), 'rowselection', { selectedRows: ids.map((recordId) => ({ recordId })) });
const act = (element: Mounted, index: number, name: string) =>
  tell(table(element), 'rowaction', { action: { name }, row: table(element).data[index] });
const resultOf = (element: Mounted, id: string) =>
  textOf(find(find(element, 'c-partner-decision-results'), `[data-id="${id}"]`));

describe('the queue', () => {
  it('is loading, then shows what waits, oldest first', async () => {
    const element = await mount('partnerQueue');
    expect(find(element, 'lightning-spinner')).toHaveProperty('alternativeText', 'Loading');
    expect(await asked()).toEqual({
      where: {
        or: [
          { [nameOf('registrationStatus')]: { in: ['submitted', 'under_review'] } },
          { [nameOf('registrationStatus')]: { eq: null } },
        ],
      },
      orderBy: { [nameOf('registeredAt')]: { order: 'ASC', nulls: 'LAST' } },
      after: null,
    });
    await fill([company(1)]);
    expect(findAll(element, 'lightning-spinner')).toEqual([]);
    expect(table(element).data).toEqual([
      {
        recordId: idOf(1),
        href: `/lightning/r/Partner_Registration__c/${idOf(1)}/view`,
        company: 'Company 1 (demo)',
        partner: 'Demo Partner North',
        state: 'Waiting for a decision',
        registered: 'Nov 25, 2026, 4:00 AM',
        reasons: 'The direct team has an open deal; Identified by name only',
        until: 'Dec 9, 2026',
        estimate: '$48,000.50',
        actions: ['approve', 'reject', 'ask'],
        rowActions: [
          { name: 'approve', label: 'Approve' },
          { name: 'reject', label: 'Reject' },
          { name: 'ask', label: 'Ask for information' },
        ],
      },
    ]);
    expect(textOf(find(element, '[data-id=shown]'))).toBe('1–1 of 1');
  });

  it.each([
    { tab: 'conflict', code: 'channelConflict' },
    { tab: 'asked', code: 'registrationStatus' },
    { tab: 'soon', code: 'lockEndsAt' },
  ] as const)('asks for another tab: $tab', async ({ tab, code }) => {
    const { element } = await open(THREE);
    await choose(find(element, 'lightning-radio-group'), tab);
    expect(JSON.stringify(await asked())).toContain(nameOf(code));
    expect(findAll(element, 'lightning-datatable')).toEqual([]);
    await fill([]);
    expect(textOf(find(element, '[data-id=empty]'))).toBe('Nothing to show here. Choose another tab.');
  });

  it('says so when nothing waits', async () => {
    const { element } = await open([]);
    expect(textOf(find(element, '[data-id=empty]'))).toBe(
      'No registration waits for a decision. A new one appears here as soon as a partner sends it.',
    );
  });

  it('turns pages, and starts over when it is sorted', async () => {
    const { element } = await open(THREE, 'cursor-1', 120);
    expect(find(element, '[data-id=previous]')).toHaveProperty('disabled', true);
    await click(find(element, '[data-id=next]'));
    expect(await asked()).toMatchObject({ after: 'cursor-1' });
    await fill([company(4)], 'cursor-2', 120);
    expect(textOf(find(element, '[data-id=shown]'))).toBe('51–51 of 120');
    await click(find(element, '[data-id=next]'));
    expect(await asked()).toMatchObject({ after: 'cursor-2' });
    await fill([company(5)], null, 120);
    expect(find(element, '[data-id=next]')).toHaveProperty('disabled', true);
    await click(find(element, '[data-id=previous]'));
    expect(await asked()).toMatchObject({ after: 'cursor-1' });
    await fill([company(4)], 'cursor-2', 120);

    await tell(table(element), 'sort', { fieldName: 'href', sortDirection: 'desc' });
    expect(await asked()).toMatchObject({
      after: null,
      orderBy: { [nameOf('prospectName')]: { order: 'DESC', nulls: 'LAST' } },
    });
  });

  it('can be sorted by every column that says so', async () => {
    const { element } = await open(THREE);
    const sortable = table(element).columns.filter(({ sortable: is }) => is);
    expect(sortable.length).toBeGreaterThan(3);
    for (const { fieldName } of sortable) {
      await tell(table(element), 'sort', { fieldName, sortDirection: 'asc' });
      expect(await asked()).toHaveProperty('orderBy');
      await fill(THREE);
    }
  });

  it('cannot be read: says why, and tries again', async () => {
    const { graphql } = await graphqlApi();
    const { element } = await open([]);
    graphql.emitErrors([{ message: 'Not allowed.' }]);
    await settle();
    expect(textOf(find(element, '[role=alert]'))).toContain('The registrations could not be read Not allowed.');
    await click(find(element, '[data-id=retry]'));
    expect(find(element, 'lightning-spinner')).toBeTruthy();
    expect(await asked()).toHaveProperty('where');
    await fill(THREE);
    expect(findAll(element, '[data-id=error]')).toEqual([]);
  });

  it('is refreshed on request, and says when that fails', async () => {
    const { element, refresh } = await open(THREE);
    refresh.mockRejectedValueOnce({ status: 500, body: [{ message: 'Busy.' }] });
    await click(find(element, '[data-id=refresh]'));
    expect(refresh).toHaveBeenCalledOnce();
    expect(textOf(find(element, '[role=alert]'))).toContain('Busy.');
    expect(table(element).data).toHaveLength(3);
  });

  it('shows no page that comes late for another tab', async () => {
    const { graphql } = await graphqlApi();
    const element = await mount('partnerQueue');
    graphql.emit(answer(THREE), isPage);
    void choose(find(element, 'lightning-radio-group'), 'asked');
    await settle();
    expect(findAll(element, 'lightning-datatable')).toEqual([]);
  });

  it('is read by others too, who decide nothing', async () => {
    signIn(SALES_REP);
    const { element } = await open(THREE);
    expect(textOf(find(element, '[data-id=who-decides]'))).toContain('Only channel managers decide');
    expect(table(element).hideCheckboxColumn).toBe(true);
    expect(table(element).columns.map(({ type: kind }) => kind)).not.toContain('action');
    expect(findAll(element, '[data-id=approve-selected]')).toEqual([]);
  });

  it('speaks Spanish', async () => {
    signIn({ ...SPANISH_REP, permissions: CHANNEL_MANAGER.permissions });
    const { element } = await open(THREE);
    expect(textOf(element)).toContain('Registros de partners');
    expect(table(element).data[0]).toMatchObject({ state: 'Pendiente de decisión' });
  });
});

describe('a decision on one line', () => {
  it('is named after its company, saved, and answered below', async () => {
    const { updateRecord } = await uiRecordApi();
    const { element, refresh } = await open(THREE);
    await act(element, 1, 'reject');
    expect(textOf(find(element, 'c-partner-decision-form'))).toContain('Company 2 (demo)');
    await choose(find(element, 'lightning-combobox'), 'other');
    await confirm(element);
    expect(updateRecord.mock.lastCall?.[0]).toMatchObject({
      fields: { Id: idOf(2), [nameOf('decision')]: 'reject', [nameOf('decisionReason')]: 'other' },
    });
    expect(resultOf(element, idOf(2))).toBe('Company 2 (demo): Deciding…');
    expect(refresh).toHaveBeenCalled();
    await answerTo({ [idOf(2)]: 'Rejected, and the partner was told.' });
    expect(resultOf(element, idOf(2))).toBe('Company 2 (demo): Rejected, and the partner was told.');
  });

  it('stays open with the rule’s sentence when it is refused', async () => {
    const { updateRecord } = await uiRecordApi();
    const { element } = await open(THREE);
    await act(element, 0, 'approve');
    updateRecord.mockRejectedValueOnce(refusedBy('decision', 'Only channel managers decide.'));
    await confirm(element);
    expect(textOf(find(element, 'c-partner-decision-form [role=alert], [data-id=problems]'))).toBe(
      'Only channel managers decide.',
    );
    await click(find(element, '[data-id=cancel]'));
    expect(findAll(element, 'c-partner-decision-form')).toEqual([]);
  });

  it('offers what the state allows, and nothing while a decision is under way', async () => {
    const { element } = await open([
      company(1, APPROVED),
      company(2, { decision: 'approve' }),
      company(3, { registrationStatus: 'action_required' }),
      company(4, { registrationStatus: null }),
    ]);
    expect(table(element).data.map(({ state, actions }) => ({ state, actions }))).toEqual([
      { state: 'Protected for a partner', actions: ['extend', 'release'] },
      { state: 'Deciding…', actions: [] },
      { state: 'Information asked', actions: ['approve', 'reject', 'ask'] },
      { state: 'Received. PartnerLock has not looked at it yet.', actions: [] },
    ]);
    expect(table(element).disabledRows).toEqual([idOf(1), idOf(2), idOf(4)]);
  });
});

describe('approving several', () => {
  it('is off with a reason until something is selected', async () => {
    const { element } = await open([...THREE, company(4, { decision: 'reject' })]);
    expect(find(element, '[data-id=approve-selected]')).toHaveProperty('disabled', true);
    expect(textOf(find(element, '[data-id=bulk-hint]'))).toBe('Select registrations to approve them together.');
    await select(element, [idOf(4)]);
    expect(find(element, '[data-id=approve-selected]')).toHaveProperty('disabled', true);
    await select(element, [idOf(1), idOf(4)]);
    expect(textOf(find(element, '[data-id=bulk-hint]'))).toContain('1 selected. Each company is protected');
    expect(find(element, '[data-id=approve-selected]')).toHaveProperty('disabled', false);
  });

  it('saves one after the other, each with its own result, and waits for the answers', async () => {
    const { updateRecord } = await uiRecordApi();
    const saves = [Promise.withResolvers(), Promise.withResolvers(), Promise.withResolvers()] as const;
    for (const { promise } of saves) updateRecord.mockReturnValueOnce(promise);
    const { element } = await open(THREE);
    await select(
      element,
      THREE.map(({ Id }) => Id),
    );
    await click(find(element, '[data-id=approve-selected]'));
    expect(textOf(find(element, '[data-id=progress]'))).toBe('Saving 0 of 3');
    expect(find(element, '[data-id=approve-selected]')).toHaveProperty('disabled', true);
    const emptied = {
      [nameOf('decisionReason')]: null,
      [nameOf('decisionNote')]: null,
      [nameOf('decisionDays')]: null,
    };
    expect(updateRecord.mock.lastCall?.[0]).toMatchObject({ fields: { [nameOf('decision')]: 'approve', ...emptied } });
    saves[0].resolve({});
    await settle();
    expect(textOf(find(element, '[data-id=progress]'))).toBe('Saving 1 of 3');
    expect(updateRecord).toHaveBeenCalledTimes(2);
    saves[1].reject(refusedBy('decision', 'Only channel managers decide.'));
    await settle();
    saves[2].resolve({});
    await settle();
    expect(textOf(find(element, '[data-id=progress]'))).toBe('');
    expect(resultOf(element, idOf(1))).toBe('Company 1 (demo): Deciding…');
    expect(resultOf(element, idOf(2))).toBe('Company 2 (demo): Only channel managers decide.');
    expect(textOf(find(element, '[data-id=summary]'))).toBe('Saved: 2 of 3');

    await answerTo({ [idOf(1)]: 'Approved.', [idOf(3)]: null });
    expect(resultOf(element, idOf(1))).toBe('Company 1 (demo): Approved.');
    expect(resultOf(element, idOf(3))).toBe('Company 3 (demo): Deciding…');
    expect(await asked()).toEqual({ ids: [idOf(3)] });
  });

  it('looks for answers until none is missing, says when they are late, and then shows the queue anew', async () => {
    const { element, refresh } = await open(THREE);
    await select(element, [idOf(1)]);
    await click(find(element, '[data-id=approve-selected]'));
    const look = await answerTo({ [idOf(1)]: null });
    await vi.advanceTimersByTimeAsync(15_000);
    expect(look).toHaveBeenCalledTimes(3);
    expect(textOf(find(element, '[data-id=late]'))).toContain('No answer yet. Your decision is saved');
    refresh.mockClear();
    await answerTo({ [idOf(1)]: 'Approved.' });
    expect(findAll(element, '[data-id=late]')).toEqual([]);
    expect(refresh).toHaveBeenCalledOnce();
    look.mockClear();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(look).not.toHaveBeenCalled();
    await click(find(element, '[data-id=close]'));
    expect(findAll(element, 'c-partner-decision-results')).toEqual([]);
  });

  it('keeps the results of decisions before it, and shows none twice', async () => {
    const { element } = await open(THREE);
    await act(element, 0, 'approve');
    await confirm(element);
    await select(element, [idOf(2)]);
    await click(find(element, '[data-id=approve-selected]'));
    await select(element, [idOf(2)]);
    await click(find(element, '[data-id=approve-selected]'));
    expect(findAll(element, 'li').map(textOf)).toEqual(['Company 1 (demo): Deciding…', 'Company 2 (demo): Deciding…']);
  });

  it('stops on request: what is saved stays saved, the rest is not tried', async () => {
    const { updateRecord } = await uiRecordApi();
    const first = Promise.withResolvers();
    updateRecord.mockReturnValueOnce(first.promise);
    const { element } = await open(THREE);
    await select(
      element,
      THREE.map(({ Id }) => Id),
    );
    await click(find(element, '[data-id=approve-selected]'));
    await click(find(element, '[data-id=stop]'));
    first.resolve({});
    await settle();
    expect(updateRecord).toHaveBeenCalledOnce();
    expect(resultOf(element, idOf(1))).toBe('Company 1 (demo): Deciding…');
    expect(resultOf(element, idOf(2))).toBe('Company 2 (demo): Not tried, because you stopped');
    expect(textOf(find(element, '[data-id=summary]'))).toBe('Saved: 1 of 3');
  });

  it('leaves no timer behind', async () => {
    const { element } = await open(THREE);
    await select(element, [idOf(1)]);
    await click(find(element, '[data-id=approve-selected]'));
    element.remove();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('forgets what was selected when the page turns', async () => {
    const { element } = await open(THREE, 'cursor-1', 120);
    await select(element, [idOf(1)]);
    await click(find(element, '[data-id=next]'));
    await fill(THREE, null, 120);
    expect(find(element, '[data-id=approve-selected]')).toHaveProperty('disabled', true);
  });
});
