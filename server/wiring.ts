import type { Crm, ProgramId } from '../shared/values/ids.ts';
import type { Log } from './flow/ports.ts';
import type { ConnectLinks } from './keys.ts';
import type { Database } from './store/database.ts';
import type { SecretBox } from './store/secret-box.ts';

/** What the composition root hands to each CRM's part. */
export interface WiringDeps {
  readonly database: Database;
  readonly box: SecretBox;
  readonly log: Log;
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
  readonly randomBytes: (count: number) => Buffer;
  readonly timeoutMs: number;
  readonly publicOrigin: string;
  readonly links: ConnectLinks;
  /** Has a CRM that was just connected show what the program has already. */
  readonly showEverything: (programId: ProgramId, crm: Crm) => Promise<void>;
}
