import {
  CrmUnavailable,
  type CrmPort,
  type CrmRecord,
  type PartnerWrite,
  type ProspectWrite,
  type RecordRef,
  type StagedSubmission,
} from '../../shared/crm/crm-port.ts';
import type { CrmProspect } from '../../shared/registration/facts.ts';
import type { CrmId } from '../../shared/values/ids.ts';

/**
 * A CRM that a test speaks for: what it holds is said, what is written to it is kept. The stand-ins show how real CRMs
 * behave; this one shows what the flows do with an answer, also with one that never comes.
 */
export function spokenCrm(name: string) {
  const records = new Map<string, CrmRecord>();
  const staged = new Map<string, StagedSubmission>();
  const prospects = new Map<string, CrmProspect>();
  const writes: ProspectWrite[] = [];
  const partnerWrites: PartnerWrite[] = [];
  const asked: string[] = [];
  let changes: readonly RecordRef[] = [];
  let awayAt: string | null = null;
  let until: Promise<void> = Promise.resolve();

  /** Every answer comes after what the test waits for, and none while the CRM is away. */
  const answer = async <T>(what: string, of: () => T): Promise<T> => {
    asked.push(what);
    await until;
    if (awayAt !== null && what.startsWith(awayAt)) throw new CrmUnavailable(`${name} is away`, null);
    return of();
  };
  const port: CrmPort = {
    readSubmission: ({ record, nonce }) =>
      answer(`submission ${record?.id ?? nonce}`, () => staged.get(record?.id ?? nonce ?? '') ?? null),
    readProspect: ({ key }, companyId) =>
      answer(`prospect ${key} ${companyId}`, () => prospects.get(key) ?? { company: null, deals: [] }),
    readRecord: (ref) => answer(`${ref.object} ${ref.id}`, () => records.get(keyOf(ref)) ?? null),
    writeProspect: (write) =>
      answer(`write ${write.prospect.key}`, () => {
        writes.push(write);
        const ids = write.registrations.map(({ registrationId, recordId }) => [
          registrationId,
          recordId ?? `${name}:${registrationId}`,
        ]);
        const shown = new Map(ids as [string, CrmId][]);
        return {
          companyId: write.companyId ?? `${name}:${write.prospect.key}`,
          recordIds: shown,
          dealIds: shown,
          fenced: [],
        };
      }),
    writePartner: (write) =>
      answer(`partner ${write.partnerId}`, () => {
        partnerWrites.push(write);
        return write.companyId ?? `${name}:${write.partnerId}`;
      }),
    listChanges: (since) => answer(`changes since ${since}`, () => changes),
  };

  return {
    port,
    writes,
    partnerWrites,
    /** What it was asked for, in order. */
    asked,
    holds: (...held: readonly CrmRecord[]) => held.forEach((record) => records.set(keyOf(record.ref), record)),
    /** Reading this id finds the record that it was merged into. */
    mergedInto: (ref: RecordRef, record: CrmRecord) => records.set(keyOf(ref), record),
    loses: (ref: RecordRef) => records.delete(keyOf(ref)),
    stages: (submission: StagedSubmission) => staged.set(submission.record.id, submission),
    knows: (key: string, prospect: CrmProspect) => prospects.set(key, prospect),
    changed: (...refs: readonly RecordRef[]) => {
      changes = refs;
    },
    /** Nothing can be asked any more, or nothing that begins like this. */
    goesAway: (at = '') => {
      awayAt = at;
    },
    comesBack: () => {
      awayAt = null;
    },
    /** Nothing is answered before the returned function was called. */
    fallsSilent: () => {
      const silence = Promise.withResolvers<void>();
      until = silence.promise;
      return silence.resolve;
    },
  };
}
export type SpokenCrm = ReturnType<typeof spokenCrm>;

const keyOf = ({ object, id }: RecordRef): string => `${object} ${id}`;

/** A record with nothing on it; a test says what it is about. */
export const record = (object: RecordRef['object'], id: string, change: Partial<CrmRecord> = {}): CrmRecord => ({
  ref: { object, id },
  name: `${object} ${id}`,
  fields: {},
  domain: null,
  country: null,
  ownerId: null,
  ownerName: null,
  company: null,
  isOpen: object === 'deal' || object === 'lead',
  isWon: false,
  convertedFrom: null,
  converted: null,
  decision: null,
  ...change,
});
