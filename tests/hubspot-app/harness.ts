import { vi } from 'vitest';
import type { RenderedChildNode, RenderedElementNode, Renderer } from '@hubspot/ui-extensions/testing';
import { Button, Modal, type ModalProps } from '@hubspot/ui-extensions';
import type { ExtensionPointLocation } from '@hubspot/ui-extensions';
import type { System } from '../../hubspot-app/kit/system.ts';

export const ORIGIN = 'https://partnerlock.example.com';
export const NOW = '2026-12-01T09:00:00.000Z';

/** A clock that stands still, and ids that can be told apart: `id-1`, `id-2`, … */
export function testSystem(): System {
  let count = 0;
  return { now: () => Date.parse(NOW), newId: () => `id-${(count += 1)}` };
}

export interface SentRequest {
  readonly url: URL;
  readonly method: string;
  readonly timeout: number;
  readonly body: Record<string, unknown> | undefined;
}

type Reply = object | Promise<object> | Error;

/**
 * What stands behind `hubspot.fetch`: replies by path, in order, the last one again and again. An Error is a lost
 * connection. The third party here is HubSpot's proxy, so this is the one thing that is played.
 */
export function serverReplies(replies: Readonly<Record<string, Reply | readonly Reply[]>>): SentRequest[] {
  const sent: SentRequest[] = [];
  const queues = new Map(Object.entries(replies).map(([path, reply]) => [path, [reply].flat()]));
  const hsFetch = async (address: string, options: Omit<SentRequest, 'url'>) => {
    const url = new URL(address);
    sent.push({ url, method: options.method, timeout: options.timeout, body: options.body });
    const queue = queues.get(url.pathname) ?? [];
    const reply = await Promise.resolve(queue.length > 1 ? queue.shift() : queue[0]);
    if (reply === undefined || reply instanceof Error) throw reply ?? new Error(`no reply for ${url.pathname}`);
    return new Response(JSON.stringify(reply));
  };
  vi.stubGlobal('self', { hsFetch });
  return sent;
}

/** A promise to settle by hand, to look at a screen while it waits. */
export function later<T>(): { readonly promise: Promise<T>; readonly settle: (value: T) => void } {
  const { promise, resolve } = Promise.withResolvers<T>();
  return { promise, settle: resolve };
}

/** What HubSpot's proxy answers when our server does not, as facts of others describe it. */
export const BAD_GATEWAY = { status: 'error', category: 'BAD_GATEWAY', message: 'The app did not answer' };

type AnyRenderer = Renderer<ExtensionPointLocation>;
type Screen = Pick<AnyRenderer, 'findByTestId'>;

/** Waits long enough for a slow machine; how long it took is never asserted. Also sees what changes no screen. */
export const until = (check: () => unknown): Promise<unknown> => vi.waitFor(check, { timeout: 20_000, interval: 5 });

/** The dialog that a button opens. */
export function dialogOf(screen: Screen, id: string): RenderedElementNode<ModalProps> {
  const overlay = screen.findByTestId(Button, `${id}-open`).props.overlay;
  if (overlay === null || typeof overlay !== 'object' || !('find' in overlay)) throw new Error(`no dialog at ${id}`);
  return overlay.find(Modal);
}

/** All text inside a node, as a reader would meet it. */
export function textIn(node: { readonly childNodes: readonly RenderedChildNode[] }): string {
  return node.childNodes
    .map((child) => ('childNodes' in child ? textIn(child) : child.text))
    .filter((text) => text !== '')
    .join(' ');
}
