/**
 * Runs in the page. Holds the engine, the base components and the stubs of the platform's modules; loads what the
 * platform's compiler makes of our components into a Lightning Web Security sandbox, and resolves their imports.
 */
import './read-scope.ts';
import '@lwc/synthetic-shadow';
import * as lwc from 'lwc';
import { evaluateInSandbox, wrapDependency } from '@locker/sandbox';
import { baseModules } from 'virtual:base-modules';
import type { LightningHost } from '../scope.ts';
import { scopedModule } from './scoped-modules.ts';
import { SHIFT_DATE } from './shift-date.ts';
import * as graphql from './stubs/graphql.ts';
import * as navigation from './stubs/navigation.ts';
import * as toastEvent from './stubs/toast-event.ts';
import * as uiRecordApi from './stubs/ui-record-api.ts';

/** The namespace is the sandbox: all of ours share one, as in an org. */
const NAMESPACE = 'c';

const stubs: Readonly<Record<string, unknown>> = {
  'lightning/graphql': graphql,
  'lightning/navigation': navigation,
  'lightning/platformShowToastEvent': toastEvent,
  'lightning/uiRecordApi': uiRecordApi,
};

type Factory = (...dependencies: unknown[]) => unknown;
interface Definition {
  readonly dependencies: readonly string[];
  readonly factory: Factory;
}

const definitions = new Map<string, Definition>();
const loaded = new Map<string, unknown>();

function define(name: string, dependencies: readonly string[] | Factory, factory?: Factory): void {
  if (typeof dependencies === 'function') definitions.set(name, { dependencies: [], factory: dependencies });
  else if (factory !== undefined) definitions.set(name, { dependencies: [...dependencies], factory });
  loaded.delete(name);
}

function resolve(name: string): unknown {
  if (name === 'lwc') return wrapDependency(lwc, 'lwc', NAMESPACE);
  if (name in stubs) return stubs[name];
  if (name in baseModules) return baseModules[name];
  if (name.startsWith('@salesforce/')) return scopedModule(name, globalThis.lightningScope);
  if (!loaded.has(name)) loaded.set(name, evaluate(name));
  return loaded.get(name);
}

/** A module that only exports names gets an `exports` object to fill; others answer what they export. */
function evaluate(name: string): unknown {
  const definition = definitions.get(name);
  if (definition === undefined) throw new Error(`This preview has no module ${name}.`);
  const exports = {};
  const given = definition.dependencies.map((each) => (each === 'exports' ? exports : resolve(each)));
  const result = definition.factory(...given);
  return definition.dependencies.includes('exports') ? exports : result;
}

/** The part of the engine that makes elements. */
const engine = lwc as unknown as { createElement(tag: string, options: { is: unknown }): HTMLElement };

const constructorOf = (module: unknown): unknown =>
  typeof module === 'object' && module !== null && 'default' in module ? module.default : module;

let isClockSet = false;

const host: LightningHost = {
  load(sources) {
    const endowments = { define, clockOffsetMs: () => globalThis.lightningScope.clockOffsetMs };
    if (!isClockSet) evaluateInSandbox(NAMESPACE, SHIFT_DATE, undefined, endowments);
    isClockSet = true;
    for (const source of sources) evaluateInSandbox(NAMESPACE, source, undefined, endowments);
  },
  create(name, properties) {
    const tag = `c-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const element = engine.createElement(tag, { is: constructorOf(resolve(`c/${name}`)) });
    return Object.assign(element, properties);
  },
  recordChanged(recordId) {
    void uiRecordApi.notifyRecordUpdateAvailable([{ recordId }]);
  },
};

Object.assign(globalThis, { lightningHost: host });
