import type { CrmRecord, RecordRef } from '../../shared/crm/crm-port.ts';
import { CrmRefused, CrmUnavailable } from '../../shared/crm/crm-port.ts';
import { replay } from '../../shared/registration/evolve.ts';
import type { Crm, ProgramId, ProspectKey } from '../../shared/values/ids.ts';
import { ownershipOf } from '../../shared/views/ownership-of.ts';
import type { OwnershipView, PartnerProgramView } from '../../shared/views/ownership-view.ts';
import { loadStream } from '../store/event-store.ts';
import { findPartnerByCompany } from '../store/partners.ts';
import { findFlaggedDeal } from '../store/flagged-deals.ts';
import { findByRecord } from '../store/registration-records.ts';
import { observeDeal, prospectOf } from './observe-record.ts';
import type { Flow } from './ports.ts';

/** What a record shows: which prospect, and whether it is a registration's own deal or one that competes. */
interface Subject {
  readonly prospectKey: ProspectKey | null;
  readonly registrationId: string | null;
  readonly isCompetingDeal: boolean;
}

/** Cards are HubSpot's; Salesforce's components read the record's own fields. */
const CRM: Crm = 'hubspot';

const NOTHING: Subject = { prospectKey: null, registrationId: null, isCompetingDeal: false };

/** Ownership as the card shows it on a deal or company, for a viewer who may or may not decide. */
export async function showOwnership(
  flow: Flow,
  programId: ProgramId,
  ref: RecordRef,
  viewerIsApprover: boolean,
): Promise<OwnershipView> {
  const { policy } = await flow.programOf(programId);
  const subject =
    ref.object === 'deal' ? await subjectOfDeal(flow, programId, ref) : await subjectOfCompany(flow, programId, ref);
  const program = ref.object === 'company' ? await partnerProgramOf(flow, programId, ref, viewerIsApprover) : null;
  const state = subject.prospectKey && (await loadStream(flow.database.db, programId, subject.prospectKey));
  return ownershipOf(state && subject.prospectKey ? replay(subject.prospectKey, state.events) : null, subject, {
    now: flow.now(),
    policy,
    viewerIsApprover,
    program,
  });
}

/** A deal that no webhook has told us of yet is looked at now: a rep must see the owner the moment the deal exists. */
async function subjectOfDeal(flow: Flow, programId: ProgramId, ref: RecordRef): Promise<Subject> {
  const { db } = flow.database;
  const registration = await findByRecord(db, programId, CRM, ref.id);
  if (registration)
    return {
      prospectKey: registration.prospectKey,
      registrationId: registration.registrationId,
      isCompetingDeal: false,
    };
  const known = await findFlaggedDeal(db, programId, CRM, ref.id);
  if (known === null) await lookNow(flow, () => observeDeal(flow, programId, CRM, ref.id));
  const flagged = known ?? (await findFlaggedDeal(db, programId, CRM, ref.id));
  return flagged ? { prospectKey: flagged.prospectKey, registrationId: null, isCompetingDeal: true } : NOTHING;
}

async function subjectOfCompany(flow: Flow, programId: ProgramId, ref: RecordRef): Promise<Subject> {
  const record = await lookNow(flow, async () => (await flow.crmOf(programId, CRM)).readRecord(ref));
  const stub: Pick<CrmRecord, 'company'> = record ?? { company: { id: ref.id, name: '', domain: null } };
  return { ...NOTHING, prospectKey: await prospectOf(flow, programId, CRM, stub) };
}

/** A CRM that does not answer must not take the card down: what our own tables know is shown. */
async function lookNow<T>(flow: Flow, look: () => Promise<T>): Promise<T | null> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof CrmUnavailable || error instanceof CrmRefused)) throw error;
    flow.log.warn({ reason: error.name }, 'record not read for the card; showing what is known');
    return null;
  }
}

/** Whoever has a partner's links can speak for it, so only approvers see them. */
async function partnerProgramOf(
  flow: Flow,
  programId: ProgramId,
  ref: RecordRef,
  viewerIsApprover: boolean,
): Promise<PartnerProgramView> {
  const partner = await findPartnerByCompany(flow.database.db, programId, CRM, ref.id);
  return {
    companyId: ref.id,
    status: partner?.status ?? null,
    tier: partner?.tier ?? null,
    code: partner?.code ?? null,
    formUrl: partner && viewerIsApprover ? flow.links.formUrl(programId, partner.partnerId) : null,
    statusUrl: partner && viewerIsApprover ? flow.links.statusUrl(programId, partner.partnerId) : null,
  };
}
