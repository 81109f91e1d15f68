/**
 * Remembers what was answered with success while its signature is still young, so that a stolen request cannot be
 * played again. A request that failed may come again: HubSpot repeats once after a 5xx. Each replica has its own
 * memory; behind it, commands and events are deduplicated in the database, so a replay elsewhere changes nothing.
 */
export function createReplayGuard(ageMaxMs: number, sizeMax = 100_000) {
  const seen = new Map<string, number>();
  return {
    hasSeen: (signature: string, nowMs: number): boolean => nowMs - (seen.get(signature) ?? -Infinity) <= 2 * ageMaxMs,
    remember(signature: string, nowMs: number): void {
      seen.set(signature, nowMs);
      for (const [oldest, at] of seen) {
        if (seen.size <= sizeMax && nowMs - at <= 2 * ageMaxMs) break;
        seen.delete(oldest);
      }
    },
  };
}
export type ReplayGuard = ReturnType<typeof createReplayGuard>;
