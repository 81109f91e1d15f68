import { CrmRefused, CrmUnavailable } from '../../shared/crm/crm-port.ts';
import { normaliseCompanyName } from '../../shared/identity/company-name.ts';
import type { CrmProspect, Facts } from '../../shared/registration/facts.ts';
import type { Prospect, Submission } from '../../shared/registration/registration.ts';
import { heldNamesakes } from '../store/namesakes.ts';
import { findPartner } from '../store/partners.ts';
import { findProspect } from '../store/prospects.ts';
import { findByDeal } from '../store/registrations.ts';
import type { Flow, Program } from './ports.ts';

/**
 * What the rules need beside the prospect's own history: who the partner is, and what the CRM knows of the company.
 * A CRM that cannot be asked is no reason to wait with the reservation: the registration goes to review instead.
 */
export async function gatherFacts(flow: Flow, program: Program, submission: Submission): Promise<Facts> {
  const { db } = flow.database;
  const partner = submission.partnerId === null ? null : await findPartner(db, program.programId, submission.partnerId);
  const known = await findProspect(db, program.programId, submission.prospect.key);
  const crm = await askCrm(flow, program, submission, known?.companyId ?? null);
  return { partner, crm, namesakes: await namesakesOf(flow, program, submission.prospect) };
}

/** What an approval needs: the CRM was asked when the registration came. */
export const gatherApprovalFacts = async (flow: Flow, program: Program, prospect: Prospect): Promise<Facts> => ({
  partner: null,
  crm: null,
  namesakes: await namesakesOf(flow, program, prospect),
});

const namesakesOf = ({ database, now }: Flow, { programId }: Program, { key, name }: Prospect) =>
  heldNamesakes(database.db, programId, { nameKey: normaliseCompanyName(name), prospectKey: key, now: now() });

async function askCrm(
  flow: Flow,
  program: Program,
  { prospect }: Submission,
  companyId: string | null,
): Promise<CrmProspect | null> {
  if (prospect.key.startsWith('none:')) return { company: null, deals: [] };
  try {
    const crm = await flow.crmOf(program.programId);
    return await withOurDeals(flow, program, await crm.readProspect(prospect, companyId));
  } catch (error) {
    if (!(error instanceof CrmUnavailable || error instanceof CrmRefused)) throw error;
    flow.log.warn(
      { programId: program.programId, reason: error.name },
      'CRM not asked for facts; registration goes to review',
    );
    return null;
  }
}

/** Which deals are registrations our own table says: a field that anybody can type into could hide a direct deal. */
async function withOurDeals(flow: Flow, { programId }: Program, crm: CrmProspect): Promise<CrmProspect> {
  const deals = crm.deals.map(async (deal) => {
    const row = await findByDeal(flow.database.db, programId, deal.id);
    return { ...deal, registrationId: row?.registrationId ?? null };
  });
  return { ...crm, deals: await Promise.all(deals) };
}
