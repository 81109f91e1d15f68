import type { DescribedField } from './org-check/facts.ts';

/** A record as it comes over the wire; the functions below read it and trust nothing. */
export type Row = Readonly<Record<string, unknown>>;

/** The little that the commands ask of an org. */
export interface OrgReader {
  query(soql: string): Promise<readonly Row[]>;
  tooling(soql: string): Promise<readonly Row[]>;
  /** Fields as the user sees them. */
  describe(object: string): Promise<readonly DescribedField[]>;
}

/** What is used of a connection, whether sf or jsforce opened it. */
export interface OrgConnection {
  query(soql: string, options: FetchOptions): PromiseLike<Answer>;
  readonly tooling: { query(soql: string, options: FetchOptions): PromiseLike<Answer> };
  describe(object: string): PromiseLike<{ readonly fields: readonly RawField[] }>;
}

/** Reads whole answers, however many pages they come in. */
export const readerOf = (connection: OrgConnection): OrgReader => ({
  query: async (soql) => rowsOf(await connection.query(soql, EVERYTHING)),
  tooling: async (soql) => rowsOf(await connection.tooling.query(soql, EVERYTHING)),
  describe: async (object) => (await connection.describe(object)).fields.map(toField),
});

interface FetchOptions {
  readonly autoFetch: boolean;
  readonly maxFetch: number;
}

interface Answer {
  readonly records: readonly object[];
}

interface RawField {
  readonly name: string;
  readonly type: string;
  readonly calculated: boolean;
  readonly unique: boolean;
  readonly restrictedPicklist: boolean;
  readonly picklistValues?: readonly { readonly active: boolean; readonly value: string }[] | null | undefined;
}

const EVERYTHING: FetchOptions = { autoFetch: true, maxFetch: 100_000 };

const rowsOf = ({ records }: Answer): readonly Row[] => records.map((row) => Object.fromEntries(Object.entries(row)));

const toField = (field: RawField): DescribedField => ({
  name: field.name,
  type: field.type,
  isComputed: field.calculated,
  isUnique: field.unique,
  isRestricted: field.restrictedPicklist,
  values: (field.picklistValues ?? []).filter(({ active }) => active).map(({ value }) => value),
});

/** The text at the end of a path such as `PermissionSet.Name`; null where there is none. */
export function textAt(row: Row, path: string): string | null {
  const value = at(row, path);
  return typeof value === 'string' && value !== '' ? value : null;
}

export function numberAt(row: Row, path: string): number | null {
  const value = at(row, path);
  return typeof value === 'number' ? value : null;
}

export const isTrueAt = (row: Row, path: string): boolean => at(row, path) === true;

/** A moment as ISO text with milliseconds in UTC: Salesforce writes `2026-11-24T10:00:00.000+0000`. */
export function momentAt(row: Row, path: string): string | null {
  const text = textAt(row, path);
  return text === null ? null : new Date(text).toISOString();
}

const at = (row: Row, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (step, name) => (isRow(step) ? Object.entries(step).find(([key]) => key === name)?.[1] : undefined),
      row,
    );

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null;
