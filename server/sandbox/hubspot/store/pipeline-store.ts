import { z } from 'zod';
import type { Pipeline, PipelineStage } from '../entities.ts';
import { HubSpotError, notFound, validationError } from '../errors.ts';

/** HubSpot's limits for ids that the caller chooses. */
const PIPELINE_ID_MAX = 36;
const STAGE_ID_MAX = 100;

export const stageDraft = z.object({
  label: z.string(),
  displayOrder: z.number().int(),
  metadata: z.object({ probability: z.string(), isClosed: z.string().optional() }),
  stageId: z.string().optional(),
  id: z.string().optional(),
});
export type StageDraft = z.infer<typeof stageDraft>;

export const pipelineDraft = z.object({
  label: z.string(),
  displayOrder: z.number().int(),
  stages: z.array(stageDraft),
  pipelineId: z.string().optional(),
  id: z.string().optional(),
});
export type PipelineDraft = z.infer<typeof pipelineDraft>;

export interface PipelineStoreDeps {
  readonly now: () => number;
  readonly nextId: () => string;
  readonly plan: 'professional' | 'free';
  /** How many live deals sit in a stage: HubSpot refuses to delete a used one. */
  readonly dealsInStage: (stageId: string) => readonly string[];
}

/** The deal pipelines of one portal. */
export class PipelineStore {
  readonly #deps: PipelineStoreDeps;
  readonly #pipelines = new Map<string, Pipeline>();

  constructor(deps: PipelineStoreDeps) {
    this.#deps = deps;
    this.#add({ label: 'Sales Pipeline', displayOrder: 0, id: 'default', stages: DEFAULT_STAGES });
  }

