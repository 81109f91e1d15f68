import { z } from 'zod';
import { drift, type ActualProperty, type DriftFinding } from '../../../shared/catalog/drift.ts';
import { PROPERTY_GROUP, type HubSpotObject, type PropertyDefinition } from '../../../shared/catalog/render-hubspot.ts';
import { API_VERSION, type HubSpotClient } from './client.ts';
import { HubSpotRefusal } from './errors.ts';

/** Creates what is missing and adds missing options; answers what is left for a person to do. */
export async function provisionProperties(
  client: HubSpotClient,
  object: HubSpotObject,
  wanted: readonly PropertyDefinition[],
): Promise<readonly DriftFinding[]> {
  await ensureGroup(client, object);
  let actual = await readProperties(client, object);
  const refused = await createMissing(client, object, wanted, actual);
  if (drift(wanted, actual).some(({ problem }) => problem === 'missing')) actual = await readProperties(client, object);

  const findings = drift(wanted, actual);
  const mended = await mend(client, object, wanted, actual, findings);
  return findings
    .filter((finding) => !mended.has(finding))
    .map((finding) => {
      const sentence = refused.get(finding.property);
      return sentence
        ? { ...finding, whatToDo: `HubSpot refused to create ${finding.property}: ${sentence}` }
        : finding;
    });
}

const base = (object: HubSpotObject): string => `/crm/properties/${API_VERSION}/${object}`;

async function ensureGroup(client: HubSpotClient, object: HubSpotObject): Promise<void> {
  const path = `${base(object)}/groups`;
  const groups = await client.read(
    { method: 'GET', path },
    z.object({ results: z.array(z.object({ name: z.string() })) }),
  );
  if (groups.results.some(({ name }) => name === PROPERTY_GROUP.name)) return;
  await unlessExisting(() =>
    client.write({ method: 'POST', path, body: { ...PROPERTY_GROUP, displayOrder: -1 } }, z.unknown()),
  );
}

const option = z.object({
  label: z.string(),
  value: z.string(),
  displayOrder: z.number().catch(0),
  hidden: z.boolean().catch(false),
});
const propertiesAnswer = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      description: z.string().catch(''),
      groupName: z.string().catch(''),
      type: z.string(),
      fieldType: z.string(),
      hasUniqueValue: z.boolean().catch(false),
      formField: z.boolean().catch(false),
      archived: z.boolean().catch(false),
      options: z.array(option).catch([]),
    }),
  ),
});

const readProperties = async (client: HubSpotClient, object: HubSpotObject): Promise<readonly ActualProperty[]> =>
  (await client.read({ method: 'GET', path: base(object) }, propertiesAnswer)).results;

/** HubSpot's sentences for the properties that it refused to create. An archived name is brought back by this. */
async function createMissing(
  client: HubSpotClient,
  object: HubSpotObject,
  wanted: readonly PropertyDefinition[],
  actual: readonly ActualProperty[],
): Promise<ReadonlyMap<string, string>> {
  const present = new Set(actual.map(({ name }) => name));
  const missing = wanted.filter(({ name }) => !present.has(name));
  if (missing.length === 0) return new Map();
  const path = `${base(object)}/batch/create`;
  const created = await client
    .write(
      { method: 'POST', path, body: { inputs: missing } },
      z.object({ results: z.array(z.object({ name: z.string() })) }),
    )
    .catch((error: unknown) => {
      // One bad definition may fail the batch; alone, each one says what is wrong with it.
      if (error instanceof HubSpotRefusal && error.status === 400) return { results: [] };
      throw error;
    });
  const done = new Set(created.results.map(({ name }) => name));
  const refused = new Map<string, string>();
  for (const definition of missing.filter(({ name }) => !done.has(name))) {
    const sentence = await createOne(client, object, definition);
    if (sentence) refused.set(definition.name, sentence);
  }
  return refused;
}

async function createOne(
  client: HubSpotClient,
  object: HubSpotObject,
  definition: PropertyDefinition,
): Promise<string | null> {
  try {
    await unlessExisting(() => client.write({ method: 'POST', path: base(object), body: definition }, z.unknown()));
    return null;
  } catch (error) {
    if (error instanceof HubSpotRefusal && error.status === 400) return error.sentence;
    throw error;
  }
}

/** Adds missing options and opens staging properties to forms; the rest cannot be changed on a property in use. */
async function mend(
  client: HubSpotClient,
  object: HubSpotObject,
  wanted: readonly PropertyDefinition[],
  actual: readonly ActualProperty[],
  findings: readonly DriftFinding[],
): Promise<ReadonlySet<DriftFinding>> {
  const mended = new Set<DriftFinding>();
  for (const finding of findings) {
    const change = changeFor(finding, wanted, actual);
    if (!change) continue;
    await client.write({ method: 'PATCH', path: `${base(object)}/${finding.property}`, body: change }, z.unknown());
    mended.add(finding);
  }
  return mended;
}

function changeFor(
  finding: DriftFinding,
  wanted: readonly PropertyDefinition[],
  actual: readonly ActualProperty[],
): object | null {
  if (finding.problem === 'not_on_forms') return { formField: true };
  if (finding.problem !== 'missing_options') return null;
  const present = actual.find(({ name }) => name === finding.property)?.options ?? [];
  const lacking = wanted.find(({ name }) => name === finding.property)?.options ?? [];
  // HubSpot replaces the whole list, so what an admin added is sent along.
  return { options: [...present, ...lacking.filter(({ value }) => finding.options.includes(value))] };
}

/** Two set-ups at once create each thing once; the second learns that it exists. */
async function unlessExisting(create: () => Promise<unknown>): Promise<void> {
  try {
    await create();
  } catch (error) {
    if (!(error instanceof HubSpotRefusal && error.status === 409)) throw error;
  }
}
