/** Address of a record in HubSpot's own pages. `app.hubspot.com` forwards to the account's data centre. */
export const recordUrl = (portalId: number, objectTypeId: '0-2' | '0-3', objectId: string): string =>
  `https://app.hubspot.com/contacts/${portalId}/record/${objectTypeId}/${encodeURIComponent(objectId)}`;
