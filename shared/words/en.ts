import { answers } from './en/answers.ts';
import { crm } from './en/crm.ts';
import { partner } from './en/partner.ts';
import { reasons } from './en/reasons.ts';

export const en = { ...reasons, ...answers, ...crm, ...partner };
