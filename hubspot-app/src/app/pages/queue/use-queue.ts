import { useState } from 'react';
import { UI_PATHS, type QueueFilter, type QueueItem } from '@partnerlock/core';
import { isBulkApproved, isDecided, isQueue } from '@partnerlock/hubspot-kit/answers.ts';
import { askServer, type Asked } from '@partnerlock/hubspot-kit/ask-server.ts';
import type { Decision, Outcome } from '@partnerlock/hubspot-kit/decisions/outcome.ts';
import type { ScreenReader } from '@partnerlock/hubspot-kit/screen-reader.ts';
import { useAnswer } from '@partnerlock/hubspot-kit/use-answer.ts';

export interface ApprovalResult {
  readonly id: string;
  readonly name: string;
  readonly ok: boolean;
  readonly message: string;
}

/** A page of the queue and what can be done with it. After a decision the page is asked for again. */
export function useQueue(origin: string, reader: ScreenReader) {
  const [filter, setFilter] = useState<QueueFilter>('waiting');
  // The server names pages by where they start, so going back needs the starts of the pages before.
  const [starts, setStarts] = useState<readonly string[]>([]);
  const start = starts.at(-1);
  const query = { filter, locale: reader.locale, ...(start === undefined ? {} : { after: start }) };
  const state = useAnswer(() => askServer({ origin, path: UI_PATHS.queue, query }, isQueue), JSON.stringify(query));

  const decide = async (item: QueueItem, decision: Decision): Promise<Outcome> => {
    const record = { objectTypeId: '0-3', objectId: item.dealId ?? '', locale: reader.locale };
    const body = { ...decision, registrationId: item.registrationId, ...record };
    const asked = await askServer({ origin, path: UI_PATHS.decide, body }, isDecided);
    if (asked.kind !== 'away') state.reload();
    return outcomeOf(reader, asked, (answer) => answer.message);
  };

  const approveAll = async (requestId: string, registrationIds: readonly string[]) => {
    const body = { requestId, registrationIds, locale: reader.locale };
    const asked = await askServer({ origin, path: UI_PATHS.bulkApprove, body }, isBulkApproved);
    if (asked.kind !== 'away') state.reload();
    const results: readonly ApprovalResult[] = asked.kind === 'answered' ? asked.answer.results : [];
    return { results, outcome: outcomeOf(reader, asked, () => resultsTitle(reader, results)) };
  };

  const after = state.answer?.after ?? null;
  return {
    ...state,
    filter,
    show: (wanted: QueueFilter) => {
      setStarts([]);
      setFilter(wanted);
    },
    next: after === null ? null : () => setStarts([...starts, after]),
    previous: starts.length === 0 ? null : () => setStarts(starts.slice(0, -1)),
    decide,
    approveAll,
  };
}

export const resultsTitle = (reader: ScreenReader, results: readonly ApprovalResult[]): string =>
  reader.say('queue.results', { done: results.filter(({ ok }) => ok).length, count: results.length });

function outcomeOf<T>(reader: ScreenReader, asked: Asked<T>, say: (answer: T) => string): Outcome {
  switch (asked.kind) {
    case 'answered':
      return { ok: true, message: say(asked.answer) };
    case 'refused':
      return { ok: false, message: asked.message };
    case 'away':
      return { ok: false, message: reader.say('decide.away') };
  }
}
