import type { partner as english } from '../en/partner.ts';

export const partner: Record<keyof typeof english, string> = {
  'receipt.title': 'Registro recibido',
};
