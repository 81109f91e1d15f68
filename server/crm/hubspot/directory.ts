import { z } from 'zod';
import { API_VERSION, type HubSpotClient } from './client.ts';

/** A deal stage as sales sees it. */
export interface Stage {
  readonly isOpen: boolean;
  readonly isWon: boolean;
}

/** Names of owners and meanings of stages: small, rarely changed, and needed with every deal. */
export interface Directory {
  ownerName(ownerId: string | null): Promise<string | null>;
  /** Unknown stages count as open, so that a rule never overlooks a deal. */
  stage(pipelineId: string | null, stageId: string | null): Promise<Stage>;
}

/** How long an answer is believed; an id that is not in it is looked up again after a minute. */
const FRESH_MS = 10 * 60_000;
const RECHECK_MS = 60_000;

export function createDirectory(client: HubSpotClient, now: () => number): Directory {
  const owners = cached(() => readOwners(client), now);
  const stages = cached(() => readStages(client), now);
  return {
    ownerName: async (ownerId) => (ownerId ? ((await owners(ownerId)) ?? null) : null),
    stage: async (pipelineId, stageId) => (await stages(`${pipelineId}/${stageId}`)) ?? { isOpen: true, isWon: false },
  };
}

function cached<T>(load: () => Promise<ReadonlyMap<string, T>>, now: () => number) {
  let held: { readonly atMs: number; readonly map: Promise<ReadonlyMap<string, T>> } | null = null;
  return async (key: string): Promise<T | undefined> => {
    const hit = held && now() - held.atMs < FRESH_MS ? (await held.map).get(key) : undefined;
    if (hit !== undefined) return hit;
    if (!held || now() - held.atMs >= RECHECK_MS) {
      const map = load();
      const mine = { atMs: now(), map };
      held = mine;
      // A failure must not be remembered as an answer.
      map.catch(() => {
        if (held === mine) held = null;
      });
    }
    return (await held.map).get(key);
  };
}

const ownersAnswer = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      email: z.string().nullish(),
      firstName: z.string().nullish(),
      lastName: z.string().nullish(),
    }),
  ),
  paging: z.object({ next: z.object({ after: z.string() }) }).nullish(),
});

async function readOwners(client: HubSpotClient): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (let after: string | undefined; ;) {
    const query = { limit: '500', ...(after && { after }) };
    const answer = await client.read({ method: 'GET', path: `/crm/owners/${API_VERSION}`, query }, ownersAnswer);
    for (const owner of answer.results) {
      const name = [owner.firstName, owner.lastName].filter(Boolean).join(' ');
      names.set(owner.id, name || owner.email || owner.id);
    }
    after = answer.paging?.next.after;
    if (!after) return names;
  }
}

const pipelinesAnswer = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      stages: z.array(
        z.object({
          id: z.string(),
          metadata: z.object({ isClosed: z.string().optional(), probability: z.string().optional() }),
        }),
      ),
    }),
  ),
});

async function readStages(client: HubSpotClient): Promise<ReadonlyMap<string, Stage>> {
  const path = `/crm/pipelines/${API_VERSION}/deals`;
  const { results } = await client.read({ method: 'GET', path }, pipelinesAnswer);
  return new Map(
    results.flatMap((pipeline) =>
      pipeline.stages.map(({ id, metadata }) => {
        const isWon = Number(metadata.probability) === 1;
        return [`${pipeline.id}/${id}`, { isWon, isOpen: !isWon && metadata.isClosed !== 'true' }] as const;
      }),
    ),
  );
}
