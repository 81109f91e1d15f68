import { z } from 'zod';
import type { SalesforceValue } from '../../../shared/catalog/salesforce-values.ts';
import { CrmUnavailable } from '../../../shared/crm/crm-port.ts';
import { UnknownOutcome } from '../wire-errors.ts';
import { type ApiError } from './errors.ts';
import { cleanError, type SalesforceRequest } from './transport.ts';

/** The id that an earlier change of the same call will have. */
export interface Later {
  readonly idOf: string;
}

export type Values = Readonly<Record<string, SalesforceValue | Later>>;

/** One change of a call that does all or nothing. */
export interface Change {
  readonly name: string;
  /** Below `/sobjects/`, each part of it encoded; an id that is not known yet stands as `Later`. */
  readonly path: readonly (string | Later)[];
  readonly values: Values;
}

/** What became of one change or row: its id, when Salesforce says it, or why it was refused. */
export interface Outcome {
  readonly id: string | null;
  readonly errors: readonly ApiError[];
}

export interface RowUpdate {
  readonly object: string;
  readonly id: string;
  readonly values: Readonly<Record<string, SalesforceValue>>;
}

/** Changes of several records in one call. All are repeated when an answer is lost, so each must bear a repeat. */
export interface Batches {
  /**
   * Up to `CHANGES_MAX` changes, in order: all are done, and the map tells each one's outcome by name, or none is
   * and the map holds the one that was refused.
   */
  changeTogether(changes: readonly Change[]): Promise<ReadonlyMap<string, Outcome>>;
  /** Any number of records, each standing or falling alone; outcomes in the order of the rows. */
  updateEach(rows: readonly RowUpdate[]): Promise<readonly Outcome[]>;
}

/** Salesforce takes no more in one composite call, and in one collection. */
export const CHANGES_MAX = 25;
const ROWS_MAX = 200;

const ATTEMPTS_MAX = 4;
const LOCKED_WAIT_MS = 500;

export interface BatchesDeps {
  readonly apiVersion: string;
  readonly write: <T>(request: SalesforceRequest, answer: z.ZodType<T>) => Promise<T>;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
}

export function createBatches(deps: BatchesDeps): Batches {
  /** Somebody else's transaction holds a row: what was refused for that is tried again after a moment. */
  async function throughLocks(attempt: (number: number) => Promise<'locked' | 'done'>): Promise<void> {
    for (let number = 1; (await attempt(number)) === 'locked'; number += 1) {
      if (number >= ATTEMPTS_MAX) throw new CrmUnavailable('Salesforce keeps a record locked; the write waits.');
      await deps.sleep(Math.ceil(LOCKED_WAIT_MS * 2 ** (number - 1) * (0.5 + deps.random())));
    }
  }

  return {
    async changeTogether(changes) {
      let outcomes: ReadonlyMap<string, Outcome> = new Map();
      const body = {
        allOrNone: true,
        compositeRequest: changes.map((change) => toSubRequest(change, deps.apiVersion)),
      };
      await throughLocks(async () => {
        const request = { method: 'POST', path: '/composite', body } as const;
        const { compositeResponse } = await again(() => deps.write(request, compositeAnswer));
        outcomes = new Map(compositeResponse.flatMap(readSubAnswer));
        return isAnyLocked([...outcomes.values()]) ? 'locked' : 'done';
      });
      return outcomes;
    },
    async updateEach(rows) {
      const outcomes = new Map<RowUpdate, Outcome>();
      await throughLocks(async () => {
        for (const some of chunks(rows.filter((row) => isOpen(outcomes.get(row))))) {
          const body = { allOrNone: false, records: some.map(toRecord) };
          const request = { method: 'PATCH', path: '/composite/sobjects', body } as const;
          const results = await again(() => deps.write(request, collectionAnswer));
          for (const [index, row] of some.entries()) outcomes.set(row, readResult(results[index]));
        }
        return isAnyLocked([...outcomes.values()]) ? 'locked' : 'done';
      });
      return rows.map((row) => outcomes.get(row) ?? { id: null, errors: [] });
    },
  };
}

/** Repeats, once, a write whose outcome is unknown. */
async function again<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof UnknownOutcome) return write();
    throw error;
  }
}

