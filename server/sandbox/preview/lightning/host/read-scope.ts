import type { LightningScope } from '../scope.ts';
import { SCOPE_ELEMENT } from '../scope.ts';

declare global {
  var lightningScope: LightningScope;
}

// Evaluated before any base component: those read their locale while their modules are evaluated.
const text = document.getElementById(SCOPE_ELEMENT)?.textContent;
if (!text) throw new Error(`The page lacks its ${SCOPE_ELEMENT}.`);
globalThis.lightningScope = JSON.parse(text) as LightningScope;
