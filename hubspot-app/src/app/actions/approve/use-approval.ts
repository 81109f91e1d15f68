import { useRef, useState } from 'react';
import { UI_PATHS } from '@partnerlock/core';
import { isBulkApproved } from '@partnerlock/hubspot-kit/answers.ts';
import { askServer } from '@partnerlock/hubspot-kit/ask-server.ts';

export interface DealResult {
  readonly id: string;
  readonly name: string;
  readonly ok: boolean;
  readonly message: string;
}

export type Phase = 'ready' | 'running' | 'stopped' | 'finished';

/** Small enough for one answer within the proxy's time, and for a progress bar that moves. */
const DEALS_PER_REQUEST = 20;

/**
 * Approves deals a few at a time. When the server stops answering, going on repeats the unanswered request under
 * its old id and then sends the rest, so nothing is approved twice and nothing is left out.
 */
export function useApproval(origin: string, locale: string, dealIds: readonly string[], newId: () => string) {
  const [phase, setPhase] = useState<Phase>('ready');
  const [results, setResults] = useState<readonly DealResult[]>([]);
  const [refusal, setRefusal] = useState<string | null>(null);
  const intent = useRef<string | null>(null);
  const [doneCount, setDoneCount] = useState(0);

  const run = async () => {
    if (phase === 'running') return;
    intent.current ??= newId();
    setPhase('running');
    setRefusal(null);
    for (let from = doneCount; from < dealIds.length; from += DEALS_PER_REQUEST) {
      const part = dealIds.slice(from, from + DEALS_PER_REQUEST);
      const body = { requestId: `${intent.current}-${from}`, dealIds: part, locale };
      const asked = await askServer({ origin, path: UI_PATHS.bulkApprove, body }, isBulkApproved);
      if (asked.kind !== 'answered') {
        if (asked.kind === 'refused') setRefusal(asked.message);
        return setPhase('stopped');
      }
      const more = asked.answer.results;
      setResults((before) => [...before, ...more]);
      setDoneCount(from + part.length);
    }
    setPhase('finished');
  };

  return { phase, results, refusal, doneCount, run: () => void run() };
}