const toSubRequest = ({ name, path, values }: Change, apiVersion: string) => ({
  method: 'PATCH',
  url: `/services/data/v${apiVersion}/sobjects/${path.map(toSegment).join('/')}`,
  referenceId: name,
  body: Object.fromEntries(Object.entries(values).map(([field, value]) => [field, toBodyValue(value)])),
  // A duplicate rule that only warns must not keep a company out; one that blocks still does.
  httpHeaders: { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' },
});

const toSegment = (part: string | Later): string =>
  typeof part === 'string' ? encodeURIComponent(part) : reference(part);

/** In people's text `@{…}` would be taken for a reference to another change, and there is no way to escape it. */
const toBodyValue = (value: SalesforceValue | Later): SalesforceValue => {
  if (typeof value === 'string') return value.replaceAll('@{', '@ {');
  return isLater(value) ? reference(value) : value;
};

const isLater = (value: SalesforceValue | Later): value is Later => typeof value === 'object' && value !== null;
const reference = ({ idOf }: Later): string => `@{${idOf}.id}`;

const toRecord = ({ object, id, values }: RowUpdate) => ({ attributes: { type: object }, id, ...values });

const restErrors = z.array(
  z.object({ errorCode: z.string(), message: z.string().catch(''), fields: z.array(z.string()).catch([]) }),
);
const compositeAnswer = z.object({
  compositeResponse: z.array(
    z.object({ referenceId: z.string(), httpStatusCode: z.number(), body: z.unknown().optional() }),
  ),
});

/** Of a call that was rolled back only the change that was refused is told; the others did nothing. */
function readSubAnswer({
  referenceId,
  httpStatusCode,
  body,
}: z.infer<typeof compositeAnswer>['compositeResponse'][number]): [string, Outcome][] {
  if (httpStatusCode < 300) return [[referenceId, { id: savedId.safeParse(body).data?.id ?? null, errors: [] }]];
  const read = restErrors.safeParse(body).data ?? [];
  if (read.some(({ errorCode }) => errorCode === 'PROCESSING_HALTED')) return [];
  const errors = read.length > 0 ? read : [{ errorCode: `ERROR_HTTP_${httpStatusCode}`, message: '', fields: [] }];
  return [[referenceId, { id: null, errors: errors.map((error) => throwIfUnavailable(cleanError(error))) }]];
}

const savedId = z.object({ id: z.string() });

const collectionAnswer = z.array(
  z.object({
    id: z.string().nullish(),
    success: z.boolean(),
    errors: z.array(
      z.object({ statusCode: z.string(), message: z.string().catch(''), fields: z.array(z.string()).catch([]) }),
    ),
  }),
);

function readResult(result: z.infer<typeof collectionAnswer>[number] | undefined): Outcome {
  if (result === undefined) throw new CrmUnavailable('Salesforce’s answer tells less than it was asked for.');
  const errors = result.errors.map(({ statusCode, message, fields }) =>
    throwIfUnavailable(cleanError({ errorCode: statusCode, message, fields })),
  );
  return { id: result.id ?? null, errors: result.success ? [] : errors };
}

/** A stumble inside a batch says nothing about the values: the whole is written again later. */
function throwIfUnavailable(error: ApiError): ApiError {
  if (/^(SERVER_UNAVAILABLE|UNKNOWN_EXCEPTION|REQUEST_LIMIT_EXCEEDED|ERROR_HTTP_5\d\d)$/.test(error.errorCode))
    throw new CrmUnavailable(`Salesforce stumbled over a record (${error.errorCode}); the write waits.`);
  return error;
}

const isLocked = ({ errors }: Outcome): boolean => errors.some(({ errorCode }) => errorCode === 'UNABLE_TO_LOCK_ROW');
const isAnyLocked = (outcomes: readonly Outcome[]): boolean => outcomes.some(isLocked);
const isOpen = (outcome: Outcome | undefined): boolean => outcome === undefined || isLocked(outcome);

function chunks<T>(items: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / ROWS_MAX);
  return Array.from({ length: count }, (_, index) => items.slice(index * ROWS_MAX, (index + 1) * ROWS_MAX));
}
