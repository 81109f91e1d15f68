import { createPublicKey, verify } from 'node:crypto';
import { receiptText } from '../../flow/receipts.ts';
import type { Operator, SandboxState } from '../../sandbox/demo/operator.ts';
import type { ReceiptText } from './receipt.ts';
import type { Teller } from './told.ts';

/** What a story is told with, whichever CRMs it is about. */
export interface StoryWorld {
  readonly teller: Teller;
  readonly operator: Operator;
  readonly sandbox: SandboxState;
  readonly appOrigin: string;
  /** The demo partners' own links, in the order of the demo's list. */
  readonly partners: readonly PartnerLink[];
  /** Everything that is on its way arrives and is worked off. Throws when it never comes to rest. */
  readonly settle: () => Promise<void>;
  readonly sweep: () => Promise<number>;
  readonly pass: (ms: number) => Promise<void>;
  /** Acts while PartnerLock is switched off; afterwards it runs again, over the same database. */
  readonly withServerOff: <T>(act: () => Promise<T>) => Promise<T>;
  /** Salesforce answers nobody, or answers again. */
  readonly away: (isAway: boolean) => Promise<void>;
}

export interface PartnerLink {
  readonly name: string;
  readonly formUrl: string;
  readonly statusUrl: string;
}

export const DAY_MS = 86_400_000;

/** The partners that every story is about. */
export function partnersOf({ partners }: StoryWorld) {
  const [north, south, coast] = partners;
  if (!north || !south || !coast) throw new Error('The demo enrols three partners.');
  return { north, south, coast };
}

/** Whether the receipt's signature is the server's, as anybody can check with its public key. */
export async function isGenuine({ appOrigin }: StoryWorld, receipt: ReceiptText): Promise<boolean> {
  const pem = await (await fetch(`${appOrigin}/partner/receipt-key.pem`)).text();
  const signed = Buffer.from(receiptText(receipt.reference, receipt.registeredAt));
  return verify(null, signed, createPublicKey(pem), Buffer.from(receipt.signature, 'base64url'));
}

/** What the partner's own page says. */
export const statusPage = async ({ statusUrl }: PartnerLink): Promise<string> => (await fetch(statusUrl)).text();

/** What an act was refused for; null when it was done. */
export const refusalOf = (act: Promise<unknown>): Promise<string | null> =>
  act.then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
