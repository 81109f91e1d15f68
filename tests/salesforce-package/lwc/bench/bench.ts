import * as engine from 'lwc';
import { vi, type Mock } from 'vitest';
import type { PageReference } from './navigation.ts';

/** LWC's own declarations do not resolve under Node's rules, so the one function that is needed is declared here. */
const { createElement } = engine as unknown as {
  readonly createElement: (tag: string, options: { readonly is: unknown }) => HTMLElement;
};

/** A component on a page, loaded for whoever is signed in. */
export type Mounted = HTMLElement & { readonly shadowRoot: ShadowRoot };

/** Puts the bundle on the page with its public properties. */
export async function mount(bundle: string, properties: Readonly<Record<string, unknown>> = {}): Promise<Mounted> {
  const module = (await import(/* @vite-ignore */ `c/${bundle}`)) as { readonly default: unknown };
  const tag = `c-${bundle.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;
  const element = Object.assign(createElement(tag, { is: module.default }), properties);
  document.body.append(element);
  await settle();
  return element as Mounted;
}

/** What the stubs of `lightning/uiRecordApi` offer a test. */
export interface UiRecordApi {
  readonly getRecord: WireStub;
  readonly updateRecord: Mock;
  readonly createRecord: Mock;
  readonly notifyRecordUpdateAvailable: Mock;
}

/** A wire that answers when the test says so. */
export interface WireStub {
  emit(value: unknown): void;
  /** An error as Lightning Data Service gives it: `body` and `status`. */
  error(body?: unknown, status?: number): void;
  getLastConfig(): Readonly<Record<string, unknown>>;
}

/** `lightning/graphql` gives errors beside the data, and a function to ask again. */
export interface GraphqlStub {
  readonly graphql: {
    emit(data: unknown, filter?: unknown, refresh?: () => unknown): void;
    emitErrors(errors: readonly { readonly message: string }[]): void;
    getLastConfig(): Readonly<Record<string, unknown>>;
  };
}

/** The stub of a `lightning/*` module that mounted components use. */
export const uiRecordApi = (): Promise<UiRecordApi> => lightning<UiRecordApi>('uiRecordApi');
export interface NavigationStub {
  readonly visitedPages: () => readonly PageReference[];
}

/** Where components went: take it after `signIn`, which loads everything anew. */
export const navigation = (): Promise<NavigationStub> => lightning<NavigationStub>('navigation');
export const graphqlApi = (): Promise<GraphqlStub> => lightning<GraphqlStub>('graphql');
export const lightning = async <T>(name: string): Promise<T> =>
  (await import(/* @vite-ignore */ `lightning/${name}`)) as T;

/** Lets wires and rendering, which both wait for microtasks, come to rest. Works under fake timers too. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

/** The first element below the component, through child components too. Fails when there is none. */
export function find(root: ParentNode & Partial<Pick<Element, 'shadowRoot'>>, selector: string): HTMLElement {
  const [found] = findAll(root, selector);
  if (!found) throw new Error(`Nothing matches ${selector} in: ${textOf(root)}`);
  return found;
}

export function findAll(
  root: ParentNode & Partial<Pick<Element, 'shadowRoot'>>,
  selector: string,
): readonly HTMLElement[] {
  const below = [...treesBelow(root)];
  return below.flatMap((tree) => [...tree.querySelectorAll<HTMLElement>(selector)]);
}

/** Everything that the component says, its children and the labels of base components too, with single spaces. */
export function textOf(root: Node): string {
  return pieces(root).join(' ').replace(/\s+/g, ' ').trim();
}

/** The base component that carries the label, such as a button. */
export function labelled(root: ParentNode & Partial<Pick<Element, 'shadowRoot'>>, label: string): HTMLElement {
  const found = findAll(root, '*').find((element) => 'label' in element && element.label === label);
  if (!found) throw new Error(`Nothing is labelled “${label}” in: ${textOf(root)}`);
  return found;
}

/** "Now" for components and tests; timers stay real unless the test fakes them itself. */
export const setNow = (moment: string): void => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(moment);
};

function* treesBelow(root: ParentNode & Partial<Pick<Element, 'shadowRoot'>>): Generator<ParentNode> {
  const tree = root.shadowRoot ?? root;
  yield tree;
  for (const element of tree.querySelectorAll('*')) if (element.shadowRoot) yield* treesBelow(element);
}

function pieces(node: Node): readonly string[] {
  if (node.nodeType === Node.TEXT_NODE) return [node.textContent ?? ''];
  if (!(node instanceof Element)) return [...node.childNodes].flatMap(pieces);
  const said = ['label', 'title', 'alternativeText'].flatMap((name) => {
    const value: unknown = node.localName.startsWith('lightning-') && name in node ? Reflect.get(node, name) : null;
    return typeof value === 'string' ? [value] : [];
  });
  const children = [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes];
  return [...said, ...children.flatMap(pieces)];
}
