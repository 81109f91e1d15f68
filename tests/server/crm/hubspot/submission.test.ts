import { describe, expect, it } from 'vitest';
import { hubspotName, type FieldCode } from '../../../../shared/catalog/fields.ts';
import { submissionOf } from '../../../../server/crm/hubspot/submission.ts';

const START_MS = Date.parse('2026-11-22T09:00:00.000Z');
type Version = readonly [atMs: number, value: string];

/** A history as HubSpot tells it, newest first, from versions written oldest first. */
const historyOf = (versions: Partial<Record<FieldCode, readonly Version[]>>) =>
  Object.fromEntries(
    Object.entries(versions).map(([code, list]) => [
      hubspotName(code as FieldCode),
      list.map(([atMs, value]) => ({ value, timestamp: new Date(START_MS + atMs).toISOString() })).toReversed(),
    ]),
  );

const company = (history: ReturnType<typeof historyOf>, nonce: string | null) =>
  submissionOf('17', history, nonce)?.values['stagingCompany'] ?? null;

describe('a submission among the versions of a contact', () => {
  const twoInASecond = historyOf({
    stagingNonce: [
      [0, 'first'],
      [400, 'second'],
    ],
    stagingStatus: [[0, 'new']],
    stagingCompany: [
      [0, 'Siemens'],
      [400, 'Bosch'],
    ],
  });

  it('keeps apart two that follow each other within a second', () => {
    expect(company(twoInASecond, 'first')).toBe('Siemens');
    expect(company(twoInASecond, 'second')).toBe('Bosch');
    expect(company(twoInASecond, null)).toBe('Bosch');
  });

  it('includes what HubSpot stored some milliseconds after the nonce', () => {
    const history = historyOf({ stagingNonce: [[0, 'n']], stagingCompany: [[7, 'Siemens']] });
    expect(company(history, 'n')).toBe('Siemens');
  });

  it('does not include what was changed later', () => {
    const history = historyOf({
      stagingNonce: [[0, 'n']],
      stagingCompany: [
        [0, 'Siemens'],
        [60_000, 'changed by somebody'],
      ],
    });
    expect(company(history, 'n')).toBe('Siemens');
  });

  it('without any nonce is read too, under a name of its own, until it is taken', () => {
    const open = historyOf({ stagingStatus: [[5, 'new']], stagingCompany: [[5, 'Siemens']] });
    expect(submissionOf('17', open, null)).toMatchObject({
      nonce: `contact:17:${START_MS + 5}`,
      submittedAt: '2026-11-22T09:00:00.005Z',
      values: { stagingCompany: 'Siemens' },
    });
    expect(submissionOf('17', open, 'guessed')).toBeNull();
    expect(submissionOf('17', historyOf({ stagingStatus: [[5, 'taken']] }), null)).toBeNull();
  });

  it('that was overwritten is still to be read after the one that followed was taken', () => {
    const history = historyOf({
      stagingNonce: [
        [0, 'first'],
        [5_000, 'second'],
      ],
      stagingStatus: [
        [0, 'new'],
        [9_000, 'taken'],
      ],
      stagingCompany: [[0, 'Siemens']],
    });
    expect(company(history, 'first')).toBe('Siemens');
    expect(company(history, 'second')).toBeNull();
  });

  it('that was taken before the next one came is done', () => {
    const history = historyOf({
      stagingNonce: [
        [0, 'first'],
        [5_000, 'second'],
      ],
      stagingStatus: [
        [0, 'new'],
        [2_000, 'taken'],
        [5_000, 'new'],
      ],
      stagingCompany: [[0, 'Siemens']],
    });
    expect(company(history, 'first')).toBeNull();
    expect(company(history, 'second')).toBe('Siemens');
  });

  it('whose browser sent no status is new, also when the one before was taken', () => {
    const history = historyOf({
      stagingNonce: [
        [0, 'first'],
        [5_000, 'second'],
      ],
      stagingStatus: [
        [0, 'new'],
        [2_000, 'taken'],
      ],
      stagingCompany: [[0, 'Siemens']],
    });
    expect(company(history, 'second')).toBe('Siemens');
  });

  it('is none when the nonce was cleared or never stood there', () => {
    const history = historyOf({
      stagingNonce: [
        [0, 'n'],
        [5_000, ''],
      ],
    });
    expect(submissionOf('17', history, null)).toBeNull();
    expect(submissionOf('17', history, 'other')).toBeNull();
    expect(submissionOf('17', {}, null)).toBeNull();
    expect(submissionOf('17', history, 'n')).toMatchObject({
      record: { object: 'contact', id: '17' },
      nonce: 'n',
      submittedAt: '2026-11-22T09:00:00.000Z',
    });
  });
});
