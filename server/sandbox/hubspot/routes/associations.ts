import { z } from 'zod';
import { OBJECT_TYPE_IDS } from '../entities.ts';
import { HubSpotError, notFound } from '../errors.ts';
import { toAssociatedRecords, toPage } from '../formatters.ts';
import type { Answer, ApiCall, HttpServer } from '../http.ts';
import { noContent, ok } from '../http.ts';
import { readsAssociations, typeIn, writesAssociations } from '../scopes.ts';
import { defaultType } from '../store/association-types.ts';
import { complete } from './batches.ts';
import { numberParam } from './params.ts';

const SINGLE = '/crm/objects/2026-09/:from/:id/associations';
const BATCH = '/crm/associations/2026-09/:from/:to/batch';

const id = z.union([z.string(), z.number()]).transform(String);
const end = z.object({ id });
const spec = z.object({ associationCategory: z.literal('HUBSPOT_DEFINED'), associationTypeId: z.number().int() });

/** Links between records. Both directions are always visible. */
export function serveAssociations(http: HttpServer): void {
  serveSingle(http);
  serveBatch(http);
}

function serveSingle(http: HttpServer): void {
  http.api('put', `${SINGLE}/default/:to/:toId`, writesAssociations, (call) => {
    const ends = { from: { id: call.param('id') }, to: { id: call.param('toId') } };
    associate(call, ends.from.id, ends.to.id, []);
    return complete(call, 200, defaultResults(call, ends), []);
  });
  http.api('put', `${SINGLE}/:to/:toId`, writesAssociations, (call) => {
    const typeIds = call.body(z.array(spec)).map((each) => each.associationTypeId);
    associate(call, call.param('id'), call.param('toId'), typeIds);
    return { status: 201, json: toLabels(call, call.param('id'), call.param('toId')) };
  });
  http.api('get', `${SINGLE}/:to`, readsAssociations, (call) => {
    const from = { type: typeIn(call, 'from'), id: call.param('id') };
    if (call.portal.records.find(from) === undefined) throw notFound();
    const associated = toAssociatedRecords(call.portal.associations.list(from, typeIn(call, 'to')));
    return ok(toPage(associated, numberParam(call, 'after', 0), numberParam(call, 'limit', 500, 500)));
  });
  http.api('delete', `${SINGLE}/:to/:toId`, writesAssociations, (call) => {
    dissociate(call, call.param('id'), call.param('toId'));
    return noContent;
  });
}

function serveBatch(http: HttpServer): void {
  http.api('post', `${BATCH}/create`, writesAssociations, (call) => {
    const { inputs } = call.body(z.object({ inputs: z.array(pair.extend({ types: z.array(spec).min(1) })).max(2000) }));
    return eachPair(call, 201, inputs, ({ from, to, types }) => {
      associate(
        call,
        from.id,
        to.id,
        types.map((each) => each.associationTypeId),
      );
      return [toLabels(call, from.id, to.id)];
    });
  });
  http.api('post', `${BATCH}/associate/default`, writesAssociations, (call) => {
    const { inputs } = call.body(z.object({ inputs: z.array(pair).max(2000) }));
    return eachPair(call, 200, inputs, (input) => {
      associate(call, input.from.id, input.to.id, []);
      return defaultResults(call, input);
    });
  });
  http.api('post', `${BATCH}/read`, readsAssociations, (call) => readBatch(call));
  http.api('post', `${BATCH}/archive`, writesAssociations, (call) => {
    const { inputs } = call.body(z.object({ inputs: z.array(z.object({ from: end, to: z.array(end) })).max(2000) }));
    for (const { from, to } of inputs) for (const each of to) dissociate(call, from.id, each.id);
    return noContent;
  });
}

const pair = z.object({ from: end, to: end });
type Pair = z.infer<typeof pair>;

function readBatch(call: ApiCall): Answer {
  const { inputs } = call.body(z.object({ inputs: z.array(end).max(1000) }));
  const [fromType, toType] = [typeIn(call, 'from'), typeIn(call, 'to')];
  const found = inputs.map((from) => ({
    from: { id: from.id },
    to: toAssociatedRecords(call.portal.associations.list({ type: fromType, id: from.id }, toType)),
  }));
  const errors = found
    .filter((each) => each.to.length === 0)
    .map(({ from }) => ({
      status: 'error',
      category: 'OBJECT_NOT_FOUND',
      subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
      message: `No ${toType} is associated with ${fromType} ${from.id}.`,
      context: { fromObjectId: [from.id], fromObjectType: [fromType], toObjectType: [toType] },
    }));
  return complete(
    call,
    200,
    found.filter((each) => each.to.length > 0),
    errors,
  );
}

function eachPair<I extends Pair>(
  call: ApiCall,
  status: number,
  inputs: readonly I[],
  work: (input: I) => readonly unknown[],
): Answer {
  const results: unknown[] = [];
  const errors: unknown[] = [];
  for (const input of inputs) {
    try {
      results.push(...work(input));
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      errors.push({ ...error.body, context: { fromObjectId: [input.from.id], toObjectId: [input.to.id] } });
    }
  }
  return complete(call, status, results, errors);
}

function associate(call: ApiCall, fromId: string, toId: string, typeIds: readonly number[]): void {
  const [from, to] = endsOf(call, fromId, toId);
  call.portal.associations.associate(from, to, typeIds, call.actor);
}

function dissociate(call: ApiCall, fromId: string, toId: string): void {
  const [from, to] = endsOf(call, fromId, toId);
  call.portal.associations.dissociate(from, to, call.actor);
}

const endsOf = (call: ApiCall, fromId: string, toId: string) =>
  [
    { type: typeIn(call, 'from'), id: fromId },
    { type: typeIn(call, 'to'), id: toId },
  ] as const;

function defaultResults(call: ApiCall, { from, to }: Pair): readonly unknown[] {
  const type = defaultType(typeIn(call, 'from'), typeIn(call, 'to'));
  const spec = (associationTypeId: number) => ({ associationCategory: 'HUBSPOT_DEFINED', associationTypeId });
  return [
    { from, to, associationSpec: spec(type.typeId) },
    { from: to, to: from, associationSpec: spec(type.inverseId) },
  ];
}

function toLabels(call: ApiCall, fromId: string, toId: string) {
  const [from, to] = endsOf(call, fromId, toId);
  const types = call.portal.associations.list(from, to.type).find((each) => each.id === toId)?.types ?? [];
  return {
    fromObjectTypeId: OBJECT_TYPE_IDS[from.type],
    fromObjectId: Number(fromId),
    toObjectTypeId: OBJECT_TYPE_IDS[to.type],
    toObjectId: Number(toId),
    labels: types.flatMap((type) => type.label ?? []),
  };
}
