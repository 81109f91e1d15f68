import { sql, type RawBuilder, type Selectable } from 'kysely';
import type { Partner } from '../../shared/program/partner.ts';
import type { CrmId, PartnerId, ProgramId } from '../../shared/values/ids.ts';
import type { Instant } from '../../shared/values/time.ts';
import type { Db, Tx } from './database.ts';
import type { Schema } from './schema.ts';
import { AlreadyTaken, violates } from './version-conflict.ts';

export interface StoredPartner extends Partner {
  readonly domain: string | null;
  readonly createdAt: Instant;
}

/** Adds the partner or changes it. Throws AlreadyTaken when another partner has its code or its CRM company. */
export async function savePartner(tx: Tx, programId: ProgramId, partner: StoredPartner): Promise<void> {
  // Asked first, because a violated index would also end the caller's transaction; the index decides real races.
  const others = await partnersWhere(
    tx,
    programId,
    sql`(upper(code) = upper(${partner.code})
    or company_id = ${partner.crmCompanyId}) and partner_id <> ${partner.partnerId}`,
  );
  const [other] = others;
  if (other) throw taken(other.code.toUpperCase() === partner.code.toUpperCase() ? 'code' : 'company', partner);

  const terms = {
    code: partner.code,
    name: partner.name,
    status: partner.status,
    tier: partner.tier,
    channel_manager_id: partner.channelManagerId,
    company_id: partner.crmCompanyId,
    domain: partner.domain,
  };
  try {
    await tx
      .insertInto('partners')
      .values({ program_id: programId, partner_id: partner.partnerId, created_at: partner.createdAt, ...terms })
      .onConflict((conflict) => conflict.columns(['program_id', 'partner_id']).doUpdateSet(terms))
      .execute();
  } catch (error) {
    if (violates(error, 'partners_code')) throw taken('code', partner);
    if (violates(error, 'partners_company')) throw taken('company', partner);
    throw error;
  }
}

export const findPartner = async (db: Db, programId: ProgramId, partnerId: PartnerId): Promise<StoredPartner | null> =>
  (await partnersWhere(db, programId, sql`partner_id = ${partnerId}`))[0] ?? null;

/** The partner whose company record in the CRM this is. */
export const findPartnerByCompany = async (
  db: Db,
  programId: ProgramId,
  companyId: CrmId,
): Promise<StoredPartner | null> => (await partnersWhere(db, programId, sql`company_id = ${companyId}`))[0] ?? null;

/** The partner with this code, written in capitals or not. */
export const findPartnerByCode = async (db: Db, programId: ProgramId, code: string): Promise<StoredPartner | null> =>
  (await partnersWhere(db, programId, sql`upper(code) = upper(${code})`))[0] ?? null;

/** Every partner of the program, by name. */
export const listPartners = (db: Db, programId: ProgramId): Promise<readonly StoredPartner[]> =>
  partnersWhere(db, programId, sql`true`);

async function partnersWhere(
  db: Db,
  programId: ProgramId,
  condition: RawBuilder<unknown>,
): Promise<readonly StoredPartner[]> {
  const rows = await db
    .selectFrom('partners')
    .selectAll()
    .where('program_id', '=', programId)
    .where(sql<boolean>`(${condition})`)
    .orderBy(sql`lower(name)`)
    .orderBy('partner_id')
    .execute();
  return rows.map(rowToPartner);
}

const taken = (field: 'code' | 'company', { code, crmCompanyId }: StoredPartner): AlreadyTaken =>
  field === 'code'
    ? new AlreadyTaken('code', `Another partner has the code ${code}: choose a different one.`)
    : new AlreadyTaken('crmCompanyId', `The company ${crmCompanyId} is another partner already: change that one.`);

const rowToPartner = (row: Selectable<Schema['partners']>): StoredPartner => ({
  partnerId: row.partner_id,
  name: row.name,
  code: row.code,
  status: row.status,
  tier: row.tier,
  channelManagerId: row.channel_manager_id,
  crmCompanyId: row.company_id,
  domain: row.domain,
  createdAt: row.created_at,
});
