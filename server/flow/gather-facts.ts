import { CrmRefused, CrmUnavailable } from '../../shared/crm/crm-port.ts';
import { normaliseCompanyName } from '../../shared/identity/company-name.ts';
import type { CrmDeal, CrmFacts, Facts } from '../../shared/registration/facts.ts';
import type { Crm, ProgramId } from '../../shared/values/ids.ts';
import { crmOfSource, type Prospect, type Submission } from '../../shared/registration/registration.ts';
import { heldNamesakes } from '../store/namesakes.ts';
import { findPartner } from '../store/partners.ts';
import { companyOf } from '../store/prospect-records.ts';
import { findByContact, findByRecord } from '../store/registration-records.ts';
import type { Flow, Program } from './ports.ts';

/**
 * What the rules need beside the prospect's own history: who the partner is, and what each CRM knows of the
 * company. A CRM that cannot be asked is no reason to wait with the reservation: the registration goes to review instead.
 */
export async function gatherFacts(flow: Flow, program: Program, submission: Submission): Promise<Facts> {
  const { db } = flow.database;
  const partner = submission.partnerId === null ? null : await findPartner(db, program.programId, submission.partnerId);
  const crms = await Promise.all(program.crms.map((crm) => askCrm(flow, program, crm, submission)));
  return { partner, crms, namesakes: await namesakesOf(flow, program, submission.prospect) };
}

/** What an approval needs: the CRMs were asked when the registration came. */
export const gatherApprovalFacts = async (flow: Flow, program: Program, prospect: Prospect): Promise<Facts> => ({
  partner: null,
  crms: [],
  namesakes: await namesakesOf(flow, program, prospect),
});

const namesakesOf = ({ database, now }: Flow, { programId }: Program, { key, name }: Prospect) =>
  heldNamesakes(database.db, programId, { nameKey: normaliseCompanyName(name), prospectKey: key, now: now() });

async function askCrm(flow: Flow, { programId }: Program, crm: Crm, submission: Submission): Promise<CrmFacts> {
  const { prospect } = submission;
  if (prospect.key.startsWith('none:')) return { crm, prospect: { company: null, deals: [] } };
  try {
    const port = await flow.crmOf(programId, crm);
    const known = await companyOf(flow.database.db, programId, crm, prospect.key);
    const { company, deals } = await port.readProspect(prospect, known);
    // The lead that carries the submission is no deal of the direct team, though nothing here knows it yet.
    const others = deals.filter(({ id }) => crmOfSource(submission.source) !== crm || id !== submission.contactId);
    return { crm, prospect: { company, deals: await withOwners(flow, programId, crm, others) } };
  } catch (error) {
    if (!(error instanceof CrmUnavailable || error instanceof CrmRefused)) throw error;
    flow.log.warn({ programId, crm, reason: error.name }, 'CRM not asked for facts; registration goes to review');
    return { crm, prospect: null };
  }
}

/** Which deals are registrations our own table says: a field that anybody can type into could hide a direct deal. */
const withOwners = (
  { database: { db } }: Flow,
  programId: ProgramId,
  crm: Crm,
  deals: readonly CrmDeal[],
): Promise<readonly CrmDeal[]> =>
  Promise.all(
    deals.map(async (deal) => {
      const row =
        (await findByRecord(db, programId, crm, deal.id)) ?? (await findByContact(db, programId, crm, deal.id));
      return { ...deal, registrationId: row?.registrationId ?? null };
    }),
  );
