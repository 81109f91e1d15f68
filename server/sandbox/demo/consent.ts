/** Who consents: a user of a portal, or a user of the org. */
export interface ConsentingPerson {
  /** Only HubSpot asks which account. */
  readonly portalId?: string;
  readonly userId: string;
}

/**
 * Clicks through the consent page as a person would: opens the app's install link, says yes, and follows the CRM back
 * to the app. Answers the page that the app ends on. Throws with what the page said when the app was not connected.
 */
export async function consentTo(installUrl: string, { portalId, userId }: ConsentingPerson): Promise<string> {
  const toConsent = await fetch(installUrl, { redirect: 'manual' });
  const consentUrl = toConsent.headers.get('location');
  if (consentUrl === null)
    throw new Error(`${installUrl} did not lead to a consent page (status ${toConsent.status}).`);
  const { origin, pathname, searchParams } = new URL(consentUrl);
  const answers = portalId === undefined ? { userId, decision: 'allow' } : { portalId, userId, decision: 'connect' };
  const form = new URLSearchParams([...searchParams, ...Object.entries(answers)]);
  const decided = await fetch(origin + pathname, { method: 'POST', body: form, redirect: 'manual' });
  const backUrl = decided.headers.get('location');
  if (backUrl === null) throw new Error(`The consent page refused (status ${decided.status}): ${await decided.text()}`);
  const connected = await fetch(backUrl);
  const page = await connected.text();
  if (!connected.ok) throw new Error(`The app was not connected (status ${connected.status}): ${page}`);
  return page;
}
