import { useCallback, useEffect, useRef, useState } from 'react';
import { ask, sentence } from './api.ts';

export interface Loaded<T> {
  readonly value: T | null;
  readonly problem: string;
  readonly reload: () => Promise<void>;
}

/** Reads a page's data, and again every so often while somebody looks; an unchanged answer draws nothing anew. */
export function useLoaded<T>(path: string, everyMs: number): Loaded<T> {
  const [state, setState] = useState<{ value: T | null; problem: string }>({ value: null, problem: '' });
  const last = useRef('');
  const reload = useCallback(async () => {
    try {
      const value = await ask<T>(path);
      const text = JSON.stringify(value);
      if (text === last.current) return;
      last.current = text;
      setState({ value, problem: '' });
    } catch (error) {
      last.current = '';
      setState((before) => ({ ...before, problem: sentence(error) }));
    }
  }, [path]);
  useEffect(() => {
    void reload();
    const timer = setInterval(() => {
      if (!document.hidden) void reload();
    }, everyMs);
    return () => clearInterval(timer);
  }, [reload, everyMs]);
  return { ...state, reload };
}

/** The tab says where one is, and that this is no CRM of anybody's. */
export function useTitle(title: string, crm = 'HubSpot'): void {
  useEffect(() => {
    document.title = `${title} – PartnerLock preview, not ${crm}`;
  }, [title, crm]);
}
