import { z } from 'zod';
import { toHubSpotTime } from '../clock.ts';
import type { CrmRecord } from '../entities.ts';
import { HubSpotError, notFound, validationError } from '../errors.ts';
import type { ObjectAnswer } from '../formatters.ts';
import { toHistory, toObject } from '../formatters.ts';
import type { Answer, ApiCall, HttpServer } from '../http.ts';
import { noContent } from '../http.ts';
import { readsObjects, typeIn, writesObjects } from '../scopes.ts';
import { valuesOf } from '../store/record-values.ts';
import { OBJECTS, createInput, createObject, existsIn, propertiesInput, toWritten } from './objects.ts';

/** HubSpot takes at most a hundred inputs per request. */
const INPUTS_MAX = 100;

const traceId = { objectWriteTraceId: z.string().optional() };
const idInput = z.object({ id: z.string(), idProperty: z.string().optional() });
const updateInput = idInput.extend({ properties: propertiesInput, ...traceId });

/** Batches are not transactional: what fails is listed beside what worked, under status 207. */
export function serveBatches(http: HttpServer): void {
  http.api('post', `${OBJECTS}/batch/create`, writesObjects, (call) => {
    const { inputs } = call.body(z.object({ inputs: z.array(createInput.extend(traceId)) }));
    checkCount(inputs.length);
    return perInput(call, inputs, 201, (input) => toWritten(call, createObject(call, input)));
  });
  http.api('post', `${OBJECTS}/batch/update`, writesObjects, (call) => {
    const { inputs } = call.body(z.object({ inputs: z.array(updateInput) }));
    checkCount(inputs.length);
    checkRepeated(inputs);
    return perInput(call, inputs, 200, (input) => toWritten(call, updateOne(call, input)));
  });
  http.api('post', `${OBJECTS}/batch/upsert`, writesObjects, (call) => {
    const { inputs } = call.body(z.object({ inputs: z.array(updateInput) }));
    checkCount(inputs.length);
    checkRepeated(inputs);
    return perInput(call, inputs, 200, (input) => upsertOne(call, input));
  });
  http.api('post', `${OBJECTS}/batch/read`, readsObjects, (call) => readMany(call));
  http.api('post', `${OBJECTS}/batch/archive`, writesObjects, (call) => {
    const { inputs } = call.body(z.object({ inputs: z.array(z.object({ id: z.string() })) }));
    checkCount(inputs.length);
    for (const { id } of inputs) call.portal.records.archive({ type: typeIn(call), id }, call.actor);
    return noContent;
  });
}

function checkCount(count: number): void {
  if (count > INPUTS_MAX)
    throw validationError(`The maximum number of inputs in a batch is ${INPUTS_MAX}, got ${count}.`);
}

function checkRepeated(inputs: readonly { readonly id: string }[]): void {
  const ids = inputs.map((input) => input.id);
  const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (repeated.length > 0) throw validationError(`Duplicate IDs found in batch input: [${repeated.join(', ')}].`);
}

function perInput<I extends { objectWriteTraceId?: string | undefined }, T>(
  call: ApiCall,
  inputs: readonly I[],
  status: number,
  work: (input: I) => T,
): Answer {
  const results: T[] = [];
  const errors: unknown[] = [];
  for (const input of inputs) {
    try {
      results.push(work(input));
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      // HubSpot names the failed input only by the trace id its sender gave it.
      const traced = input.objectWriteTraceId === undefined ? {} : { objectWriteTraceId: [input.objectWriteTraceId] };
      errors.push({ ...error.body, context: { ...asContext(error.body.context), ...traced } });
    }
  }
  return complete(call, status, results, errors);
}

const asContext = (context: unknown): object => (typeof context === 'object' && context !== null ? context : {});

/** The envelope of every batch answer. */
export function complete(
  call: ApiCall,
  status: number,
  results: readonly unknown[],
  errors: readonly unknown[],
): Answer {
  const moment = toHubSpotTime(call.portal.now());
  const failed = errors.length === 0 ? {} : { numErrors: errors.length, errors };
  return {
    status: errors.length === 0 ? status : 207,
    json: { status: 'COMPLETE', results, ...failed, startedAt: moment, completedAt: moment },
  };
}

type UpdateInput = z.infer<typeof updateInput>;

function updateOne(call: ApiCall, { id, idProperty, properties }: UpdateInput): CrmRecord {
  const type = typeIn(call);
  const found = call.portal.records.idByUnique(type, idProperty ?? 'hs_object_id', id);
  if (found === undefined) throw notFound();
  return call.portal.records.update({ type, id: found }, properties, call.actor);
}

function upsertOne(call: ApiCall, input: UpdateInput): ObjectAnswer & { new: boolean } {
  const { id, idProperty, properties } = input;
  const type = typeIn(call);
  if (idProperty === undefined || idProperty === 'hs_object_id') {
    return { ...toWritten(call, updateOne(call, input)), new: false };
  }
  if (call.portal.records.idByUnique(type, idProperty, id) !== undefined) {
    return { ...toWritten(call, updateOne(call, input)), new: false };
  }
  const record = call.portal.records.create(type, { [idProperty]: id, ...properties }, call.actor);
  return { ...toWritten(call, record), new: true };
}

const readInput = z.object({
  inputs: z.array(z.object({ id: z.string() })),
  properties: z.array(z.string()).optional(),
  propertiesWithHistory: z.array(z.string()).optional(),
  idProperty: z.string().optional(),
});

function readMany(call: ApiCall): Answer {
  const type = typeIn(call);
  const { inputs, idProperty, properties, propertiesWithHistory } = call.body(readInput);
  checkCount(inputs.length);
  const exists = existsIn(call, type);
  const histories = propertiesWithHistory?.filter(exists);
  const missing: string[] = [];
  const results = inputs.flatMap(({ id }) => {
    const found = call.portal.records.idByUnique(type, idProperty ?? 'hs_object_id', id);
    const record = found === undefined ? undefined : call.portal.records.find({ type, id: found });
    if (record === undefined) {
      missing.push(id);
      return [];
    }
    const history = histories && {
      propertiesWithHistory: Object.fromEntries(
        histories.map((name) => [name, toHistory(record.history.get(name) ?? [])]),
      ),
    };
    return [{ ...toObject(record, valuesOf(record), properties, exists), ...history }];
  });
  const message = `Could not get some ${type.toUpperCase()} objects, they may be deleted or not exist. Check that ids are valid.`;
  const error = { status: 'error', category: 'OBJECT_NOT_FOUND', message, context: { ids: missing } };
  return complete(call, 200, results, missing.length === 0 ? [] : [error]);
}
