import type { Log, Wait } from '../flow/ports.ts';
import type { ConnectResult } from '../http/deps.ts';
import type { Database } from '../store/database.ts';
import { connectedAccounts } from '../store/installations.ts';

/** How soon the server signs in again after an administrator has let it in again. */
const LOOK_EVERY_MS = 60_000;

export interface SigningInDeps {
  readonly database: Database;
  readonly log: Log;
  readonly wait: Wait;
  readonly connectConfigured: () => Promise<ConnectResult | null>;
}

/** Connects the configured org at the start, which also checks its package anew, and whenever it was disconnected. */
export function startSigningIn({ database, log, wait, connectConfigured }: SigningInDeps) {
  let isStopping = false;
  let rest = wait(0);
  const loop = run();
  return {
    async stop(): Promise<void> {
      isStopping = true;
      rest.cut();
      await loop;
    },
  };

  async function run(): Promise<void> {
    let isWanted = true;
    while (!isStopping) {
      try {
        isWanted ||= (await connectedAccounts(database.db, 'salesforce')).length === 0;
        const result: { readonly ok: boolean } | null = isWanted ? await connectConfigured() : { ok: true };
        if (result === null) return;
        isWanted = !result.ok;
      } catch (error) {
        log.error({ err: error }, 'signing in to Salesforce failed; will try again');
      }
      if (isStopping) return;
      rest = wait(LOOK_EVERY_MS);
      await rest.over;
    }
  }
}
