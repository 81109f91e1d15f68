import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';

export type ToastKind = 'info' | 'warning' | 'success' | 'danger' | 'tip';
interface Toast {
  readonly kind: ToastKind;
  readonly title: string;
  readonly message: string;
}
export interface Toasts {
  readonly add: (toast: Toast) => void;
}

const ToastsContext = createContext<Toasts>({ add: () => {} });
export const useToasts = (): Toasts => useContext(ToastsContext);

const SHOWN_MAX = 4;
const SHOWN_FOR_MS = 10_000;

/** Messages at the corner. What went wrong stays until it is closed; the rest goes by itself. */
export function ToastsProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<readonly (Toast & { readonly id: number })[]>([]);
  const toasts = useMemo(() => {
    let lastId = 0;
    const remove = (id: number) => setShown((before) => before.filter((toast) => toast.id !== id));
    const add = (toast: Toast) => {
      const id = (lastId += 1);
      setShown((before) => [...before.slice(1 - SHOWN_MAX), { ...toast, id }]);
      if (toast.kind !== 'danger' && toast.kind !== 'warning') setTimeout(() => remove(id), SHOWN_FOR_MS);
    };
    return { add, remove };
  }, []);
  return (
    <ToastsContext.Provider value={toasts}>
      {children}
      <div className="toasts">
        {shown.map((toast) => (
          <div key={toast.id} role={toast.kind === 'danger' ? 'alert' : 'status'} className={`toast ${toast.kind}`}>
            <div>
              {toast.title !== '' && <strong>{toast.title} </strong>}
              {toast.message}
            </div>
            <button type="button" className="close" aria-label="Close message" onClick={() => toasts.remove(toast.id)}>
              ×
            </button>
          </div>
        ))}
      </div>
    </ToastsContext.Provider>
  );
}
