/** What `@salesforce/*` modules answer for the person at the screen; written into the page by the preview's server. */
export interface LightningScope {
  readonly user: { readonly Id: string; readonly isGuest: boolean };
  /** Custom permissions by developer name. */
  readonly permissions: readonly string[];
  /** Custom labels in the person's language, without `c.`. */
  readonly labels: Readonly<Record<string, string>>;
  /** By the name after `@salesforce/i18n/`; what is missing keeps the base components' own value. */
  readonly i18n: Readonly<Record<string, string>>;
  /** Where the Lightning component's "now" stands against the browser's. */
  readonly clockOffsetMs: number;
}

/** Id of the page's data block that carries the scope. */
export const SCOPE_ELEMENT = 'lightning-scope';

export const API_PATH = '/services/data/v67.0';

/** A page reference, as `lightning/navigation` takes it. */
export interface PageReference {
  readonly type: string;
  readonly attributes?: Readonly<Record<string, string | undefined>>;
  readonly state?: Readonly<Record<string, string | undefined>>;
}

/** What the pages' code asks of the host bundle, which stands at `window.lightningHost`. */
export interface LightningHost {
  /** Evaluates compiled bundles inside Lightning Web Security; each text calls `define` once. */
  load(sources: readonly string[]): void;
  /** An element of a loaded component (`partnerOwnership`), ready to be put into the page. */
  create(name: string, properties: Readonly<Record<string, unknown>>): HTMLElement;
  /** The page has written this record itself: whatever shows it is fed anew. */
  recordChanged(recordId: string): void;
}

/** Events that components send to the page around them, on `window`. */
export const TOAST_EVENT = 'lightning__showtoast';
export const NAVIGATE_EVENT = 'lightning__navigate';
/** A component has written a record: `detail` is its id. */
export const RECORD_EVENT = 'lightning__recordwritten';
