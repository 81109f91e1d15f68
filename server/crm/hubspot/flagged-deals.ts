import type { ProspectWrite } from '../../../shared/crm/crm-port.ts';
import type { HubSpotClient } from './client.ts';
import { HubSpotRefusal, isNotFound } from './errors.ts';
import { toHubSpot } from './mapping.ts';
import { again } from './outcomes.ts';
import { chunks, patchRecord, updateBatch } from './records.ts';

/** Shows on deals of the direct team whose company it is. A deal that is gone needs no flag. */
export async function flagDeals(client: HubSpotClient, flagged: ProspectWrite['flaggedDeals']): Promise<void> {
  const inputs = flagged.map(({ dealId, fields }) => ({ id: dealId, properties: toHubSpot('deal', fields) }));
  for (const some of chunks(inputs)) {
    const changed = await flagBatch(client, some);
    for (const { id, properties } of some) {
      if (!changed.has(id)) await flagOne(client, id, properties);
    }
  }
}

async function flagBatch(client: HubSpotClient, inputs: readonly FlagInput[]): Promise<ReadonlySet<string>> {
  if (inputs.length < 2) return new Set();
  try {
    const changed = await again(() => updateBatch(client, 'deals', inputs));
    return new Set(changed.map(({ id }) => id));
  } catch (error) {
    // One unwritable deal can fail the whole batch; one by one the others are flagged.
    if (error instanceof HubSpotRefusal && error.status !== 403) return new Set();
    throw error;
  }
}

type FlagInput = { readonly id: string; readonly properties: Readonly<Record<string, string>> };

async function flagOne(client: HubSpotClient, id: string, properties: FlagInput['properties']): Promise<void> {
  try {
    await again(() => patchRecord(client, 'deals', id, properties));
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
