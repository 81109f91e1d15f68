import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { find, findAll, labelled, mount, settle, textOf, uiRecordApi, type Mounted } from './bench/bench.ts';
import { CHANNEL_MANAGER, signIn, SPANISH_REP } from './bench/org.ts';
import { nameOf, RECORD_ID } from './builders/registration.ts';
import { choose, click, confirm, press, refusedBy, type } from './builders/acts.ts';

beforeEach(() => {
  vi.useFakeTimers();
  signIn(CHANNEL_MANAGER);
});
afterEach(() => vi.useRealTimers());

const undecided = { recordId: RECORD_ID, actions: ['approve', 'reject', 'ask'], decision: null, answer: null };
const panel = (change: object = {}): Promise<Mounted> => mount('partnerDecisionPanel', { ...undecided, ...change });
const after = async (ms: number) => {
  await vi.advanceTimersByTimeAsync(ms);
  await settle();
};
const statusOf = (element: Mounted) => textOf(find(element, '[data-id=decision-status]'));
/** As the parent does when the record has changed. */
const set = async (element: Mounted, change: object) => {
  Object.assign(element, change);
  await settle();
};

describe('a decision', () => {
  it('approves in one save, in one’s own name, and empties what an older decision left', async () => {
    const { updateRecord } = await uiRecordApi();
    const element = await panel();
    await click(find(element, '[data-action=approve]'));
    expect(textOf(find(element, '[data-id=intro]'))).toContain('The company is protected for the partner from now on');
    await confirm(element);
    expect(updateRecord.mock.calls).toEqual([
      [
        {
          fields: {
            Id: RECORD_ID,
            [nameOf('decision')]: 'approve',
            [nameOf('decisionReason')]: null,
            [nameOf('decisionNote')]: null,
            [nameOf('decisionDays')]: null,
            [nameOf('decisionBy')]: CHANNEL_MANAGER.userId,
          },
        },
      ],
    ]);
  });

  it('says what it means before it hurts, and needs a reason', async () => {
    const { updateRecord } = await uiRecordApi();
    const element = await panel();
    await click(find(element, '[data-action=reject]'));
    expect(textOf(find(element, '[data-id=intro]'))).toContain('This is final');
    await confirm(element);
    expect(textOf(find(element, '[role=alert]'))).toBe('Choose a reason: the partner is told why.');
    expect(updateRecord).not.toHaveBeenCalled();

    await choose(labelled(element, 'Reason'), 'named_account');
    await type(labelled(element, 'Note (optional)'), ' Call me. ');
    await confirm(element);
    expect(updateRecord).toHaveBeenCalledOnce();
    expect(updateRecord.mock.lastCall?.[0]).toMatchObject({
      fields: {
        [nameOf('decision')]: 'reject',
        [nameOf('decisionReason')]: 'named_account',
        [nameOf('decisionNote')]: 'Call me.',
      },
    });
  });

  it('asks with a question', async () => {
    const { updateRecord } = await uiRecordApi();
    const element = await panel();
    await click(find(element, '[data-action=ask]'));
    await confirm(element);
    expect(textOf(find(element, '[role=alert]'))).toBe('Write your question to the partner.');
    await type(labelled(element, 'Your question'), 'How many users?');
    await confirm(element);
    expect(updateRecord.mock.lastCall?.[0]).toMatchObject({
      fields: { [nameOf('decision')]: 'ask', [nameOf('decisionNote')]: 'How many users?' },
    });
  });

  it.each(['', '0', '1.5', '-3', '10000'])('does not extend by “%s” days', async (days) => {
    const { updateRecord } = await uiRecordApi();
    const element = await panel({ actions: ['extend', 'release'] });
    await click(find(element, '[data-action=extend]'));
    await type(labelled(element, 'Days'), days);
    await confirm(element);
    expect(textOf(find(element, '[role=alert]'))).toBe('Write a whole number of days, from 1.');
    expect(updateRecord).not.toHaveBeenCalled();
  });

  it('extends by days, and releases after a warning', async () => {
    const { updateRecord } = await uiRecordApi();
    const element = await panel({ actions: ['extend', 'release'] });
    await click(find(element, '[data-action=release]'));
    expect(textOf(find(element, '[data-id=intro]'))).toContain('cannot be undone');
    await click(find(element, '[data-id=cancel]'));
    expect(findAll(element, '[data-id=confirm]')).toEqual([]);
    await click(find(element, '[data-action=extend]'));
    await type(labelled(element, 'Days'), '30');
    await confirm(element);
    expect(updateRecord).toHaveBeenCalledOnce();
    expect(updateRecord.mock.lastCall?.[0]).toMatchObject({
      fields: { [nameOf('decision')]: 'extend', [nameOf('decisionDays')]: 30 },
    });
  });

  it('takes nothing typed for one decision into another', async () => {
    const element = await panel();
    await click(find(element, '[data-action=ask]'));
    await type(labelled(element, 'Your question'), 'How many users?');
    await click(find(element, '[data-action=reject]'));
    expect(labelled(element, 'Note (optional)')).toHaveProperty('value', '');
  });

  it('moves the focus to the form, closes it with Escape, and comes back', async () => {
    const element = await panel();
    await click(find(element, '[data-action=reject]'));
    const title = find(element, 'h3');
    expect((title.getRootNode() as ShadowRoot).activeElement).toBe(title);
    const focus = vi.spyOn(find(element, '[data-action=reject]'), 'focus');
    await press(title, 'Escape');
    expect(findAll(element, '[data-id=confirm]')).toEqual([]);
    expect(focus).toHaveBeenCalledOnce();
  });

  it('shows the rule’s own sentence, and keeps what was typed', async () => {
    const { updateRecord } = await uiRecordApi();
    const element = await panel();
    await click(find(element, '[data-action=ask]'));
    await type(labelled(element, 'Your question'), 'How many users?');
    updateRecord.mockRejectedValueOnce(refusedBy('decision', 'Only channel managers decide.'));
    await confirm(element);
    expect(textOf(find(element, '[role=alert]'))).toBe('Only channel managers decide.');
    expect(labelled(element, 'Your question')).toHaveProperty('value', 'How many users?');
    expect(statusOf(element)).toBe('');
  });

  it('does not claim to know when nothing was answered', async () => {
    const { updateRecord } = await uiRecordApi();
    const element = await panel();
    await click(find(element, '[data-action=approve]'));
    updateRecord.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await confirm(element);
    expect(textOf(find(element, '[role=alert]'))).toContain('it is not known whether the decision was saved');
  });

  it('is saved once, however often it is confirmed', async () => {
    const { updateRecord } = await uiRecordApi();
    const element = await panel();
    await click(find(element, '[data-action=approve]'));
    const button = find(element, '[data-id=confirm]');
    button.click();
    button.click();
    await settle();
    expect(updateRecord).toHaveBeenCalledOnce();
  });
});

