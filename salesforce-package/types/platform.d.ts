/** What exists only in an org, as far as our components use it. */

/** What a template's query finds: base components check themselves as a browser's own fields do. */
interface BaseComponent extends HTMLElement {
  value?: string;
  setCustomValidity(message: string): void;
  reportValidity(): boolean;
}
interface ParentNode {
  querySelector(selectors: string): BaseComponent | null;
  querySelectorAll(selectors: string): NodeListOf<BaseComponent>;
}

declare module '@salesforce/label/*' {
  const label: string;
  export default label;
}
declare module '@salesforce/customPermission/*' {
  /** Never false. */
  const isGranted: true | undefined;
  export default isGranted;
}
declare module '@salesforce/schema/*' {
  const reference: { readonly objectApiName: string; readonly fieldApiName: string };
  export default reference;
}
declare module '@salesforce/i18n/*' {
  const setting: string;
  export default setting;
}
declare module '@salesforce/user/Id' {
  const userId: string;
  export default userId;
}

declare module 'lightning/uiRecordApi' {
  import type { WireAdapterConstructor } from 'lwc';
  import type { UiRecord } from 'c/partnerCore';
  type Field = string | { readonly objectApiName: string; readonly fieldApiName: string };
  /** What UI API answers when it refuses; a message, or one for each field. */
  interface UiApiError {
    readonly status?: number;
    readonly body?: unknown;
  }
  interface WiredRecord {
    readonly data: (UiRecord & { readonly id: string }) | undefined;
    readonly error: UiApiError | undefined;
  }
  type Values = Readonly<Record<string, string | number | boolean | null>>;

  export const getRecord: WireAdapterConstructor<
    { readonly recordId: string; readonly fields?: readonly Field[]; readonly optionalFields?: readonly Field[] },
    WiredRecord
  >;
  export function getFieldValue(record: UiRecord | undefined, field: Field): unknown;
  export function updateRecord(record: { readonly fields: Values }): Promise<UiRecord & { readonly id: string }>;
  export function createRecord(record: {
    readonly apiName: string;
    readonly fields: Values;
  }): Promise<UiRecord & { readonly id: string }>;
  export function notifyRecordUpdateAvailable(records: readonly { readonly recordId: string }[]): Promise<void>;
}

declare module 'lightning/graphql' {
  import type { WireAdapterConstructor } from 'lwc';
  type Query = { readonly query: unknown };
  export function gql(parts: TemplateStringsArray, ...values: readonly unknown[]): Query;
  /** The data has the shape that the query asks for. */
  interface Answer {
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- only the query knows its own answer's shape
    readonly data: any;
    readonly errors: readonly { readonly message: string }[] | undefined;
    readonly refresh: (() => Promise<void>) | undefined;
  }
  export const graphql: WireAdapterConstructor<{ readonly query: Query; readonly variables?: unknown }, Answer>;
}

declare module 'lightning/navigation' {
  import type { LightningElement } from 'lwc';
  interface PageReference {
    readonly type: string;
    readonly attributes?: Readonly<Record<string, string | null | undefined>>;
    readonly state?: Readonly<Record<string, string | undefined>>;
  }
  interface Navigator {
    [NavigationMixin.Navigate](page: PageReference, replace?: boolean): void;
    [NavigationMixin.GenerateUrl](page: PageReference): Promise<string>;
  }
  export function NavigationMixin(base: typeof LightningElement): new () => LightningElement & Navigator;
  export namespace NavigationMixin {
    const Navigate: unique symbol;
    const GenerateUrl: unique symbol;
  }
}

declare module 'lightning/platformShowToastEvent' {
  export class ShowToastEvent extends CustomEvent<unknown> {
    constructor(toast: {
      readonly title?: string;
      readonly message?: string;
      readonly variant?: 'info' | 'success' | 'warning' | 'error';
      readonly mode?: 'dismissible' | 'pester' | 'sticky';
    });
  }
}
