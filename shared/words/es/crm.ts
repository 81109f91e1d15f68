import type { crm as english } from '../en/crm.ts';

export const crm: Record<keyof typeof english, string> = {
  'state.none': 'Ningún partner protege esta empresa',
};