describe('PartnerLock’s answer', () => {
  const decided = async () => {
    const element = await panel();
    await click(find(element, '[data-action=approve]'));
    await confirm(element);
    await set(element, { decision: 'approve' });
    return element;
  };

  it('is waited for, and shown when the decision is empty again', async () => {
    const { notifyRecordUpdateAvailable } = await uiRecordApi();
    const element = await decided();
    expect(statusOf(element)).toBe('Deciding… PartnerLock carries out your decision. You may leave this page.');
    expect(findAll(element, '[data-action]')).toEqual([]);
    const status = find(element, '[data-id=decision-status]');
    expect(element.shadowRoot.activeElement).toBe(status);

    await after(2_000);
    expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId: RECORD_ID }]);
    await set(element, { decision: null, answer: 'Approved.', actions: ['extend', 'release'] });
    expect(statusOf(element)).toBe('Answer to the last decision Approved.');
    expect(findAll(element, '[data-action]')).toHaveLength(2);

    notifyRecordUpdateAvailable.mockClear();
    await after(60_000);
    expect(notifyRecordUpdateAvailable).not.toHaveBeenCalled();
  });

  it('is looked for ever more slowly, and said to be late after 15 seconds', async () => {
    const { notifyRecordUpdateAvailable } = await uiRecordApi();
    const element = await decided();
    await after(14_999);
    expect(statusOf(element)).not.toContain('No answer yet');
    expect(notifyRecordUpdateAvailable).toHaveBeenCalledTimes(3);
    await after(1);
    expect(statusOf(element)).toBe(
      'Deciding… No answer yet. Your decision is saved; PartnerLock carries it out as soon as it is back.',
    );
    await after(3_600_000);
    // Ten seconds apart at the slowest, as long as the page is open.
    expect(notifyRecordUpdateAvailable.mock.calls.length).toBeGreaterThanOrEqual(360);
    await set(element, { decision: null, answer: 'Approved.' });
    expect(statusOf(element)).toBe('Answer to the last decision Approved.');
  });

  it('is waited for on a page that is opened while a decision is under way', async () => {
    const { notifyRecordUpdateAvailable } = await uiRecordApi();
    const element = await panel({ decision: 'reject', answer: 'The answer to an older decision.' });
    expect(statusOf(element)).toContain('Deciding…');
    await after(15_000);
    expect(statusOf(element)).toContain('No answer yet');
    expect(notifyRecordUpdateAvailable).toHaveBeenCalled();
  });

  it('may be quicker than the page: an empty decision after a look is an answer', async () => {
    const element = await panel();
    await click(find(element, '[data-action=approve]'));
    await confirm(element);
    expect(statusOf(element)).toContain('Deciding…');
    await after(2_000);
    expect(statusOf(element)).not.toContain('Deciding…');
  });

  it('goes on being looked for when one look fails', async () => {
    const { notifyRecordUpdateAvailable } = await uiRecordApi();
    notifyRecordUpdateAvailable.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    const element = await decided();
    await after(5_000);
    expect(notifyRecordUpdateAvailable).toHaveBeenCalledTimes(2);
    expect(statusOf(element)).toContain('Deciding…');
  });

  it('is looked for once at a time, also when a decision follows upon a slow look', async () => {
    const { notifyRecordUpdateAvailable } = await uiRecordApi();
    const slow = Promise.withResolvers();
    const element = await decided();
    notifyRecordUpdateAvailable.mockReturnValueOnce(slow.promise);
    await after(2_000);
    await set(element, { decision: null, answer: 'Approved.' });
    await set(element, { decision: 'release' });
    slow.resolve(undefined);
    await after(0);
    notifyRecordUpdateAvailable.mockClear();
    await after(2_000);
    expect(notifyRecordUpdateAvailable).toHaveBeenCalledOnce();
    await after(2_999);
    expect(notifyRecordUpdateAvailable).toHaveBeenCalledOnce();
  });

  it('is not looked for once the page is gone, and again when it is back', async () => {
    const { notifyRecordUpdateAvailable } = await uiRecordApi();
    const element = await decided();
    element.remove();
    await after(60_000);
    expect(notifyRecordUpdateAvailable).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
    document.body.append(element);
    await after(2_000);
    expect(notifyRecordUpdateAvailable).toHaveBeenCalledOnce();
  });

  it('says when the decision took effect, in the reader’s language', async () => {
    signIn(SPANISH_REP);
    const element = await panel({ actions: [], answer: 'Aprobado.', decidedAt: '2026-11-25T12:00:00.000Z' });
    expect(statusOf(element)).toMatch(/^Respuesta a la última decisión Aprobado\. 25 nov 2026, 13:00$/);
  });
});
