import type { ApiRouter } from '../http.ts';
import { ok } from '../http.ts';
import type { ApiLimits } from '../limits.ts';

const STORAGE_MB = 1_073;

/** The org's limits; only the daily requests are counted here. */
export function serveLimits(router: ApiRouter, limits: ApiLimits): void {
  router.on('GET', '/limits', () => {
    const { dailyRequests } = limits.numbers;
    return ok({
      DailyApiRequests: { Max: dailyRequests, Remaining: dailyRequests - limits.used },
      ConcurrentSyncReportRuns: { Max: 20, Remaining: 20 },
      DailyDurableStreamingApiEvents: { Max: 10_000, Remaining: 10_000 },
      DataStorageMB: { Max: STORAGE_MB, Remaining: STORAGE_MB },
    });
  });
}
