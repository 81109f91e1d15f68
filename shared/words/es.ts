import { answers } from './es/answers.ts';
import { crm } from './es/crm.ts';
import { partner } from './es/partner.ts';
import { reasons } from './es/reasons.ts';

export const es = { ...reasons, ...answers, ...crm, ...partner };
