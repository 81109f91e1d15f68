import { sql, type RawBuilder, type Selectable } from 'kysely';
import type { Partner } from '../../shared/program/partner.ts';
import type { Crm, CrmId, PartnerId, ProgramId } from '../../shared/values/ids.ts';
import type { Instant } from '../../shared/values/time.ts';
import type { Db, Tx } from './database.ts';
import type { Schema } from './schema.ts';
import { AlreadyTaken, violates } from './version-conflict.ts';

export interface StoredPartner extends Partner {
  readonly domain: string | null;
  readonly createdAt: Instant;
}

/** Adds the partner or changes it. Throws AlreadyTaken when another partner has its code. */
export async function savePartner(tx: Tx, programId: ProgramId, partner: StoredPartner): Promise<void> {
  // Asked first, because a violated index would also end the caller's transaction; the index decides real races.
  const isOther = sql`upper(code) = upper(${partner.code}) and partner_id <> ${partner.partnerId}`;
  if ((await partnersWhere(tx, programId, isOther)).length > 0) throw codeTaken(partner);

  const { code, name, status, tier, domain } = partner;
  const terms = { code, name, status, tier, domain };
  try {
    await tx
      .insertInto('partners')
      .values({ program_id: programId, partner_id: partner.partnerId, created_at: partner.createdAt, ...terms })
      .onConflict((conflict) => conflict.columns(['program_id', 'partner_id']).doUpdateSet(terms))
      .execute();
  } catch (error) {
    throw violates(error, 'partners_code') ? codeTaken(partner) : error;
  }
}

export const findPartner = async (db: Db, programId: ProgramId, partnerId: PartnerId): Promise<StoredPartner | null> =>
  (await partnersWhere(db, programId, sql`partner_id = ${partnerId}`))[0] ?? null;

/** The partner whose company record in the CRM this is. */
export const findPartnerByCompany = async (
  db: Db,
  programId: ProgramId,
  crm: Crm,
  companyId: CrmId,
): Promise<StoredPartner | null> => {
  const ofCompany = sql`partner_id in (select partner_id from partner_records
    where program_id = ${programId} and crm = ${crm} and company_id = ${companyId})`;
  return (await partnersWhere(db, programId, ofCompany))[0] ?? null;
};

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

const codeTaken = ({ code }: StoredPartner): AlreadyTaken =>
  new AlreadyTaken('code', `Another partner has the code ${code}: choose a different one.`);

const rowToPartner = (row: Selectable<Schema['partners']>): StoredPartner => ({
  partnerId: row.partner_id,
  name: row.name,
  code: row.code,
  status: row.status,
  tier: row.tier,
  domain: row.domain,
  createdAt: row.created_at,
});
