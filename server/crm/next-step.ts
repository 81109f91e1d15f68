/** What to do after one attempt of a request. `unknown` is a write that may have happened. */
export type NextStep =
  | { readonly kind: 'done' }
  | { readonly kind: 'wait'; readonly waitMs: number }
  | { readonly kind: 'unavailable'; readonly why: string; readonly retryAfterMs: number | null }
  | { readonly kind: 'unknown'; readonly why: string }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'refused' };

/** One attempt of a request. */
export interface Attempt {
  /** A read may be repeated freely. A write may not, once it can have happened. */
  readonly effect: 'read' | 'write';
  /** 1 for the first. */
  readonly number: number;
  /** 0 up to 1, spreads repeats of many callers. */
  readonly random: number;
}
