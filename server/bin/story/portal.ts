import { FIELDS, type FieldCode } from '../../../shared/catalog/fields.ts';
import type { DecideAnswer } from '../../../shared/views/ui-api.ts';
import type { RecordView } from '../../sandbox/hubspot/crm-screen.ts';
import { createCrmUser, type CrmUser } from './people.ts';
import type { Registered } from './receipt.ts';
import type { StoryWorld } from './world.ts';

type Wish = { readonly action: 'approve' | 'extend' | 'release'; readonly requestId: string; readonly days?: number };

/** HubSpot's portal as people see it: who works in it, and what its records show. */
export function portalOf({ operator, sandbox, appOrigin }: StoryWorld) {
  const { hubspot } = sandbox;
  if (hubspot === null) throw new Error('This story needs HubSpot.');
  const user = (role: string): CrmUser => {
    const found = hubspot.users.find(({ name }) => name.startsWith(role));
    if (found === undefined) throw new Error(`The portal has no ${role}.`);
    return createCrmUser(appOrigin, hubspot, operator, found);
  };
  const deals = operator.hubspot;
  const portal = {
    manager: user('Channel Manager'),
    rep: user('Sales Rep One'),
    /** The registration's own deal; a competing deal shows the same reference, and no registration id. */
    dealOf: async ({ receipt }: Registered): Promise<RecordView> => {
      const where = { property: FIELDS.registrationReference.hubspot, value: receipt.reference };
      const deal = (await deals.list('deals', where)).find((one) => shown(one, 'registrationId') !== '');
      if (deal === undefined) throw new Error(`No deal in HubSpot shows ${receipt.reference}.`);
      return deal;
    },
    dealWithId: async (id: string) => (await deals.list('deals')).find((deal) => deal.id === id),
    companyAt: async (domain: string) => (await deals.list('companies', { property: 'domain', value: domain }))[0],
    /** A deal of the rep's own on the company at this domain. */
    createDirectDeal: async (domain: string, name: string): Promise<RecordView> => {
      const { userId, ownerId } = portal.rep.user;
      const company = await portal.companyAt(domain);
      const properties = {
        dealname: name,
        pipeline: 'default',
        dealstage: 'appointmentscheduled',
        hubspot_owner_id: ownerId,
      };
      return deals.create('deals', { properties, as: userId, companyId: company?.id ?? '' });
    },
    decideOn: (who: CrmUser, deal: RecordView, wish: Wish): Promise<DecideAnswer> =>
      who.decide({ ...wish, registrationId: shown(deal, 'registrationId'), objectTypeId: '0-3', objectId: deal.id }),
  };
  return portal;
}
export type StoryPortal = ReturnType<typeof portalOf>;

/** What a record shows of one of our fields, by its catalog code. */
export const shown = (record: RecordView | undefined, code: FieldCode): string =>
  record?.properties[FIELDS[code].hubspot] ?? '';
