import { sql, type Selectable } from 'kysely';
import type { Crm, ProgramId } from '../../shared/values/ids.ts';
import type { Instant } from '../../shared/values/time.ts';
import type { Database, Db, Tx } from './database.ts';
import type { Schema } from './schema.ts';
import type { SecretBox } from './secret-box.ts';
import { json } from './storable.ts';
import { AlreadyTaken, violates } from './version-conflict.ts';

/** How the server signs in: as whoever consented in a browser, or by itself as a user of its own. */
export type SignInFlow = 'web_server' | 'jwt_bearer' | 'client_credentials';

/** One CRM account that installed the app, with its tokens in the clear: keep it in memory, log none of it. */
export interface Installation {
  readonly crm: Crm;
  /** HubSpot portal id or Salesforce organisation id. */
  readonly accountId: string;
  readonly programId: ProgramId;
  readonly status: 'connected' | 'disconnected';
  /** null once disconnected: the tokens are then erased. */
  readonly tokens: Tokens | null;
  readonly scopes: readonly string[];
  /** The user who consented, or whom the server signs in as. */
  readonly installedBy: string;
  readonly connectedAt: Instant;
  readonly flow: SignInFlow;
  /** Where a Salesforce org lives, as its sign-in says; null for HubSpot, which has one address for all. */
  readonly instanceUrl: string | null;
  /** What stands in the way, as a sentence for people; null when all is well. */
  readonly lastProblem: string | null;
}

export interface Tokens {
  /** null in flows that sign in anew instead. */
  readonly refreshToken: string | null;
  /** null before the first refresh. `expiresAt` is null where the CRM does not say: then it lasts until it is refused. */
  readonly access: { readonly token: string; readonly expiresAt: Instant | null } | null;
}

export type NewInstallation = Omit<Installation, 'status' | 'tokens' | 'lastProblem'> & { readonly tokens: Tokens };

/** Connects an account, also again. Throws AlreadyTaken when the program is connected to another account. */
export async function saveInstallation(tx: Tx, box: SecretBox, installation: NewInstallation): Promise<void> {
  const { crm, accountId } = installation;
  const row = {
    program_id: installation.programId,
    status: 'connected',
    ...sealed(box, crm, accountId, installation.tokens),
    scopes: json(installation.scopes),
    installed_by: installation.installedBy,
    connected_at: installation.connectedAt,
    flow: installation.flow,
    instance_url: installation.instanceUrl,
    last_problem: null,
  } as const;
  try {
    await tx
      .insertInto('installations')
      .values({ crm, account_id: accountId, ...row })
      .onConflict((conflict) => conflict.columns(['crm', 'account_id']).doUpdateSet(row))
      .execute();
  } catch (error) {
    if (!violates(error, 'installations_one_connected')) throw error;
    throw new AlreadyTaken(
      'programId',
      `The program ${installation.programId} is connected to another ${crm} account: disconnect that one first.`,
    );
  }
}

/**
 * Writes refreshed tokens, both sealed with the newest key, and where the org lives now, as Salesforce may move it.
 * Changes nothing when the account was disconnected.
 */
export async function saveTokens(
  db: Db,
  box: SecretBox,
  crm: Crm,
  accountId: string,
  tokens: Tokens,
  instanceUrl: string | null = null,
): Promise<void> {
  await db
    .updateTable('installations')
    .set({ ...sealed(box, crm, accountId, tokens), ...(instanceUrl && { instance_url: instanceUrl }) })
    .where('crm', '=', crm)
    .where('account_id', '=', accountId)
    .where('status', '=', 'connected')
    .execute();
}

export async function findInstallation(
  db: Db,
  box: SecretBox,
  crm: Crm,
  accountId: string,
): Promise<Installation | null> {
  const row = await db
    .selectFrom('installations')
    .selectAll()
    .where('crm', '=', crm)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row ? rowToInstallation(box, crm, row) : null;
}

/** The program's account in this CRM: the connected one, else the one that was connected last. */
export async function installationOf(
  db: Db,
  box: SecretBox,
  programId: ProgramId,
  crm: Crm,
): Promise<Installation | null> {
  const row = await installationsOf(db, programId, crm).selectAll().executeTakeFirst();
  return row ? rowToInstallation(box, crm, row) : null;
}

/** The account that `installationOf` finds, without its tokens: they may no longer open. */
export async function accountOf(db: Db, programId: ProgramId, crm: Crm): Promise<string | null> {
  const row = await installationsOf(db, programId, crm).select('account_id').executeTakeFirst();
  return row?.account_id ?? null;
}

