import type { Crm, ProgramId } from '../../shared/values/ids.ts';
import type { StreamRef } from '../store/crm-cursors.ts';

/** Where it is noted up to which moment a CRM was read again. */
export const reconciledIn = (programId: ProgramId, crm: Crm): StreamRef => ({ programId, crm, stream: 'reconciled' });
