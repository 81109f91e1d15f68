import { useEffect, useState } from 'react';
import type { Asked } from './ask-server.ts';

export interface AnswerState<T> {
  /** The last answer, kept on screen while a newer one is asked for and when none comes. */
  readonly answer: T | null;
  readonly isLoading: boolean;
  readonly isAway: boolean;
  /** The server's own sentence when it refused to answer. */
  readonly refusal: string | null;
  readonly reload: () => void;
  /** Puts in an answer that came another way, such as with a decision. */
  readonly replace: (answer: T) => void;
}

type Got<T> = Pick<AnswerState<T>, 'answer' | 'isLoading' | 'isAway' | 'refusal'>;

/** Asks when shown, when `key` changes and on `reload`. An answer to an older question is dropped. */
export function useAnswer<T>(ask: () => Promise<Asked<T>>, key: string): AnswerState<T> {
  const [round, setRound] = useState(0);
  const [got, setGot] = useState<Got<T>>({ answer: null, isLoading: true, isAway: false, refusal: null });

  useEffect(() => {
    let isCurrent = true;
    setGot((before) => ({ ...before, isLoading: true }));
    void ask().then((asked) => {
      if (isCurrent) setGot((before) => after(before, asked));
    });
    return () => {
      isCurrent = false;
    };
  }, [key, round]);

  return {
    ...got,
    reload: () => setRound((count) => count + 1),
    replace: (answer) => setGot({ answer, isLoading: false, isAway: false, refusal: null }),
  };
}

function after<T>(before: Got<T>, asked: Asked<T>): Got<T> {
  switch (asked.kind) {
    case 'answered':
      return { answer: asked.answer, isLoading: false, isAway: false, refusal: null };
    case 'refused':
      return { answer: null, isLoading: false, isAway: false, refusal: asked.message };
    case 'away':
      return { ...before, isLoading: false, isAway: true };
  }
}
