import { z } from 'zod';
import { notFound } from '../errors.ts';
import { toPipeline, toStage } from '../formatters.ts';
import type { ApiCall, HttpServer } from '../http.ts';
import { created, noContent, ok } from '../http.ts';
import { readsPipelines, typeIn, writesPipelines } from '../scopes.ts';
import type { PipelineStore } from '../store/pipeline-store.ts';
import { pipelineDraft, stageDraft } from '../store/pipeline-store.ts';

const PIPELINES = '/crm/pipelines/2026-09/:type';
const pipelinePatch = z.object({ label: z.string(), displayOrder: z.number().int() }).partial();

/** Deal pipelines and their stages. */
export function servePipelines(http: HttpServer): void {
  http.api('get', PIPELINES, readsPipelines, (call) => ok({ results: pipelinesOf(call).list().map(toPipeline) }));
  http.api('post', PIPELINES, writesPipelines, (call) =>
    created(toPipeline(pipelinesOf(call).create(call.body(pipelineDraft)))),
  );
  http.api('get', `${PIPELINES}/:pipelineId`, readsPipelines, (call) =>
    ok(toPipeline(pipelinesOf(call).require(call.param('pipelineId')))),
  );
  http.api('patch', `${PIPELINES}/:pipelineId`, writesPipelines, (call) =>
    ok(toPipeline(pipelinesOf(call).update(call.param('pipelineId'), call.body(pipelinePatch)))),
  );
  http.api('put', `${PIPELINES}/:pipelineId`, writesPipelines, (call) =>
    ok(toPipeline(pipelinesOf(call).replace(call.param('pipelineId'), call.body(pipelineDraft)))),
  );
  http.api('delete', `${PIPELINES}/:pipelineId`, writesPipelines, (call) => {
    pipelinesOf(call).remove(call.param('pipelineId'));
    return noContent;
  });
  serveStages(http);
}

function serveStages(http: HttpServer): void {
  const STAGES = `${PIPELINES}/:pipelineId/stages`;
  http.api('get', STAGES, readsPipelines, (call) =>
    ok({ results: pipelinesOf(call).require(call.param('pipelineId')).stages.map(toStage) }),
  );
  http.api('post', STAGES, writesPipelines, (call) =>
    created(toStage(pipelinesOf(call).createStage(call.param('pipelineId'), call.body(stageDraft)))),
  );
  http.api('get', `${STAGES}/:stageId`, readsPipelines, (call) =>
    ok(toStage(pipelinesOf(call).requireStage(call.param('pipelineId'), call.param('stageId')))),
  );
  http.api('patch', `${STAGES}/:stageId`, writesPipelines, (call) => {
    const patch = call.body(stageDraft.partial());
    return ok(toStage(pipelinesOf(call).updateStage(call.param('pipelineId'), call.param('stageId'), patch)));
  });
  http.api('delete', `${STAGES}/:stageId`, writesPipelines, (call) => {
    pipelinesOf(call).removeStage(call.param('pipelineId'), call.param('stageId'));
    return noContent;
  });
}

function pipelinesOf(call: ApiCall): PipelineStore {
  if (typeIn(call) !== 'deals') throw notFound(`${call.param('type')} have no pipelines here`);
  return call.portal.pipelines;
}
