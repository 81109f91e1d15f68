import { CrmRefused, CrmUnavailable } from '../../shared/crm/crm-port.ts';
import type { PartnerStatus, PartnerTier } from '../../shared/program/partner.ts';
import type { CrmId, ProgramId } from '../../shared/values/ids.ts';
import { localeOf } from '../../shared/words/locale.ts';
import { say } from '../../shared/words/say.ts';
import { partnersFromCsv, type PartnerLine } from '../inbound/from-csv.ts';
import {
  findPartnerByCode,
  findPartnerByCompany,
  listPartners,
  savePartner,
  type StoredPartner,
} from '../store/partners.ts';
import type { Flow } from './ports.ts';

export type Enrolled = { readonly line: number; readonly name: string; readonly ok: boolean; readonly message: string };

/** Makes a company of the CRM a partner of the program, or changes its terms. */
export async function enrolCompany(
  flow: Flow,
  programId: ProgramId,
  asked: {
    readonly companyId: CrmId;
    readonly status: PartnerStatus;
    readonly tier: PartnerTier;
    readonly locale: string;
  },
): Promise<Enrolled> {
  const crm = await flow.crmOf(programId);
  const company = await crm.readRecord({ object: 'company', id: asked.companyId });
  const locale = localeOf(asked.locale);
  if (company === null) return { line: 1, name: '', ok: false, message: say(locale, 'partner.company_gone') };
  const known = await findPartnerByCompany(flow.database.db, programId, asked.companyId);
  const terms = { name: company.name, domain: company.domain, status: asked.status, tier: asked.tier };
  await enrol(flow, programId, known, terms, asked.companyId, company.ownerId);
  return { line: 1, name: company.name, ok: true, message: say(locale, 'partner.enrolled', { partner: company.name }) };
}

/** Makes every line of a CSV file a partner; a bad line is told and the others go on. */
export async function enrolFromCsv(
  flow: Flow,
  programId: ProgramId,
  csv: string,
  language: string,
): Promise<readonly Enrolled[]> {
  const locale = localeOf(language);
  const results: Enrolled[] = [];
  for (const line of partnersFromCsv(csv)) {
    results.push(
      line.ok ? await enrolLine(line.partner) : { line: line.line, name: line.name, ok: false, message: line.message },
    );
  }
  return results;

  async function enrolLine(partner: PartnerLine): Promise<Enrolled> {
    const { line, name } = partner;
    try {
      const known = await knownPartner(flow, programId, partner);
      const company = known?.crmCompanyId ? null : await companyInCrm(flow, programId, partner);
      const companyId = known?.crmCompanyId ?? company?.id ?? null;
      await enrol(flow, programId, known, partner, companyId, known?.channelManagerId ?? null);
      return { line, name, ok: true, message: say(locale, 'partner.enrolled', { partner: name }) };
    } catch (error) {
      if (!(error instanceof CrmRefused || error instanceof CrmUnavailable)) throw error;
      return { line, name, ok: false, message: say(locale, 'partner.crm_refused', { problem: error.message }) };
    }
  }
}

/** The partner that the line means: by its domain, else by its name. */
async function knownPartner(
  flow: Flow,
  programId: ProgramId,
  { name, domain }: PartnerLine,
): Promise<StoredPartner | null> {
  const partners = await listPartners(flow.database.db, programId);
  return partners.find((one) => (domain === null ? one.name === name : one.domain === domain)) ?? null;
}

/** The company that the CRM has under the partner's domain, so that enrolling makes no second one. */
async function companyInCrm(flow: Flow, programId: ProgramId, { name, domain }: PartnerLine) {
  if (domain === null) return null;
  const crm = await flow.crmOf(programId);
  const prospect = { key: `dom:${domain}`, name, domain, website: null, country: null };
  return (await crm.readProspect(prospect, null)).company;
}

interface TermsOf {
  readonly name: string;
  readonly domain: string | null;
  readonly status: PartnerStatus;
  readonly tier: PartnerTier;
}

/** The CRM first, then our table: a partner that the CRM refused must not exist here. */
async function enrol(
  flow: Flow,
  programId: ProgramId,
  known: StoredPartner | null,
  terms: TermsOf,
  companyId: CrmId | null,
  channelManagerId: CrmId | null,
): Promise<void> {
  const code = known?.code ?? (await freeCode(flow, programId, terms.name));
  const partnerId = known?.partnerId ?? flow.ids.partnerId(programId, code);
  const crm = await flow.crmOf(programId);
  const crmCompanyId = await crm.writePartner({ ...terms, partnerId, companyId, code });
  const { name, domain, status, tier } = terms;
  const partner = {
    partnerId,
    name,
    code,
    status,
    tier,
    channelManagerId,
    crmCompanyId,
    domain,
    createdAt: known?.createdAt ?? flow.now(),
  };
  await flow.database.transaction((tx) => savePartner(tx, programId, partner));
}

/** Writes a partner's terms to its company as they stand here. */
export async function showPartner(flow: Flow, programId: ProgramId, partner: StoredPartner): Promise<void> {
  const crm = await flow.crmOf(programId);
  const { partnerId, crmCompanyId: companyId, name, domain, code, status, tier } = partner;
  await crm.writePartner({ partnerId, companyId, name, domain, code, status, tier });
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
