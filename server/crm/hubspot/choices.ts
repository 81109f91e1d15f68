import { z } from 'zod';
import { API_VERSION, type HubSpotClient } from './client.ts';
import { speakingPort } from './errors.ts';

/** Who and where an admin can choose on the settings page. Owners who left have no user and are not offered. */
export interface Choices {
  readonly users: readonly { readonly userId: string; readonly name: string; readonly email: string }[];
  readonly pipelines: readonly {
    readonly id: string;
    readonly label: string;
    readonly stages: readonly { readonly id: string; readonly label: string }[];
  }[];
}

/** Users and deal pipelines of the portal, in HubSpot's own order. Throws what the CRM port throws. */
export const readChoices = (client: HubSpotClient): Promise<Choices> =>
  speakingPort(async () => ({ users: await readUsers(client), pipelines: await readPipelines(client) }));

const ownersAnswer = z.object({
  results: z.array(
    z.object({
      userId: z.number().nullish(),
      email: z.string().nullish(),
      firstName: z.string().nullish(),
      lastName: z.string().nullish(),
    }),
  ),
  paging: z.object({ next: z.object({ after: z.string() }) }).nullish(),
});

async function readUsers(client: HubSpotClient): Promise<Choices['users']> {
  const users: Choices['users'][number][] = [];
  for (let after: string | undefined; ;) {
    const query = { limit: '500', ...(after && { after }) };
    const answer = await client.read({ method: 'GET', path: `/crm/owners/${API_VERSION}`, query }, ownersAnswer);
    for (const { userId, email, firstName, lastName } of answer.results) {
      if (!userId) continue;
      const name = [firstName, lastName].filter(Boolean).join(' ');
      users.push({ userId: String(userId), name: name || (email ?? String(userId)), email: email ?? '' });
    }
    after = answer.paging?.next.after;
    if (!after) return users;
  }
}

const pipelinesAnswer = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      displayOrder: z.number(),
      stages: z.array(z.object({ id: z.string(), label: z.string(), displayOrder: z.number() })),
    }),
  ),
});

async function readPipelines(client: HubSpotClient): Promise<Choices['pipelines']> {
  const path = `/crm/pipelines/${API_VERSION}/deals`;
  const { results } = await client.read({ method: 'GET', path }, pipelinesAnswer);
  return inOrder(results).map(({ id, label, stages }) => ({
    id,
    label,
    stages: inOrder(stages).map((stage) => ({ id: stage.id, label: stage.label })),
  }));
}

const inOrder = <T extends { readonly displayOrder: number }>(items: readonly T[]): readonly T[] =>
  items.toSorted((a, b) => a.displayOrder - b.displayOrder);
