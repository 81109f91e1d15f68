/** SLDS's own icons of the standard objects; what is custom gets the one its tab chose. */
const ICONS: Readonly<Record<string, string>> = {
  Account: 'account',
  Contact: 'contact',
  Lead: 'lead',
  Opportunity: 'opportunity',
};

export const iconOf = (object: string): string => ICONS[object] ?? 'record';
