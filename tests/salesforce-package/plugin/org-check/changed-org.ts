import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Row } from '../../../../server/sandbox/salesforce/entities.ts';
import type { Org } from '../../../../server/sandbox/salesforce/org/org.ts';
import { checkOrg } from '../../../../salesforce-package/plugin/src/org-check/check-org.ts';
import type { Finding } from '../../../../salesforce-package/plugin/src/org-check/finding.ts';
import { gatherFacts } from '../../../../salesforce-package/plugin/src/org-check/gather-facts.ts';
import { readerFor, startPartnerOrg } from '../partner-org.ts';

/** A folder for changed copies of the package; the caller removes it. */
export const copiesFolder = (): string => mkdtempSync(path.join(os.tmpdir(), 'org-check-'));

/** An org that is closed when the test is over. */
export async function openOrg(options: Parameters<typeof startPartnerOrg>[0] = {}) {
  const standIn = await startPartnerOrg(options);
  onTestFinished(() => standIn.close());
  return standIn;
}

/** Problems found, with what they are about; notes marked with a star. */
export const found = async (options: Parameters<typeof startPartnerOrg>[0] = {}): Promise<string[]> =>
  checkOrg(await gatherFacts(readerFor(await openOrg(options)))).map(inShort);

export const inShort = ({ problem, severity, about }: Finding): string =>
  [severity === 'note' ? `${problem}*` : problem, ...about].join(' | ');

/** Writes past every rule, as what the org cannot be asked for through its screens. */
export function change(org: Org, object: string, id: string, values: Row): void {
  const row = org.core.tables.get(object, id);
  if (row === undefined) throw new Error(`No ${object} ${id}`);
  org.core.tables.put(object, { ...row, ...values });
}

const setNamed = (org: Org, name: string): Row => {
  const row = org.core.tables.all('PermissionSet').find((each) => each['Name'] === name);
  if (row === undefined) throw new Error(`No permission set ${name}`);
  return row;
};

export function assign(org: Org, userId: string, name: string): void {
  const [sample] = org.core.tables.all('PermissionSetAssignment');
  const values = { Id: org.core.newId('0Pa'), AssigneeId: userId, PermissionSetId: setNamed(org, name)['Id'] ?? null };
  org.core.tables.put('PermissionSetAssignment', { ...sample, ...values });
}

export function unassign(org: Org, userId: string, name: string): void {
  const { Id } = setNamed(org, name);
  const held = org.core.tables
    .all('PermissionSetAssignment')
    .find((row) => row['AssigneeId'] === userId && row['PermissionSetId'] === Id);
  change(org, 'PermissionSetAssignment', String(held?.['Id']), { IsDeleted: true });
}