  list(): readonly Pipeline[] {
    return [...this.#pipelines.values()].sort((a, b) => a.displayOrder - b.displayOrder);
  }

  get(id: string): Pipeline | undefined {
    return this.#pipelines.get(id);
  }

  require(id: string): Pipeline {
    const pipeline = this.#pipelines.get(id);
    if (pipeline === undefined) throw notFound(`Pipeline '${id}' does not exist`);
    return pipeline;
  }

  requireStage(pipelineId: string, stageId: string): PipelineStage {
    const stage = this.require(pipelineId).stages.find((each) => each.id === stageId);
    if (stage === undefined) throw notFound(`Stage '${stageId}' does not exist in pipeline '${pipelineId}'`);
    return stage;
  }

  create(draft: PipelineDraft): Pipeline {
    if (this.#deps.plan === 'free') {
      throw validationError('Portal has reached the limit of 1 deal pipeline of its subscription.', {
        subCategory: 'PipelineError.PIPELINE_LIMIT_EXCEEDED',
        context: { limit: ['1'] },
      });
    }
    return this.#add(draft);
  }

  update(id: string, patch: { label?: string; displayOrder?: number }): Pipeline {
    const pipeline = this.require(id);
    if (patch.label !== undefined) this.#checkLabel(patch.label, id);
    return Object.assign(pipeline, patch, { updatedAtMs: this.#deps.now() });
  }

  replace(id: string, draft: PipelineDraft): Pipeline {
    const pipeline = this.require(id);
    this.#checkLabel(draft.label, id);
    const kept = new Set(draft.stages.map((stage) => stage.stageId ?? stage.id));
    for (const stage of pipeline.stages) if (!kept.has(stage.id)) this.#checkUnused(stage.id);
    const stages = draft.stages.map((stage) => this.#toStage(stage, pipeline));
    return Object.assign(pipeline, { label: draft.label, displayOrder: draft.displayOrder, stages });
  }

  remove(id: string): void {
    const pipeline = this.require(id);
    if (this.#pipelines.size === 1) throw validationError('The last pipeline cannot be deleted.');
    for (const stage of pipeline.stages) this.#checkUnused(stage.id);
    this.#pipelines.delete(id);
  }

  createStage(pipelineId: string, draft: StageDraft): PipelineStage {
    const pipeline = this.require(pipelineId);
    const stage = this.#toStage(draft, pipeline);
    if (pipeline.stages.some((each) => each.label === stage.label)) throw labelTaken('stage', stage.label);
    pipeline.stages.push(stage);
    return stage;
  }

  updateStage(pipelineId: string, stageId: string, patch: Partial<StageDraft>): PipelineStage {
    const stage = this.requireStage(pipelineId, stageId);
    if (patch.metadata !== undefined) stage.metadata = toMetadata(patch.metadata);
    if (patch.label !== undefined) stage.label = patch.label;
    if (patch.displayOrder !== undefined) stage.displayOrder = patch.displayOrder;
    stage.updatedAtMs = this.#deps.now();
    return stage;
  }

  removeStage(pipelineId: string, stageId: string): void {
    const pipeline = this.require(pipelineId);
    this.requireStage(pipelineId, stageId);
    this.#checkUnused(stageId);
    pipeline.stages = pipeline.stages.filter((stage) => stage.id !== stageId);
  }

  #add(draft: PipelineDraft): Pipeline {
    const id = draft.pipelineId ?? draft.id ?? this.#deps.nextId();
    if (id.length === 0 || id.length > PIPELINE_ID_MAX) {
      throw validationError(`Pipeline id '${id}' is longer than ${PIPELINE_ID_MAX} characters.`);
    }
    if (this.#pipelines.has(id)) throw validationError(`Pipeline id '${id}' is already in use.`);
    this.#checkLabel(draft.label, id);
    if (draft.stages.length === 0) throw validationError('A pipeline must have at least one stage.');
    const atMs = this.#deps.now();
    const { label, displayOrder } = draft;
    const pipeline: Pipeline = { id, label, displayOrder, stages: [], createdAtMs: atMs, updatedAtMs: atMs };
    for (const stage of draft.stages) pipeline.stages.push(this.#toStage(stage, pipeline));
    this.#pipelines.set(id, pipeline);
    return pipeline;
  }

  #toStage(draft: StageDraft, pipeline: Pipeline): PipelineStage {
    const id = draft.stageId ?? draft.id ?? this.#deps.nextId();
    if (id.length === 0 || id.length > STAGE_ID_MAX) {
      throw validationError(`Stage id '${id}' is longer than ${STAGE_ID_MAX} characters.`);
    }
    // Stage ids are unique over all pipelines: a deal names only its stage.
    const holder = this.list().find((each) => each !== pipeline && each.stages.some((stage) => stage.id === id));
    if (holder !== undefined) throw validationError(`Stage id '${id}' is already in use in pipeline '${holder.id}'.`);
    const atMs = this.#deps.now();
    const metadata = toMetadata(draft.metadata);
    return { id, label: draft.label, displayOrder: draft.displayOrder, metadata, createdAtMs: atMs, updatedAtMs: atMs };
  }

  #checkLabel(label: string, ownId: string): void {
    if (label.trim() === '') throw validationError('label may not be blank');
    if (this.list().some((each) => each.id !== ownId && each.label === label)) throw labelTaken('pipeline', label);
  }

  #checkUnused(stageId: string): void {
    const dealIds = this.#deps.dealsInStage(stageId);
    if (dealIds.length === 0) return;
    throw validationError(`Stage id '${stageId}' is used by ${dealIds.length} deals and cannot be deleted.`, {
      subCategory: 'PipelineError.STAGE_ID_IN_USE',
      context: { stageId: [stageId], objectIds: dealIds },
    });
  }
}

const labelTaken = (noun: string, label: string) =>
  new HubSpotError(409, { message: `A ${noun} with the label '${label}' already exists.`, category: 'CONFLICT' });

function toMetadata(metadata: StageDraft['metadata']): PipelineStage['metadata'] {
  // HubSpot accepts the chance of winning only as text, in steps of a tenth.
  if (!/^(0\.\d|1\.0|0|1)$/.test(metadata.probability)) {
    throw validationError(`'${metadata.probability}' is not a valid probability: it must lie between '0.0' and '1.0'.`);
  }
  const probability = Number(metadata.probability).toFixed(1);
  return { probability, isClosed: String(probability === '0.0' || probability === '1.0') };
}

const stage = (id: string, label: string, displayOrder: number, probability: string): StageDraft => ({
  id,
  label,
  displayOrder,
  metadata: { probability },
});

const DEFAULT_STAGES: StageDraft[] = [
  stage('appointmentscheduled', 'Appointment Scheduled', 0, '0.2'),
  stage('qualifiedtobuy', 'Qualified To Buy', 1, '0.4'),
  stage('presentationscheduled', 'Presentation Scheduled', 2, '0.6'),
  stage('decisionmakerboughtin', 'Decision Maker Bought-In', 3, '0.8'),
  stage('contractsent', 'Contract Sent', 4, '0.9'),
  stage('closedwon', 'Closed Won', 5, '1.0'),
  stage('closedlost', 'Closed Lost', 6, '0.0'),
];