/** Every connected account of this CRM, for whatever listens to all of them: it spans tenants. */
export async function connectedAccounts(
  db: Db,
  crm: Crm,
): Promise<readonly { readonly accountId: string; readonly programId: ProgramId }[]> {
  const rows = await db
    .selectFrom('installations')
    .select(['account_id', 'program_id'])
    .where('crm', '=', crm)
    .where('status', '=', 'connected')
    .orderBy('account_id')
    .execute();
  return rows.map((row) => ({ accountId: row.account_id, programId: row.program_id }));
}

const installationsOf = (db: Db, programId: ProgramId, crm: Crm) =>
  db
    .selectFrom('installations')
    .where('program_id', '=', programId)
    .where('crm', '=', crm)
    .orderBy('status')
    .orderBy('connected_at', 'desc')
    .limit(1);

/**
 * Whose account this is: how a webhook finds its program. Null when the account never installed the app, or when its
 * program is connected to another account by now: ids of one account say nothing in another.
 */
export async function programOfAccount(db: Db, crm: Crm, accountId: string): Promise<ProgramId | null> {
  const row = await db
    .selectFrom('installations')
    .select('program_id')
    .where('crm', '=', crm)
    .where('account_id', '=', accountId)
    .where(
      sql<boolean>`(status = 'connected' or not exists (select 1 from installations as other
        where other.crm = installations.crm and other.program_id = installations.program_id
          and other.status = 'connected'))`,
    )
    .executeTakeFirst();
  return row?.program_id ?? null;
}

/** Erases the tokens, so that nothing calls the CRM again, and says why. */
export async function markDisconnected(db: Db, crm: Crm, accountId: string, problem: string): Promise<void> {
  await db
    .updateTable('installations')
    .set({
      status: 'disconnected',
      refresh_token_encrypted: null,
      access_token_encrypted: null,
      access_expires_at: null,
      last_problem: problem,
    })
    .where('crm', '=', crm)
    .where('account_id', '=', accountId)
    .execute();
}

/** Notes what stands in the way, or that nothing does any more. */
export async function noteProblem(db: Db, crm: Crm, accountId: string, problem: string | null): Promise<void> {
  await db
    .updateTable('installations')
    .set({ last_problem: problem })
    .where('crm', '=', crm)
    .where('account_id', '=', accountId)
    .execute();
}

/**
 * One token refresh at a time per account, across replicas. Read the installation again inside: the one before may
 * have refreshed it already.
 */
export const withRefreshLock = <T>(
  database: Database,
  crm: Crm,
  accountId: string,
  run: () => Promise<T>,
): Promise<T> => database.exclusive(`refresh ${crm} ${accountId}`, run);

/** The place in a sealed text: a ciphertext copied to another account or column does not open. */
const placeOf = (crm: Crm, accountId: string, column: 'refresh' | 'access'): string =>
  `installations/${crm}/${accountId}/${column}`;

const sealed = (box: SecretBox, crm: Crm, accountId: string, { refreshToken, access }: Tokens) => ({
  refresh_token_encrypted: refreshToken && box.seal(refreshToken, placeOf(crm, accountId, 'refresh')),
  access_token_encrypted: access && box.seal(access.token, placeOf(crm, accountId, 'access')),
  access_expires_at: access && access.expiresAt,
});

function rowToInstallation(box: SecretBox, crm: Crm, row: Selectable<Schema['installations']>): Installation {
  return {
    crm,
    accountId: row.account_id,
    programId: row.program_id,
    status: row.status,
    tokens: tokensOf(box, crm, row),
    scopes: row.scopes,
    installedBy: row.installed_by,
    connectedAt: row.connected_at,
    flow: row.flow,
    instanceUrl: row.instance_url,
    lastProblem: row.last_problem,
  };
}

function tokensOf(box: SecretBox, crm: Crm, row: Selectable<Schema['installations']>): Tokens | null {
  const { account_id: accountId, refresh_token_encrypted: refresh, access_token_encrypted: access } = row;
  if (row.status === 'disconnected') return null;
  return {
    refreshToken: refresh === null ? null : box.open(refresh, placeOf(crm, accountId, 'refresh')),
    access:
      access === null
        ? null
        : { token: box.open(access, placeOf(crm, accountId, 'access')), expiresAt: row.access_expires_at },
  };
}

/** The CRMs that a program was connected to, also when one of them is disconnected now: what waits for it keeps waiting. */
export async function crmsOfProgram(db: Db, programId: ProgramId): Promise<readonly Crm[]> {
  const rows = await db
    .selectFrom('installations')
    .select('crm')
    .distinct()
    .where('program_id', '=', programId)
    .orderBy('crm')
    .execute();
  return rows.map((row) => row.crm);
}
