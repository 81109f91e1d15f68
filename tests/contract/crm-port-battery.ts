import { afterAll, beforeAll, describe } from 'vitest';
import { guardsTheLock } from './crm-port-battery-lock.ts';
import { findsChanges, readsFacts } from './crm-port-battery-reads.ts';
import { readsSubmissions } from './crm-port-battery-submissions.ts';
import { keepsWhatPeopleDid, showsRegistrations } from './crm-port-battery-writes.ts';
import type { CrmHarness } from './crm-port-harness.ts';

/** What every CRM adapter must do, told in the port's words. What CRMs have or do differently says the harness. */
export function testCrmPort(crmName: string, open: () => Promise<CrmHarness>): void {
  describe(`the CRM port over ${crmName}`, () => {
    let opened: CrmHarness | undefined;
    const harness = () => {
      if (!opened) throw new Error('The CRM did not open');
      return opened;
    };
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened?.close());
    showsRegistrations(harness);
    keepsWhatPeopleDid(harness);
    guardsTheLock(harness);
    readsFacts(harness);
    findsChanges(harness);
    readsSubmissions(harness);
  });
}
