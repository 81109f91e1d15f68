/**
 * Clicks through the consent page as a person would: opens the app's install link, presses "Connect", and follows
 * HubSpot back to the app. Throws with what the page said when the app was not connected.
 */
export async function consentTo(
  installUrl: string,
  as: { readonly portalId: string; readonly userId: string },
): Promise<void> {
  const toConsent = await fetch(installUrl, { redirect: 'manual' });
  const consentUrl = toConsent.headers.get('location');
  if (consentUrl === null)
    throw new Error(`${installUrl} did not lead to a consent page (status ${toConsent.status}).`);
  const form = new URLSearchParams([
    ...new URL(consentUrl).searchParams,
    ['portalId', as.portalId],
    ['userId', as.userId],
    ['decision', 'connect'],
  ]);
  const decided = await fetch(new URL(consentUrl).origin + new URL(consentUrl).pathname, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  const backUrl = decided.headers.get('location');
  if (backUrl === null) throw new Error(`The consent page refused (status ${decided.status}): ${await decided.text()}`);
  const connected = await fetch(backUrl);
  if (!connected.ok)
    throw new Error(`The app was not connected (status ${connected.status}): ${await connected.text()}`);
}
