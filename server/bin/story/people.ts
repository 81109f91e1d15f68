import { FIELDS } from '../../../shared/catalog/fields.ts';
import {
  UI_PATHS,
  type DecideAnswer,
  type DecideRequest,
  type OwnershipAnswer,
  type QueueAnswer,
} from '../../../shared/views/ui-api.ts';
import { createBrowser } from '../../sandbox/demo/browser.ts';
import type { DemoUser, HubSpotState, Operator } from '../../sandbox/demo/operator.ts';
import { signatureHeaders } from '../../sandbox/hubspot/webhook-signature.ts';
import { readReceipt, type Registered } from './receipt.ts';

export interface FormValues {
  readonly company: string;
  readonly website?: string;
  readonly country?: string;
  readonly email: string;
  readonly amount?: string;
}

/** A partner at the hosted form: opens its own link, fills in, and reads the receipt that the browser ends on. */
export async function registerAsPartner(formUrl: string, values: FormValues): Promise<Registered> {
  const browser = createBrowser();
  const page = await browser.open(formUrl);
  const receipt = await browser.submit(page, {
    email: values.email,
    [FIELDS.stagingCompany.hubspot]: values.company,
    [FIELDS.stagingWebsite.hubspot]: values.website ?? '',
    [FIELDS.stagingCountry.hubspot]: values.country ?? '',
    [FIELDS.stagingAmount.hubspot]: values.amount ?? '',
    [FIELDS.stagingSubmittedBy.hubspot]: 'registrations@demo-partner.example',
    [FIELDS.stagingContactName.hubspot]: 'Head of procurement',
    [FIELDS.stagingConsent.hubspot]: 'true',
  });
  return readReceipt(receipt);
}

/** A CRM user at a card: calls the app through HubSpot's proxy, which signs who asks. */
export function createCrmUser(
  appOrigin: string,
  sandbox: HubSpotState,
  operator: Pick<Operator, 'advance'>,
  user: DemoUser,
) {
  async function call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
    const url = new URL(path, appOrigin);
    const claims = { userId: user.userId, userEmail: user.email, portalId: sandbox.portalId, appId: sandbox.appId };
    for (const [name, value] of Object.entries(claims)) url.searchParams.append(name, value);
    const rawBody = body === undefined ? '' : JSON.stringify(body);
    // Two clicks are never in the same millisecond; the same signature twice would be a replay.
    const timestampMs = await operator.advance(1);
    const { clientSecret } = sandbox;
    const headers = signatureHeaders({ clientSecret, method, uri: url.href, rawBody, timestampMs });
    const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body: rawBody }) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  return {
    user,
    call,
    look: (objectTypeId: '0-2' | '0-3', objectId: string) =>
      call<OwnershipAnswer>(
        'GET',
        `${UI_PATHS.ownership}?${new URLSearchParams({ objectTypeId, objectId }).toString()}`,
      ),
    queue: () => call<QueueAnswer>('GET', UI_PATHS.queue),
    decide: (request: Omit<DecideRequest, 'locale'>) =>
      call<DecideAnswer>('POST', UI_PATHS.decide, { ...request, locale: 'en' }),
  };
}
export type CrmUser = ReturnType<typeof createCrmUser>;
