import type { Actor } from '../../shared/registration/registration.ts';
import type { ProgramId } from '../../shared/values/ids.ts';
import { localeOf } from '../../shared/words/locale.ts';
import { say } from '../../shared/words/say.ts';
import { findByRecord } from '../store/registration-records.ts';
import { findRegistration } from '../store/registrations.ts';
import { decideFromCrm } from './decide-from-crm.ts';
import type { Flow } from './ports.ts';

interface Asked {
  readonly requestId: string;
  readonly dealIds: readonly string[];
  readonly registrationIds: readonly string[];
  readonly locale: string;
}

/** Approves what was selected, one by one; each record tells its own result. */
export async function approveMany(flow: Flow, programId: ProgramId, by: Actor, asked: Asked) {
  const { db } = flow.database;
  const found = [
    ...(await Promise.all(
      asked.dealIds.map(async (id) => ({ id, row: await findByRecord(db, programId, 'hubspot', id) })),
    )),
    ...(await Promise.all(
      asked.registrationIds.map(async (id) => ({ id, row: await findRegistration(db, programId, id) })),
    )),
  ];
  const results = [];
  for (const { id, row } of found) {
    if (row === null) {
      results.push({ id, name: id, ok: false, message: say(localeOf(asked.locale), 'bulk.no_registration') });
      continue;
    }
    const { registrationId } = row;
    const request = {
      requestId: `${asked.requestId}:${registrationId}`,
      registrationId,
      action: 'approve',
      locale: asked.locale,
    } as const;
    const { ok, message } = await decideFromCrm(flow, programId, by, request);
    results.push({ id, name: row.prospectName, ok, message });
  }
  return results;
}
