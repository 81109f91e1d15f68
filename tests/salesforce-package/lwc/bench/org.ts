import { vi } from 'vitest';

/** The person at the screen, as far as a component can know. */
export interface Viewer {
  readonly language: 'en' | 'es';
  /** Custom permissions by developer name. */
  readonly permissions: readonly string[];
  readonly userId: string;
  /** What `@salesforce/i18n/…` says. */
  readonly locale: string;
  readonly timeZone: string;
  readonly currency: string;
}

/** A sales rep in New York: reads everything, decides nothing. */
export const SALES_REP: Viewer = {
  language: 'en',
  permissions: [],
  userId: '005000000000001AAA',
  locale: 'en-US',
  timeZone: 'America/New_York',
  currency: 'USD',
};
export const CHANNEL_MANAGER: Viewer = {
  ...SALES_REP,
  permissions: ['Partner_Decide_Registration'],
  userId: '005000000000002AAA',
};
export const SPANISH_REP: Viewer = { ...SALES_REP, language: 'es', locale: 'es-ES', timeZone: 'Europe/Madrid' };

let viewer = SALES_REP;

/**
 * Whoever looks from now on. Labels and permissions are fixed when a component's modules load, as on a page, so all
 * of them load anew: take components and `lightning/*` modules through `bench.ts` afterwards.
 */
export function signIn(next: Viewer): void {
  viewer = next;
  vi.resetModules();
}

/** What the `@salesforce/*` modules of the bench ask. */
export const testOrg = {
  label: (english: string, spanish: string): string => (viewer.language === 'es' ? spanish : english),
  /** True or undefined, as on the platform: never false. */
  permission: (name: string): true | undefined => viewer.permissions.includes(name) || undefined,
  user: (property: string): string | boolean => (property === 'Id' ? viewer.userId : false),
  i18n: (property: string): string => {
    if (property === 'locale') return viewer.locale;
    if (property === 'lang') return viewer.language;
    if (property === 'timeZone') return viewer.timeZone;
    if (property === 'currency') return viewer.currency;
    throw new Error(`The bench has no @salesforce/i18n/${property} yet.`);
  },
};
