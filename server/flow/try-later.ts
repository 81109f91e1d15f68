/** How long to wait before the next attempt: 1, 2, 4 … seconds, up to five minutes. */
export const backoffMs = (attempts: number): number => Math.min(300_000, 1_000 * 2 ** Math.min(attempts, 9));

/** What went wrong, in one line for logs and for whoever looks at what waits. */
export const problemOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
