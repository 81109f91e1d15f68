import type { HubSpotSessionView, Language } from '../../wire.ts';
import type { Location } from './protocol.ts';

export interface Place {
  readonly location: Location;
  readonly record?: { readonly typeId: string; readonly id: string };
  readonly selection?: { readonly typeId: string; readonly ids: readonly string[] };
}

const LOCALES = { en: 'en-us', es: 'es' } as const;

/** What HubSpot tells an extension about its surroundings. Ids are numbers there. All of it is display data. */
export function extensionContext(
  { me, portal, app }: HubSpotSessionView,
  language: Language,
  place: Place,
  title: string,
): Readonly<Record<string, unknown>> {
  return {
    location: place.location,
    user: {
      id: Number(me.userId),
      email: me.email,
      emails: [me.email],
      firstName: me.firstName,
      lastName: me.lastName,
      roles: [],
      teams: [],
      locale: LOCALES[language],
      language,
      permissions: [],
    },
    portal: { id: portal.id, timezone: portal.timezone },
    variables: { APP_ORIGIN: app.origin },
    extension: { appId: Number(app.id), appName: app.name, cardTitle: title },
    ...(place.record && { crm: { objectId: Number(place.record.id), objectTypeId: place.record.typeId } }),
    ...(place.selection && {
      crm: { objectTypeId: place.selection.typeId, objectIds: place.selection.ids.map(Number) },
    }),
  };
}
