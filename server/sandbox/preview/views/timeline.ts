import type { ObjectType, PropertyVersion } from '../../hubspot/entities.ts';
import { fullName } from '../../hubspot/portal.ts';
import type { TimelineEntry } from '../wire.ts';
import type { Display } from './display.ts';

const ENTRIES_MAX = 40;
/** Bookkeeping of the CRM itself; it says nothing to a reader. */
const QUIET = [
  'hs_lastmodifieddate',
  'lastmodifieddate',
  'hs_object_id',
  'createdate',
  'hs_is_closed',
  'hs_is_closed_won',
  'hs_deal_stage_probability',
];

/** The record's property history, newest first; what one actor changed at one moment is one entry. */
export function timelineOf(display: Display, type: ObjectType, id: string, appName: string): readonly TimelineEntry[] {
  const { portal } = display;
  const screen = portal.objects(type);
  const entries = new Map<string, { atMs: number; who: string; changes: { label: string; value: string }[] }>();
  for (const definition of portal.properties.list(type)) {
    if (QUIET.includes(definition.name)) continue;
    for (const version of screen.history(id, definition.name)) {
      const key = `${version.atMs}/${version.actor.changeSource}/${version.actor.sourceId}`;
      const entry = entries.get(key) ?? { atMs: version.atMs, who: nameOf(display, version, appName), changes: [] };
      entry.changes.push({ label: definition.label, value: display.value(type, definition.name, version.value) });
      entries.set(key, entry);
    }
  }
  return [...entries]
    .sort(([, a], [, b]) => b.atMs - a.atMs)
    .slice(0, ENTRIES_MAX)
    .map(([key, { atMs, who, changes }]) => ({ key, when: display.moment(atMs), who, changes }));
}

function nameOf({ portal }: Display, { actor }: PropertyVersion, appName: string): string {
  switch (actor.changeSource) {
    case 'CRM_UI': {
      const user = portal.users.find((each) => actor.sourceId === `userId:${each.userId}`);
      return user === undefined ? 'Someone in the CRM' : fullName(user);
    }
    case 'INTEGRATION':
      return `${appName} (app)`;
    case 'FORM':
      return 'Form submission';
    case 'AUTO_ASSOCIATE_BY_DOMAIN':
      return 'HubSpot, by e-mail domain';
    case 'MERGE_OBJECTS':
      return 'Merge';
  }
}
