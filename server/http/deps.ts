import type { ProgramId } from '../../shared/values/ids.ts';
import type { Instant } from '../../shared/values/time.ts';
import type { Flow } from '../flow/ports.ts';
import type { ReceiptSigner } from '../flow/receipts.ts';

/** Everything that the routes work with. `createApp(deps)` hands it on; no route reaches further. */
export interface AppDeps {
  readonly flow: Flow;
  readonly nowMs: () => number;
  /** Our public address without a trailing slash: what HubSpot signs, and where links lead. */
  readonly publicOrigin: string;
  readonly hubspot: HubSpotApp;
  readonly receipts: ReceiptSigner;
  /** The program's hosted form; null while it is not provisioned. */
  readonly formOf: (programId: ProgramId) => Promise<{ readonly url: string } | null>;
  /** What a receipt says of the submission that carries the nonce; null while it has not arrived. */
  readonly receivedOf: (
    programId: ProgramId,
    nonce: string,
  ) => Promise<{ readonly reference: string; readonly submittedAt: Instant } | null>;
  /** Keeps a browser's visit to a form in its cookie, unchangeable. */
  readonly visits: { readonly seal: (text: string) => string; readonly open: (sealed: string) => string | null };
  /** An unguessable name for one opening of the form. */
  readonly newNonce: () => string;
  /** Tells the worker that something is waiting. */
  readonly wake: () => void;
  /** Stores a verified webhook body durably. Resolves when it is safe to acknowledge. */
  readonly storeWebhook: (body: string, receivedAt: Instant) => Promise<void>;
  readonly isReady: () => Promise<readonly { readonly check: string; readonly ok: boolean; readonly detail: string }[]>;
}

export interface HubSpotApp {
  readonly appId: string;
  /** The current secret first, then those that are being rotated out. */
  readonly clientSecrets: readonly string[];
  readonly connect: HubSpotConnect;
}

/** Installing the app in a portal. */
export interface HubSpotConnect {
  /** Where the browser goes to ask for consent; the state is remembered. */
  readonly start: () => Promise<string>;
  /** Ends the consent: stores the tokens, provisions the portal, makes its program. */
  readonly finish: (
    code: string,
    state: string,
  ) => Promise<{ readonly ok: true; readonly accountId: string } | { readonly ok: false; readonly reason: string }>;
}
