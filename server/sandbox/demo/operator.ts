import type { ObjectType } from '../hubspot/entities.ts';
import type { RecordView } from '../hubspot/crm-screen.ts';
import type { Trouble } from '../hubspot/webhook-sender.ts';
import type { SubscriptionDraft } from '../hubspot/webhook-events.ts';
import type { Row, Value } from '../salesforce/entities.ts';
import type { EventTrouble } from '../salesforce/events/event-bus.ts';
import type { ConvertResult } from '../salesforce/org/lead-conversion.ts';
import type { WebToLeadResult } from '../salesforce/routes/web-to-lead.ts';

export interface DemoUser {
  readonly userId: string;
  readonly ownerId: string;
  readonly name: string;
  readonly email: string;
}

/** An app as a CRM knows it. */
interface AppKeys {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface HubSpotState extends AppKeys {
  readonly baseUrl: string;
  readonly portalId: string;
  readonly appId: string;
  readonly users: readonly DemoUser[];
}

export interface OrgMember {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly permissionSets: readonly string[];
}

export interface SalesforceState extends AppKeys {
  readonly baseUrl: string;
  readonly orgId: string;
  readonly users: readonly OrgMember[];
}

export interface SandboxState {
  readonly nowMs: number;
  /** null when the sandbox runs without this CRM. */
  readonly hubspot: HubSpotState | null;
  readonly salesforce: SalesforceState | null;
}

/** Whoever runs the sandbox, over its control address: the same in this process and in another one. */
export interface Operator {
  state(): Promise<SandboxState>;
  /** Moves the sandbox's clock; answers the new time in epoch milliseconds. */
  advance(ms: number): Promise<number>;
  /** How many requests wrote to each CRM since this was asked last. */
  writes(): Promise<{ readonly hubspot: number; readonly salesforce: number }>;
  readonly hubspot: HubSpotOperator;
  readonly salesforce: SalesforceOperator;
}

export interface HubSpotOperator {
  webhooks(wish: {
    readonly target?: string;
    readonly auto?: boolean;
    readonly subscriptions?: readonly SubscriptionDraft[];
    readonly trouble?: Trouble;
  }): Promise<{ readonly delivered: number; readonly pending: number; readonly lost: number }>;
  list(type: ObjectType, where?: { readonly property: string; readonly value: string }): Promise<readonly RecordView[]>;
  create(
    type: ObjectType,
    record: { readonly properties: Readonly<Record<string, string>>; readonly as: string; readonly companyId?: string },
  ): Promise<RecordView>;
  update(
    type: ObjectType,
    id: string,
    change: { readonly properties: Readonly<Record<string, string>>; readonly as: string },
  ): Promise<RecordView>;
}

type Values = Readonly<Record<string, Value>>;

/** Acts of the org's users, `as` one of them: its rights and rules hold. Reading sees every field. */
export interface SalesforceOperator {
  list(object: string, where?: { readonly field: string; readonly value: string }): Promise<readonly Row[]>;
  get(object: string, id: string): Promise<Row | null>;
  create(object: string, record: { readonly values: Values; readonly as: string }): Promise<string>;
  update(object: string, id: string, change: { readonly values: Values; readonly as: string }): Promise<void>;
  delete(object: string, id: string, as: string): Promise<void>;
  undelete(object: string, id: string, as: string): Promise<void>;
  convertLead(request: {
    readonly leadId: string;
    readonly as: string;
    readonly accountId?: string;
    readonly opportunityName?: string;
  }): Promise<ConvertResult>;
  mergeAccounts(request: {
    readonly masterId: string;
    readonly duplicateIds: readonly string[];
    readonly as: string;
  }): Promise<void>;
  /** A session as a login in the browser gives it. */
  login(userId: string): Promise<string>;
  /** The last replay id of every channel, with everything published that is due. */
  events(wish: { readonly trouble?: EventTrouble }): Promise<{ readonly last: Readonly<Record<string, number>> }>;
  webToLead(): Promise<readonly WebToLeadResult[]>;
  /** While it is away no request is answered and no event arrives; people in its own screens go on. */
  away(isAway: boolean): Promise<void>;
}

/** An operator of the sandbox whose control address this is. Every refusal is an error with the sandbox's words. */
export function operatorOf(controlUrl: string): Operator {
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(controlUrl + path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(messageIn(answer) ?? `${method} ${path}: ${response.status}`);
    return answer as T;
  }
  return {
    state: () => call('GET', '/state'),
    advance: async (ms) => (await call<{ nowMs: number }>('POST', '/clock', { advanceMs: ms })).nowMs,
    writes: () => call('POST', '/writes', {}),
    hubspot: {
      webhooks: (wish) => call('POST', '/hubspot/webhooks', wish),
      list: (type, where) => call('GET', `/hubspot/records/${type}${queryOf(where)}`),
      create: (type, record) => call('POST', `/hubspot/records/${type}`, record),
      update: (type, id, change) => call('PATCH', `/hubspot/records/${type}/${id}`, change),
    },
    salesforce: {
      list: (object, where) => call('GET', `/salesforce/records/${object}${queryOf(where)}`),
      get: (object, id) => call('GET', `/salesforce/records/${object}/${id}`),
      create: async (object, record) =>
        (await call<{ id: string }>('POST', `/salesforce/records/${object}`, record)).id,
      update: (object, id, change) => call('PATCH', `/salesforce/records/${object}/${id}`, change),
      delete: (object, id, as) => call('DELETE', `/salesforce/records/${object}/${id}`, { as }),
      undelete: (object, id, as) => call('POST', `/salesforce/records/${object}/${id}/undelete`, { as }),
      convertLead: (request) => call('POST', '/salesforce/convert', request),
      mergeAccounts: (request) => call('POST', '/salesforce/merge', request),
      login: async (userId) => (await call<{ token: string }>('POST', '/salesforce/login', { as: userId })).token,
      events: (wish) => call('POST', '/salesforce/events', wish),
      webToLead: () => call('GET', '/salesforce/web-to-lead'),
      away: (isAway) => call('POST', '/salesforce/away', { isAway }),
    },
  };
}

const messageIn = (answer: unknown): string | null =>
  typeof answer === 'object' && answer !== null && 'message' in answer ? String(answer.message) : null;

const queryOf = (where: Readonly<Record<string, string>> | undefined): string =>
  where === undefined ? '' : `?${new URLSearchParams(where).toString()}`;
