import { createRenderer } from '@hubspot/ui-extensions/testing';
import { PartnerCard } from '../../hubspot-app/src/app/cards/PartnerCard.tsx';
import { ORIGIN, testSystem } from './harness.ts';

export interface CardSetting {
  readonly properties?: Readonly<Record<string, string | null>>;
  readonly isLoading?: boolean;
  readonly error?: Error;
  readonly objectTypeId?: string;
  readonly language?: string;
  readonly origin?: string | null;
}

/** The card on a record in HubSpot's own test renderer. */
export function cardOn({
  properties = {},
  objectTypeId = '0-3',
  language = 'en',
  origin = ORIGIN,
  ...state
}: CardSetting = {}) {
  const renderer = createRenderer('crm.record.sidebar');
  const { context, useCrmProperties } = renderer.mocks;
  Object.assign(context.crm, { objectId: 77, objectTypeId });
  Object.assign(context.user, { language });
  context.portal.timezone = 'Europe/Berlin';
  context.variables = origin === null ? {} : { APP_ORIGIN: origin };
  useCrmProperties.willCall(() => ({
    properties: { ...properties },
    isLoading: state.isLoading ?? false,
    isRefetching: false,
    error: state.error ?? null,
    refetch: async () => {},
  }));
  renderer.render(<PartnerCard system={testSystem()} />);
  return renderer;
}

/** A deal's own fields while a partner's lock holds. */
export const LOCKED_FIELDS = {
  prm_lock_status: 'active',
  prm_lock_ends_at: '2027-03-01T23:00:00.000Z',
  prm_partner_name: 'Demo Partner North',
  prm_registered_at: '1796032800000',
  prm_registration_reference: 'PL-7K3M-Q2XA',
  prm_registration_status: 'approved',
};
