import type { CrmRecord, PropertyVersion } from '../entities.ts';

/** The current value; undefined when the property is empty. */
export const valueOf = (record: CrmRecord, name: string): string | undefined =>
  record.history.get(name)?.at(-1)?.value || undefined;

export function valuesOf(record: CrmRecord): Map<string, string> {
  const values = new Map<string, string>();
  for (const name of record.history.keys()) {
    const value = valueOf(record, name);
    if (value !== undefined) values.set(name, value);
  }
  return values;
}

export function writeVersion(record: CrmRecord, name: string, version: PropertyVersion): void {
  const versions = record.history.get(name);
  if (versions === undefined) record.history.set(name, [version]);
  else versions.push(version);
}

export const isAlive = (record: CrmRecord): boolean => record.lifecycle.at(-1)?.alive ?? false;

/** The record as it was at a moment, which is what a lagging search index knows; undefined when it was not there. */
export function valuesAt(record: CrmRecord, atMs: number): Map<string, string> | undefined {
  const phase = record.lifecycle.findLast((each) => each.atMs <= atMs);
  if (phase?.alive !== true) return undefined;
  const values = new Map<string, string>();
  for (const [name, versions] of record.history) {
    const value = versions.findLast((version) => version.atMs <= atMs)?.value;
    if (value) values.set(name, value);
  }
  return values;
}
