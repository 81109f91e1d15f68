/**
 * In place of `lightning/uiRecordApi`: the UI API of the stand-in, with one shared copy of each record. Layouts
 * (`layoutTypes`), optional arguments of the platform's functions and drafts are not imitated.
 */
import { RECORD_EVENT } from '../../scope.ts';
import { callApi } from './api-call.ts';
import { plainCopy } from './plain-copy.ts';
import type { UiField, UiRecord } from './record-cache.ts';
import { nestedFields, RecordCache, select } from './record-cache.ts';

type FieldName = string | { readonly objectApiName: string; readonly fieldApiName: string };

interface GetRecordConfig {
  readonly recordId?: string;
  readonly fields?: FieldName | readonly FieldName[];
  readonly optionalFields?: FieldName | readonly FieldName[];
}

interface Provision {
  readonly data: UiRecord | undefined;
  readonly error: unknown;
}

const cache = new RecordCache(() => performance.now());
const live = new Set<getRecord>();
const nothing: Provision = { data: undefined, error: undefined };

const nameOf = (field: FieldName): string =>
  typeof field === 'string' ? field : `${field.objectApiName}.${field.fieldApiName}`;
const namesIn = (given: GetRecordConfig['fields']): string[] =>
  given === undefined ? [] : [given].flat().map((each) => nameOf(each));
/** `Lead.Owner.Name` → `Owner.Name`. */
const pathOf = (name: string): string => name.split('.').slice(1).join('.');

/** The wire adapter, named as the platform names it. */
export class getRecord {
  readonly #callback: (provision: Provision) => void;
  #config: GetRecordConfig = {};

  constructor(callback: (provision: Provision) => void) {
    this.#callback = callback;
    callback(nothing);
  }

  get recordId(): string | undefined {
    return this.#config.recordId;
  }

  connect(): void {
    live.add(this);
  }

  disconnect(): void {
    live.delete(this);
  }

  update(config: GetRecordConfig): void {
    // The platform waits until every reactive parameter has a value.
    if (!config.recordId || (config.fields === undefined && config.optionalFields === undefined)) return;
    this.#config = plainCopy(config);
    if (cache.answers(config.recordId, this.#paths())) this.emit();
    else void this.load();
  }

  async load(): Promise<void> {
    const config = this.#config;
    const { recordId = '' } = config;
    const query = new URLSearchParams();
    if (namesIn(config.fields).length > 0) query.set('fields', namesIn(config.fields).join(','));
    if (namesIn(config.optionalFields).length > 0)
      query.set('optionalFields', namesIn(config.optionalFields).join(','));
    try {
      const record = await callApi<UiRecord>('GET', `/ui-api/records/${recordId}?${query}`);
      // An answer to an older configuration is nobody's any more.
      if (config !== this.#config) return;
      store(record, this.#paths());
      this.emit();
    } catch (error) {
      if (config === this.#config) this.#callback({ data: undefined, error });
    }
  }

  emit(): void {
    const record = this.recordId === undefined ? undefined : cache.get(this.recordId);
    if (record !== undefined) this.#callback({ data: select(record, this.#paths()), error: undefined });
  }

  #paths(): string[] {
    return [...namesIn(this.#config.fields), ...namesIn(this.#config.optionalFields)].map(pathOf);
  }
}

/** Keeps a record and feeds every component that shows it. */
function store(record: UiRecord, paths: readonly string[]): void {
  cache.put(record, paths);
  for (const wire of live) if (wire.recordId === record.id) wire.emit();
}

function fieldAt(record: UiRecord | undefined, field: FieldName): UiField | undefined {
  let fields = record?.fields;
  let found: UiField | undefined;
  for (const step of pathOf(nameOf(field)).split('.')) {
    found = fields?.[step];
    fields = nestedFields(found);
  }
  return found;
}

export const getFieldValue = (record: UiRecord | undefined, field: FieldName): unknown => fieldAt(record, field)?.value;

export const getFieldDisplayValue = (record: UiRecord | undefined, field: FieldName): string | null | undefined =>
  fieldAt(record, field)?.displayValue;

interface RecordInput {
  readonly apiName?: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export async function updateRecord(input: RecordInput): Promise<UiRecord> {
  const { Id, ...fields } = plainCopy(input.fields);
  const id = String(Id);
  const record = await callApi<UiRecord>('PATCH', `/ui-api/records/${id}`, { fields });
  store(record, Object.keys(fields));
  // What follows from the written fields, formula fields above all, is read anew, as the platform does.
  await notifyRecordUpdateAvailable([{ recordId: record.id }]);
  tell(record.id);
  return record;
}

export async function createRecord(input: RecordInput): Promise<UiRecord> {
  const { apiName, fields } = plainCopy(input);
  const record = await callApi<UiRecord>('POST', '/ui-api/records', { apiName, fields });
  store(record, Object.keys(fields));
  tell(record.id);
  return record;
}

/** The server has a newer version of these records: every component that shows one reads it again. */
export async function notifyRecordUpdateAvailable(records: readonly { readonly recordId: string }[]): Promise<void> {
  const ids = new Set(records.map(({ recordId }) => recordId));
  await Promise.all([...live].filter((wire) => ids.has(wire.recordId ?? '')).map((wire) => wire.load()));
}

const tell = (recordId: string): boolean => window.dispatchEvent(new CustomEvent(RECORD_EVENT, { detail: recordId }));
