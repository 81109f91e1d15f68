import { createRenderer } from '@hubspot/ui-extensions/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Alert, ErrorState, LoadingButton, ProgressBar, StatusTag, Table, Text } from '@hubspot/ui-extensions';
import { UI_PATHS } from '@partnerlock/core';
import { BulkApprove } from '../../hubspot-app/src/app/actions/BulkApprove.tsx';
import { later, ORIGIN, serverReplies, testSystem, textIn, until } from './harness.ts';

afterEach(() => vi.unstubAllGlobals());

function panel(count: number, origin = ORIGIN) {
  const renderer = createRenderer('crm.bulkActions');
  Object.assign(renderer.mocks.context.user, { language: 'en' });
  renderer.mocks.context.crm.objectIds = Array.from({ length: count }, (_, index) => index + 1);
  renderer.mocks.context.variables = { APP_ORIGIN: origin };
  renderer.render(<BulkApprove system={testSystem()} />);
  return renderer;
}

const resultsOf = (from: number, count: number, ok = true) => ({
  ok: true,
  results: Array.from({ length: count }, (_, index) => ({
    id: String(from + index),
    name: `Deal ${from + index}`,
    ok,
    message: ok ? 'Protected' : 'This deal has no partner registration.',
  })),
});

describe('approving selected deals', () => {
  it('asks first', () => {
    const sent = serverReplies({});
    const screen = panel(3);
    expect(screen.findByTestId(Text, 'intro').text).toContain('on the 3 selected deals?');
    expect(screen.findByTestId(LoadingButton, 'approve').text).toBe('Approve 3');
    expect(sent).toEqual([]);
  });

  it('shows progress, then a result per deal', async () => {
    const second = later<object>();
    const sent = serverReplies({ [UI_PATHS.bulkApprove]: [resultsOf(1, 20), second.promise] });
    const screen = panel(23);
    screen.findByTestId(LoadingButton, 'approve').trigger('onClick');
    await until(() => expect(screen.findByTestId(ProgressBar, 'progress').props.value).toBe(20));
    expect(screen.findByTestId(ProgressBar, 'progress').props.valueDescription).toBe('20 of 23 done');
    expect(screen.findByTestId(LoadingButton, 'approve').props).toMatchObject({ loading: true, disabled: true });
    screen.findByTestId(LoadingButton, 'approve').trigger('onClick');

    second.settle(resultsOf(21, 3, false));
    await until(() => expect(screen.findByTestId(Alert, 'finished').props.title).toBe('Approved: 20 of 23'));
    expect(screen.findByTestId(Alert, 'finished').props.variant).toBe('warning');
    expect(screen.findByTestId(Table, 'results').findAll(StatusTag)).toHaveLength(23);
    expect(textIn(screen.findByTestId(Table, 'results'))).toContain('Deal 23 This deal has no partner registration.');
    expect(screen.maybeFindByTestId(LoadingButton, 'approve')).toBeNull();
    expect(sent.map(({ body }) => [body?.requestId, body?.dealIds])).toEqual([
      ['id-1-0', Array.from({ length: 20 }, (_, index) => String(index + 1))],
      ['id-1-20', ['21', '22', '23']],
    ]);
  });

  it('keeps what is done when the server goes away, and goes on under the same request id', async () => {
    const sent = serverReplies({ [UI_PATHS.bulkApprove]: [resultsOf(1, 20), new Error('lost'), resultsOf(21, 1)] });
    const screen = panel(21);
    screen.findByTestId(LoadingButton, 'approve').trigger('onClick');
    await until(() => expect(screen.findByTestId(Alert, 'stopped').text).toContain('Nothing is done twice'));
    expect(screen.findByTestId(Table, 'results').findAll(StatusTag)).toHaveLength(20);
    expect(screen.findByTestId(LoadingButton, 'approve').text).toBe('Go on');
    screen.findByTestId(LoadingButton, 'approve').trigger('onClick');
    await until(() => expect(screen.findByTestId(Alert, 'finished').props.variant).toBe('success'));
    expect(sent.map(({ body }) => body?.requestId)).toEqual(['id-1-0', 'id-1-20', 'id-1-20']);
  });

  it('shows a refusal to those who may not decide', async () => {
    serverReplies({
      [UI_PATHS.bulkApprove]: { ok: false, code: 'not_approver', message: 'Only approvers can do this.' },
    });
    const screen = panel(2);
    screen.findByTestId(LoadingButton, 'approve').trigger('onClick');
    await until(() => expect(screen.findByTestId(Alert, 'stopped').text).toBe('Only approvers can do this.'));
  });

  it('says what to do when nothing is selected', () => {
    serverReplies({});
    expect(panel(0).findByTestId(Alert, 'none').props.title).toContain('Select some in the list first');
  });

  it('says what to configure when it knows no server', () => {
    serverReplies({});
    panel(1, '').findByTestId(ErrorState, 'not-configured');
  });
});
