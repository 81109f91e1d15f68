import type { ObjectType } from '../hubspot/entities.ts';
import type { RecordView } from '../hubspot/crm-screen.ts';
import type { Trouble } from '../hubspot/webhook-sender.ts';
import type { SubscriptionDraft } from '../hubspot/webhook-events.ts';

export interface DemoUser {
  readonly userId: string;
  readonly ownerId: string;
  readonly name: string;
  readonly email: string;
}

export interface SandboxState {
  readonly nowMs: number;
  readonly portalId: string;
  readonly users: readonly DemoUser[];
  readonly appId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Whoever runs the sandbox, over its control address: the same in this process and in another one. */
export interface Operator {
  state(): Promise<SandboxState>;
  /** Moves the sandbox's clock; answers the new time in epoch milliseconds. */
  advance(ms: number): Promise<number>;
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

/** An operator of the sandbox whose control address this is. Every refusal is an error with the sandbox's words. */
export function operatorOf(controlUrl: string): Operator {
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(controlUrl + path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return (await response.json()) as T;
  }
  return {
    state: () => call('GET', '/state'),
    advance: async (ms) => (await call<{ nowMs: number }>('POST', '/clock', { advanceMs: ms })).nowMs,
    webhooks: (wish) => call('POST', '/webhooks', wish),
    list: (type, where) =>
      call('GET', `/records/${type}${where ? `?${new URLSearchParams({ ...where }).toString()}` : ''}`),
    create: (type, record) => call('POST', `/records/${type}`, record),
    update: (type, id, change) => call('PATCH', `/records/${type}/${id}`, change),
  };
}
