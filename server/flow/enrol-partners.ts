import { CrmRefused, CrmUnavailable, type CrmRecord } from '../../shared/crm/crm-port.ts';
import type { PartnerStatus, PartnerTier } from '../../shared/program/partner.ts';
import type { Crm, CrmId, ProgramId } from '../../shared/values/ids.ts';
import { localeOf } from '../../shared/words/locale.ts';
import { say } from '../../shared/words/say.ts';
import { partnersFromCsv, type PartnerLine } from '../inbound/from-csv.ts';
import { addToOutbox } from '../store/outbox.ts';
import { partnerRecordIn, savePartnerRecord } from '../store/partner-records.ts';
import {
  findPartnerByCode,
  findPartnerByCompany,
  listPartners,
  savePartner,
  type StoredPartner,
} from '../store/partners.ts';
import type { Flow } from './ports.ts';
import { partnerJobs } from './show-jobs.ts';

export type Enrolled = { readonly line: number; readonly name: string; readonly ok: boolean; readonly message: string };

interface Terms {
  readonly status: PartnerStatus;
  readonly tier: PartnerTier;
}

/** Makes a company of a CRM a partner of the program, or changes its terms. */
export async function enrolCompany(
  flow: Flow,
  programId: ProgramId,
  crm: Crm,
  asked: Terms & { readonly companyId: CrmId; readonly locale: string },
): Promise<Enrolled> {
  const port = await flow.crmOf(programId, crm);
  const company = await port.readRecord({ object: 'company', id: asked.companyId });
  const locale = localeOf(asked.locale);
  if (company === null) return { line: 1, name: '', ok: false, message: say(locale, 'partner.company_gone') };
  await enrolTerms(flow, programId, crm, company, asked);
  return { line: 1, name: company.name, ok: true, message: say(locale, 'partner.enrolled', { partner: company.name }) };
}

/** The terms of a company that was read from a CRM. A partner that another CRM brought is the same by its domain. */
export async function enrolTerms(
  flow: Flow,
  programId: ProgramId,
  crm: Crm,
  { ref, name, domain, ownerId }: CrmRecord,
  { status, tier }: Terms,
): Promise<void> {
  const { db } = flow.database;
  const known =
    (await findPartnerByCompany(db, programId, crm, ref.id)) ?? (await knownPartner(flow, programId, { name, domain }));
  const company = { id: ref.id, channelManagerId: ownerId };
  await enrol(flow, programId, crm, known, { name, domain, status, tier }, company);
}

/** Makes every line of a CSV file a partner; a bad line is told and the others go on. */
export async function enrolFromCsv(
  flow: Flow,
  programId: ProgramId,
  csv: string,
  language: string,
): Promise<readonly Enrolled[]> {
  const locale = localeOf(language);
  const [crm] = (await flow.programOf(programId)).crms;
  if (crm === undefined) throw new CrmRefused('disconnected', 'No CRM is connected. Install the app first.');
  const results: Enrolled[] = [];
  for (const line of partnersFromCsv(csv)) {
    results.push(
      line.ok
        ? await enrolLine(crm, line.partner)
        : { line: line.line, name: line.name, ok: false, message: line.message },
    );
  }
  return results;

  async function enrolLine(into: Crm, partner: PartnerLine): Promise<Enrolled> {
    const { line, name } = partner;
    try {
      const known = await knownPartner(flow, programId, partner);
      await enrol(flow, programId, into, known, partner, null);
      return { line, name, ok: true, message: say(locale, 'partner.enrolled', { partner: name }) };
    } catch (error) {
      if (!(error instanceof CrmRefused || error instanceof CrmUnavailable)) throw error;
      return { line, name, ok: false, message: say(locale, 'partner.crm_refused', { problem: error.message }) };
    }
  }
}

/** Writes a partner's terms to its company in one CRM; a company that the CRM has under its domain is taken. */
export async function showPartnerIn(
  flow: Flow,
  programId: ProgramId,
  crm: Crm,
  partner: Omit<StoredPartner, 'createdAt'>,
): Promise<void> {
  const { partnerId, name, domain, code, status, tier } = partner;
  const known = await partnerRecordIn(flow.database.db, programId, crm, partnerId);
  const companyId = known?.companyId ?? (await companyInCrm(flow, programId, crm, partner));
  const port = await flow.crmOf(programId, crm);
  const shownId = await port.writePartner({ partnerId, companyId, name, domain, code, status, tier });
  const record = { crm, companyId: shownId, channelManagerId: known?.channelManagerId ?? null };
  await flow.database.transaction((tx) => savePartnerRecord(tx, programId, partnerId, record));
}

/** The CRM that was asked first, then our table: a partner that it refused must not exist here. The others follow. */
async function enrol(
  flow: Flow,
  programId: ProgramId,
  crm: Crm,
  known: StoredPartner | null,
  { name, domain, status, tier }: Terms & Pick<StoredPartner, 'name' | 'domain'>,
  company: { readonly id: CrmId; readonly channelManagerId: CrmId | null } | null,
): Promise<void> {
  const code = known?.code ?? (await freeCode(flow, programId, name));
  const partnerId = known?.partnerId ?? flow.ids.partnerId(programId, code);
  const partner = { partnerId, name, code, status, tier, domain, createdAt: known?.createdAt ?? flow.now() };
  if (company !== null) {
    const record = { crm, companyId: company.id, channelManagerId: company.channelManagerId };
    await flow.database.transaction((tx) => savePartnerRecord(tx, programId, partnerId, record));
  }
  await showPartnerIn(flow, programId, crm, partner);
  const others = (await flow.programOf(programId)).crms.filter((other) => other !== crm);
  await flow.database.transaction(async (tx) => {
    await savePartner(tx, programId, partner);
    await addToOutbox(tx, programId, partnerJobs(others, partnerId), flow.now());
  });
}

/** The partner that is meant: by its domain, else by its name. */
async function knownPartner(
  flow: Flow,
  programId: ProgramId,
  { name, domain }: Pick<StoredPartner, 'name' | 'domain'>,
): Promise<StoredPartner | null> {
  const partners = await listPartners(flow.database.db, programId);
  return partners.find((one) => (domain === null ? one.name === name : one.domain === domain)) ?? null;
}

/** The company that the CRM has under the partner's domain, so that enrolling makes no second one. */
async function companyInCrm(
  flow: Flow,
  programId: ProgramId,
  crm: Crm,
  { name, domain }: Pick<StoredPartner, 'name' | 'domain'>,
): Promise<CrmId | null> {
  if (domain === null) return null;
  const port = await flow.crmOf(programId, crm);
  const prospect = { key: `dom:${domain}`, name, domain, website: null, country: null };
  return (await port.readProspect(prospect, null)).company?.id ?? null;
}

/** A short code from the name: `DEMOPARTNERNORTH`, with a number when it is taken. */
async function freeCode(flow: Flow, programId: ProgramId, name: string): Promise<string> {
  const base =
    name
      .normalize('NFKD')
      .replace(/[^A-Za-z0-9]/g, '')
      .toUpperCase()
      .slice(0, 20) || 'PARTNER';
  for (let number = 1; ; number++) {
    const code = number === 1 ? base : `${base}${number}`;
    if ((await findPartnerByCode(flow.database.db, programId, code)) === null) return code;
  }
}
