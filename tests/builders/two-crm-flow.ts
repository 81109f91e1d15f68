import { gatherFacts } from '../../server/flow/gather-facts.ts';
import { handleCommand } from '../../server/flow/handle-command.ts';
import type { Flow, Log, Program } from '../../server/flow/ports.ts';
import { runEffects } from '../../server/flow/run-effects.ts';
import type { Database } from '../../server/store/database.ts';
import { findLock } from '../../server/store/locks.ts';
import { savePartner } from '../../server/store/partners.ts';
import { findRegistration } from '../../server/store/registrations.ts';
import { CrmRefused } from '../../shared/crm/crm-port.ts';
import type { Partner } from '../../shared/program/partner.ts';
import { DEFAULT_POLICY } from '../../shared/program/policy.ts';
import type { Facts } from '../../shared/registration/facts.ts';
import type { Submission } from '../../shared/registration/registration.ts';
import { CRMS, type Crm } from '../../shared/values/ids.ts';
import { epochMs, toInstant } from '../../shared/values/time.ts';
import { OURS } from '../contract/empty-tables.ts';
import { MANAGER, NORTH, START, submission } from './registration.ts';
import { spokenCrm } from './spoken-crm.ts';

/** The flows of one program over two CRMs that the test speaks for, with a clock that only the test moves. */
export function twoCrmFlow(database: Database, crms: readonly Crm[] = CRMS) {
  const ports = { hubspot: spokenCrm('hs'), salesforce: spokenCrm('sf') };
  const warnings: string[] = [];
  let now = START;
  const log: Log = {
    info: () => undefined,
    warn: (_facts, message) => void warnings.push(message),
    error: (_facts, message) => void warnings.push(message),
  };
  const program: Program = { programId: OURS, policy: DEFAULT_POLICY, locale: 'en', crms };
  const flow: Flow = {
    database,
    now: () => now,
    log,
    crmOf: (_programId, crm) =>
      crms.includes(crm) ? Promise.resolve(ports[crm].port) : Promise.reject(new CrmRefused('disconnected', crm)),
    directoryOf: () => Promise.resolve({ users: [], pipelines: [] }),
    connectionOf: () => Promise.resolve(null),
    programOf: (programId) => Promise.resolve({ ...program, programId }),
    links: {
      formUrl: () => '',
      statusUrl: () => '',
      connectUrl: () => null,
      partnerOf: (_programId, token) => token.replace('token of ', '') || null,
    },
    ids: {
      registrationId: (_programId, nonce) => `reg:${nonce}`,
      reference: (_programId, nonce) => `PL:${nonce}`,
      partnerId: (_programId, code) => `par_${code}`,
    },
  };

  return {
    flow,
    program,
    ...ports,
    /** What was logged as a warning or an error. */
    warnings,
    passMs: (ms: number) => {
      now = toInstant(epochMs(now) + ms);
    },
    enrol: (partner: Partner = NORTH, domain: string | null = null) =>
      database.transaction((tx) => savePartner(tx, OURS, { ...partner, domain, createdAt: START })),
    /** A registration as a form would bring it; the CRMs are asked for their facts unless the test says them. */
    async submit(partner: Partner = NORTH, change: Partial<Submission> = {}, said?: Facts) {
      const sent = submission(partner, { receivedAt: now, ...change });
      const facts = said ?? (await gatherFacts(flow, program, sent));
      const by = { kind: 'partner', partnerId: partner.partnerId, email: null } as const;
      const { registrationId } = sent;
      const command = {
        type: 'SubmitRegistration',
        commandId: `submit:${registrationId}`,
        at: now,
        by,
        registrationId,
      } as const;
      await handleCommand(flow, program, sent.prospect.key, { ...command, submission: sent }, facts);
      return registrationId;
    },
    approve: (registrationId: string, key = 'dom:siemens.com') =>
      handleCommand(flow, program, key, {
        type: 'ApproveRegistration',
        commandId: `approve:${registrationId}`,
        at: now,
        by: MANAGER,
        registrationId,
        note: '',
      }),
    /** Shows in these CRMs what is waiting to be shown there. */
    async show(...into: readonly Crm[]) {
      for (const crm of into.length > 0 ? into : crms) while ((await runEffects(flow, crm)) > 0);
    },
    registration: (registrationId: string) => findRegistration(database.db, OURS, registrationId),
    holder: async (key = 'dom:siemens.com') => (await findLock(database.db, OURS, key))?.lock?.partnerId,
    /** What waits to be shown, as topic and subject. */
    async waiting() {
      const rows = await database.db.selectFrom('outbox').select(['topic', 'subject']).orderBy('topic').execute();
      return rows.map(({ topic, subject }) => `${topic} ${subject}`);
    },
  };
}
export type TwoCrmFlow = ReturnType<typeof twoCrmFlow>;
