import { crm } from './es/crm.ts';
import { partner } from './es/partner.ts';
import { reasons } from './es/reasons.ts';

export const es = { ...reasons, ...crm, ...partner };
