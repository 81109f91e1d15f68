import { z } from 'zod';
import { CrmRefused } from '../../../shared/crm/crm-port.ts';
import { API_VERSION, type HubSpotClient } from './client.ts';
import { HubSpotRefusal } from './errors.ts';
import { IN_SALES_PIPELINE, REGISTRATION_STAGES, REGISTRATIONS_PIPELINE } from './place-names.ts';

/** Stage ids of registrations that wait, and of those that give no protection. */
export interface RegistrationStages {
  readonly waiting: string;
  readonly closed: string;
}

interface PlaceOfRegistrations {
  readonly pipelineId: string;
  readonly stages: RegistrationStages;
}

/** Finds or creates the place of registrations: a pipeline of its own, else two stages in the portal's only one. */
export async function provisionPipeline(client: HubSpotClient): Promise<PlaceOfRegistrations> {
  const pipelines = await readPipelines(client);
  const existing = pipelines.map(placeIn).find((place) => place !== null);
  if (existing) return existing;

  const created = await createPipeline(client);
  if (created) return created;
  const main =
    pipelines.find(({ id }) => id === 'default') ?? pipelines.toSorted((a, b) => a.displayOrder - b.displayOrder)[0];
  if (!main) throw new CrmRefused('invalid', 'HubSpot has no deal pipeline. Create one, then run the set-up again.');
  return addStages(client, main);
}

const PATH = `/crm/pipelines/${API_VERSION}/deals`;

const stage = z.object({ id: z.string(), label: z.string(), displayOrder: z.number().catch(0) });
const pipeline = z.object({
  id: z.string(),
  label: z.string(),
  displayOrder: z.number().catch(0),
  stages: z.array(stage),
});
type Pipeline = z.infer<typeof pipeline>;

const readPipelines = async (client: HubSpotClient): Promise<readonly Pipeline[]> =>
  (await client.read({ method: 'GET', path: PATH }, z.object({ results: z.array(pipeline) }))).results;

/** Our stages in a pipeline, by id, else by label: that HubSpot keeps ids of our choice is seen, not promised. */
function placeIn({ id, stages }: Pipeline): PlaceOfRegistrations | null {
  const [waiting, closed] = REGISTRATION_STAGES.map(
    (ours) => stages.find((each) => each.id === ours.stageId) ?? stages.find((each) => each.label === ours.label),
  );
  return waiting && closed ? { pipelineId: id, stages: { waiting: waiting.id, closed: closed.id } } : null;
}

/** null when the portal's plan allows no further pipeline. */
async function createPipeline(client: HubSpotClient): Promise<PlaceOfRegistrations | null> {
  const stages = REGISTRATION_STAGES.map((ours, displayOrder) => ({ ...ours, displayOrder }));
  const body = { ...REGISTRATIONS_PIPELINE, displayOrder: 99, stages };
  try {
    return placeIn(await client.write({ method: 'POST', path: PATH, body }, pipeline));
  } catch (error) {
    if (isPlanLimit(error)) return null;
    throw error;
  }
}

/** The words of the refusal are not published; a limit, an upgrade or the subscription is what it speaks of. */
const isPlanLimit = (error: unknown): boolean =>
  error instanceof HubSpotRefusal &&
  error.category !== 'MISSING_SCOPES' &&
  /limit|upgrade|subscription|maximum/i.test(error.sentence);

async function addStages(client: HubSpotClient, main: Pipeline): Promise<PlaceOfRegistrations> {
  const lastOrder = Math.max(0, ...main.stages.map(({ displayOrder }) => displayOrder));
  const ids: string[] = [];
  for (const [index, ours] of REGISTRATION_STAGES.entries()) {
    const present = main.stages.find(({ id, label }) => id === ours.stageId || label === ours.label);
    const body = { ...ours, ...IN_SALES_PIPELINE, displayOrder: lastOrder + 1 + index };
    ids.push((present ?? (await client.write({ method: 'POST', path: `${PATH}/${main.id}/stages`, body }, stage))).id);
  }
  const [waiting = '', closed = ''] = ids;
  return { pipelineId: main.id, stages: { waiting, closed } };
}
