import type { ObjectType, PropertyDefinition } from '../entities.ts';
import type { PropertyProblem } from '../errors.ts';
import { invalidProperties } from '../errors.ts';
import type { PipelineStore } from './pipeline-store.ts';
import type { PropertyStore } from './property-store.ts';
import type { Coerced } from './property-values.ts';
import { coerceValue, notAnOption } from './property-values.ts';

export interface WriteRulesDeps {
  readonly portalId: string;
  readonly properties: PropertyStore;
  readonly pipelines: PipelineStore;
  readonly ownerIds: () => readonly string[];
}

export interface Write {
  readonly type: ObjectType;
  readonly sent: Readonly<Record<string, string>>;
  /** Values before the write; absent when a record is created. */
  readonly current: ReadonlyMap<string, string> | undefined;
}

/** Canonical values for a write, all or nothing. Throws HubSpot's 400 that lists every bad value at once. */
export function checkWrite(deps: WriteRulesDeps, write: Write): Map<string, string> {
  const values = new Map<string, string>();
  const problems: PropertyProblem[] = [];
  for (const [name, sent] of Object.entries(write.sent)) {
    const outcome = checkValue(deps, write.type, name, sent);
    if (outcome.ok) values.set(name, outcome.value);
    else problems.push(outcome.problem);
  }
  if (problems.length === 0 && write.type === 'deals') problems.push(...placeInPipeline(deps, write, values));
  if (problems.length > 0) throw invalidProperties(deps.portalId, problems);
  return values;
}

function checkValue(deps: WriteRulesDeps, type: ObjectType, name: string, sent: string): Coerced {
  const definition = deps.properties.get(type, name);
  if (definition === undefined) {
    return refuse(name, 'PROPERTY_DOESNT_EXIST', `Property "${name}" does not exist`);
  }
  if (definition.readOnlyValue) {
    return refuse(name, 'READ_ONLY_VALUE', `"${name}" is a read only property; its value cannot be set.`);
  }
  const outcome = coerceValue(definition, sent);
  return outcome.ok ? checkExternal(deps, definition, outcome) : outcome;
}

const refuse = (name: string, error: string, message: string): Coerced => ({
  ok: false,
  problem: { name, error, message },
});

/** Owners and pipelines are options that live outside the property definition. */
function checkExternal(deps: WriteRulesDeps, { name }: PropertyDefinition, coerced: Coerced & { ok: true }): Coerced {
  if (name === 'hubspot_owner_id' && coerced.value !== '' && !deps.ownerIds().includes(coerced.value)) {
    return refuse(name, 'INVALID_OWNER_ID', `The owner id ${coerced.value} does not exist.`);
  }
  return coerced;
}

/** A deal's stage must belong to its pipeline; both stay set once they are. Adds what HubSpot derives from the stage. */
function placeInPipeline(deps: WriteRulesDeps, write: Write, values: Map<string, string>): PropertyProblem[] {
  const touched = values.has('pipeline') || values.has('dealstage');
  if (!touched && write.current !== undefined) return [];
  const pipelineId = values.get('pipeline') ?? write.current?.get('pipeline') ?? 'default';
  const pipeline = deps.pipelines.get(pipelineId);
  if (pipeline === undefined) {
    const outcome = notAnOption(
      { name: 'pipeline' },
      pipelineId,
      deps.pipelines.list().map((each) => each.id),
    );
    return outcome.ok ? [] : [outcome.problem];
  }
  values.set('pipeline', pipelineId);
  const stageId = values.get('dealstage') ?? write.current?.get('dealstage');
  if (stageId === undefined) return [];
  const stage = pipeline.stages.find((each) => each.id === stageId);
  if (stage === undefined) {
    const outcome = notAnOption(
      { name: 'dealstage' },
      stageId,
      pipeline.stages.map((each) => each.id),
    );
    return outcome.ok ? [] : [outcome.problem];
  }
  values.set('hs_deal_stage_probability', stage.metadata.probability);
  values.set('hs_is_closed', stage.metadata.isClosed);
  values.set('hs_is_closed_won', String(stage.metadata.probability === '1.0'));
  return [];
}
