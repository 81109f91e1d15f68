import { hubspotName } from '../../../../shared/catalog/fields.ts';
import type { ObjectType } from '../../hubspot/entities.ts';
import type { ListView } from '../wire.ts';
import type { Display } from './display.ts';
import { titleOf } from './display.ts';

const ROWS_MAX = 200;

const COLUMNS: Record<ObjectType, readonly string[]> = {
  deals: ['dealstage', 'amount', 'hubspot_owner_id', hubspotName('partnerName'), hubspotName('lockStatus')],
  companies: [
    'domain',
    'hubspot_owner_id',
    hubspotName('partnerName'),
    hubspotName('lockStatus'),
    hubspotName('programStatus'),
  ],
  contacts: ['email', 'company', 'hubspot_owner_id'],
};

/** Newest first; the query looks at every shown cell. The app's columns appear once its properties exist. */
export function listView(display: Display, type: ObjectType, query: string): ListView {
  const { portal } = display;
  const names = COLUMNS[type].filter((name) => portal.properties.get(type, name) !== undefined);
  const wanted = query.trim().toLowerCase();
  const rows = [...portal.objects(type).list()]
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id.localeCompare(a.id))
    .map(({ id, properties }) => ({
      id,
      title: titleOf(type, properties),
      cells: names.map((name) => display.value(type, name, properties[name])),
    }))
    .filter((row) => wanted === '' || [row.title, ...row.cells].some((text) => text.toLowerCase().includes(wanted)));
  return {
    type,
    columns: names.map((name) => portal.properties.get(type, name)?.label ?? name),
    rows: rows.slice(0, ROWS_MAX),
    total: rows.length,
  };
}
