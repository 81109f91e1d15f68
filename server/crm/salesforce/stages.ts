import { z } from 'zod';
import { CrmRefused } from '../../../shared/crm/crm-port.ts';
import type { SalesforceClient } from './client.ts';
import { soql } from './soql.ts';

const REMEMBERED_MS = 10 * 60_000;
const stage = z.object({ ApiName: z.string() });

/** The stage that the org's sales begins with, remembered for a while: an administrator may reorder them. */
export function createFirstStage(client: SalesforceClient, now: () => number): () => Promise<string> {
  let known: { readonly name: string; readonly untilMs: number } | null = null;
  return async () => {
    if (known !== null && now() < known.untilMs) return known.name;
    const query = soql`SELECT ApiName FROM OpportunityStage WHERE IsActive = true AND IsClosed = false
      ORDER BY SortOrder LIMIT 1`;
    const [first] = await client.query(query, stage);
    if (!first) throw new CrmRefused('invalid', 'The org has no open opportunity stage. Activate one in its Setup.');
    known = { name: first.ApiName, untilMs: now() + REMEMBERED_MS };
    return first.ApiName;
  };
}
