import type { SandboxClock } from '../hubspot/clock.ts';
import { runningClock } from '../hubspot/clock.ts';
import type { StandInOptions } from '../hubspot/start-stand-in.ts';
import { startHubSpotStandIn } from '../hubspot/start-stand-in.ts';
import type { SalesforceOptions } from '../salesforce/start-stand-in.ts';
import { startSalesforceStandIn } from '../salesforce/start-stand-in.ts';
import type { StandIns } from './control.ts';
import { startControl } from './control.ts';
import { seedDemoOrg } from './seed-org.ts';
import { seedDemo } from './seed.ts';

export interface SandboxOptions {
  readonly crms: readonly ('hubspot' | 'salesforce')[];
  readonly clock?: SandboxClock;
  readonly hubspot?: Omit<StandInOptions, 'clock'>;
  readonly salesforce?: Omit<SalesforceOptions, 'clock'>;
}

export interface Sandbox extends StandIns {
  readonly controlUrl: string;
  close(): Promise<void>;
}

/** The stand-ins that are asked for, with the demo's companies and partners, on one clock and under one control. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { crms, clock = runningClock() } = options;
  const hubspot = crms.includes('hubspot')
    ? await startHubSpotStandIn({ seed: seedDemo, ...options.hubspot, clock })
    : undefined;
  const salesforce = crms.includes('salesforce')
    ? await startSalesforceStandIn({ seed: seedDemoOrg, ...options.salesforce, clock })
    : undefined;
  const standIns = { clock, ...(hubspot && { hubspot }), ...(salesforce && { salesforce }) };
  const control = await startControl(standIns);
  return {
    ...standIns,
    controlUrl: control.url,
    async close() {
      await control.close();
      await hubspot?.close();
      await salesforce?.close();
    },
  };
}
