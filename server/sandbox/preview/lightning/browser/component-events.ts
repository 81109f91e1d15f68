import { useEffect } from 'react';
import { useRouter } from '../../browser/router.tsx';
import { useToasts, type ToastKind } from '../../browser/shell/Toasts.tsx';
import { NAVIGATE_EVENT, RECORD_EVENT, TOAST_EVENT } from '../scope.ts';

const KINDS: Readonly<Record<string, ToastKind>> = {
  error: 'danger',
  info: 'info',
  success: 'success',
  warning: 'warning',
};

/** What our components ask of the page around them: a message, another page. */
export function useComponentEvents(): void {
  const { add } = useToasts();
  const { go } = useRouter();
  useEffect(() => {
    const toast = (event: Event) => {
      const { title = '', message = '', variant = 'info' } = detailOf(event) as Partial<Record<string, string>>;
      add({ kind: KINDS[variant] ?? 'info', title, message });
    };
    const navigate = (event: Event) => go(String(detailOf(event)));
    window.addEventListener(TOAST_EVENT, toast);
    window.addEventListener(NAVIGATE_EVENT, navigate);
    return () => {
      window.removeEventListener(TOAST_EVENT, toast);
      window.removeEventListener(NAVIGATE_EVENT, navigate);
    };
  }, [add, go]);
}

const detailOf = (event: Event): unknown => (event instanceof CustomEvent ? event.detail : undefined);

/** Reads the page's data again as soon as a component has written a record. */
export function useReloadOnWrite(reload: () => Promise<void>): void {
  useEffect(() => {
    const refresh = () => void reload();
    window.addEventListener(RECORD_EVENT, refresh);
    return () => window.removeEventListener(RECORD_EVENT, refresh);
  }, [reload]);
}
