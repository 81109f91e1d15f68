import type { Server } from 'node:http';
import express from 'express';
import { z } from 'zod';
import type { SandboxClock } from '../hubspot/clock.ts';
import type { HubSpotStandIn } from '../hubspot/start-stand-in.ts';
import type { SalesforceStandIn } from '../salesforce/start-stand-in.ts';
import { hubSpotControl, hubSpotState } from './hubspot-control.ts';
import type { SandboxState } from './operator.ts';
import { salesforceControl, salesforceState } from './salesforce-control.ts';
import { countWrites } from './traffic.ts';

/** One CRM or both, on one clock. */
export interface StandIns {
  readonly clock: SandboxClock;
  readonly hubspot?: HubSpotStandIn;
  readonly salesforce?: SalesforceStandIn;
}

/**
 * What a person does around the CRMs, over HTTP, so that a story can be told against stand-ins in another process:
 * move the clock, act in a CRM's own screens, read what a record shows, make deliveries misbehave. No vendor has this.
 */
export async function startControl(standIns: StandIns): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { clock, hubspot, salesforce } = standIns;
  const writesIn = {
    hubspot: hubspot ? countWrites(hubspot.requests) : () => 0,
    salesforce: salesforce ? countWrites(salesforce.requests) : () => 0,
  };
  const app = express();
  app.use(express.json({ limit: '5mb' }));

  app.get('/state', (_request, response) => {
    const state: SandboxState = {
      nowMs: clock.now(),
      hubspot: hubspot ? hubSpotState(hubspot) : null,
      salesforce: salesforce ? salesforceState(salesforce) : null,
    };
    response.json(state);
  });
  app.post('/clock', (request, response) => {
    const { advanceMs } = z.object({ advanceMs: z.number().min(0) }).parse(request.body);
    clock.advance(advanceMs);
    response.json({ nowMs: clock.now() });
  });
  app.post('/writes', (_request, response) => {
    response.json({ hubspot: writesIn.hubspot(), salesforce: writesIn.salesforce() });
  });
  if (hubspot) app.use('/hubspot', hubSpotControl(hubspot));
  if (salesforce) app.use('/salesforce', salesforceControl(salesforce));
  app.use((_request, response) => void response.status(404).json({ message: 'This sandbox has no such CRM.' }));
  app.use((error: unknown, _request: express.Request, response: express.Response, _next: express.NextFunction) => {
    response.status(400).json({ message: error instanceof Error ? error.message : String(error) });
  });

  const server = await new Promise<Server>((resolve, reject) => {
    const listening = app.listen(0, '127.0.0.1', (error) => (error ? reject(error) : resolve(listening)));
  });
  server.keepAliveTimeout = 75_000;
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
