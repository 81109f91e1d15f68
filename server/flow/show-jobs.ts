import type { Crm, PartnerId, ProspectKey } from '../../shared/values/ids.ts';
import type { OutboxItem } from '../store/outbox.ts';

/** Each CRM has queues of its own, so that one which is away keeps nothing from the other. */
export const prospectTopic = (crm: Crm): string => `show_prospect:${crm}`;
export const partnerTopic = (crm: Crm): string => `show_partner:${crm}`;

/** What has to be done so that these CRMs show a prospect. */
export const showJobs = (crms: readonly Crm[], subject: ProspectKey): readonly OutboxItem[] =>
  crms.map((crm) => ({ topic: prospectTopic(crm), subject }));

/** What has to be done so that these CRMs show a partner's terms. */
export const partnerJobs = (crms: readonly Crm[], subject: PartnerId): readonly OutboxItem[] =>
  crms.map((crm) => ({ topic: partnerTopic(crm), subject }));
