import type { ProgramId } from '../../shared/values/ids.ts';
import type { Instant } from '../../shared/values/time.ts';
import type { Flow } from '../flow/ports.ts';
import type { ReceiptSigner } from '../flow/receipts.ts';
import type { LeadForm } from './pages/lead-form-page.ts';

/** Everything that the routes work with. `createApp(deps)` hands it on; no route reaches further. */
export interface AppDeps {
  readonly flow: Flow;
  readonly nowMs: () => number;
  /** Our public address without a trailing slash: what HubSpot signs, and where links lead. */
  readonly publicOrigin: string;
  /** null when the server has no app at HubSpot. */
  readonly hubspot: HubSpotApp | null;
  /** null when the server has no app at Salesforce. */
  readonly salesforce: SalesforceApp | null;
  readonly receipts: ReceiptSigner;
  /** The program's hosted form; null while it is not provisioned. */
  readonly formOf: (programId: ProgramId) => Promise<{ readonly url: string } | null>;
  /** What a page of ours needs to post to the program's Salesforce org; null while it is not known. */
  readonly leadFormOf: (programId: ProgramId) => Promise<LeadForm | null>;
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

/** The same, where the server has an app at HubSpot. */
export type HubSpotDeps = AppDeps & { readonly hubspot: HubSpotApp };

export interface HubSpotApp {
  readonly appId: string;
  /** The current secret first, then those that are being rotated out. */
  readonly clientSecrets: readonly string[];
  readonly connect: CrmConnect;
}

export interface SalesforceApp {
  readonly connect: CrmConnect;
}

/** Connecting an account of one CRM, in a browser. */
export interface CrmConnect {
  /** Where the browser goes to ask for consent; the state is remembered. A link names the program to connect to. */
  readonly start: (
    link: ConnectLink | null,
  ) => Promise<{ readonly ok: true; readonly url: string } | { readonly ok: false; readonly reason: string }>;
  /** Ends the consent: stores the tokens, gives the account its program, and sets it up. */
  readonly finish: (code: string, state: string) => Promise<ConnectResult>;
}

/** A signed link under which a second CRM is connected to a program that exists. */
export interface ConnectLink {
  readonly programId: ProgramId;
  readonly token: string;
}

export type ConnectResult =
  | {
      readonly ok: true;
      readonly accountId: string;
      readonly programId: ProgramId;
      /** What an administrator still has to do, as sentences; null when the account is ready. */
      readonly problem: string | null;
    }
  | { readonly ok: false; readonly reason: string };
