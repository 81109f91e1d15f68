import { afterEach, vi } from 'vitest';
import { SALES_REP, signIn, testOrg } from './org.ts';

// Salesforce's stubs are written for jest, whose functions vitest has under the same names.
Object.assign(globalThis, { jest: vi, testOrg });

afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
  signIn(SALES_REP);
});
