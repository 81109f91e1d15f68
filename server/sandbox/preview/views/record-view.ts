import { hubspotName } from '../../../../shared/catalog/fields.ts';
import type { ObjectType, PropertyDefinition } from '../../hubspot/entities.ts';
import { OBJECT_TYPE_IDS } from '../../hubspot/entities.ts';
import { notFound } from '../../hubspot/errors.ts';
import type { Portal } from '../../hubspot/portal.ts';
import type { AssociationView, PropertyView, RecordPageView, StageView } from '../wire.ts';
import type { Display } from './display.ts';
import { titleOf } from './display.ts';
import { timelineOf } from './timeline.ts';

const LABELS: Record<ObjectType, string> = { deals: 'Deals', companies: 'Companies', contacts: 'Contacts' };

/** Everything a record page shows, beside what the card fetches for itself. Throws 404 when there is no such record. */
export function recordView(display: Display, type: ObjectType, id: string, appName: string): RecordPageView {
  const { portal } = display;
  const record = portal.objects(type).get(id);
  if (record === undefined || record.archived) throw notFound('There is no such record, or it was deleted.');
  return {
    type,
    typeId: OBJECT_TYPE_IDS[type],
    id: record.id,
    title: titleOf(type, record.properties),
    subtitle: subtitleOf(display, type, record.properties),
    version: record.updatedAt,
    groups: groupsOf(display, type, record.properties),
    associations: associationsOf(display, type, record.id),
    timeline: timelineOf(display, type, record.id, appName),
    stages: stagesOf(portal),
  };
}

function subtitleOf(display: Display, type: ObjectType, properties: Readonly<Record<string, string>>): string {
  const shown = type === 'deals' ? ['dealstage', 'amount'] : type === 'companies' ? ['domain'] : ['email', 'company'];
  return shown
    .map((name) => display.value(type, name, properties[name]))
    .filter(Boolean)
    .join(' · ');
}

/** The app's own group first, filled or not; of the others what is filled or often edited. */
function groupsOf(display: Display, type: ObjectType, properties: Readonly<Record<string, string>>) {
  const { portal } = display;
  const ours = portal.properties.get(type, hubspotName('lockStatus'))?.groupName;
  const groups = [...portal.properties.listGroups(type)].sort(
    (a, b) => Number(b.name === ours) - Number(a.name === ours) || a.displayOrder - b.displayOrder,
  );
  const isShown = (definition: PropertyDefinition) =>
    !definition.hidden && (definition.groupName === ours || isWorthShowing(type, definition.name, properties));
  return groups
    .map((group) => ({
      label: group.name === ours ? 'PartnerLock properties' : group.label,
      properties: portal.properties
        .list(type)
        .filter((definition) => definition.groupName === group.name && isShown(definition))
        .map((definition) => display.property(definition, properties[definition.name] ?? ''))
        .sort((a, b) => rankOf(type, a) - rankOf(type, b)),
    }))
    .filter((group) => group.properties.length > 0);
}

const OFTEN_EDITED: Record<ObjectType, readonly string[]> = {
  deals: ['dealname', 'dealstage', 'amount', 'closedate', 'hubspot_owner_id', 'description'],
  companies: ['name', 'domain', 'country', 'hubspot_owner_id', 'lifecyclestage'],
  contacts: ['email', 'firstname', 'lastname', 'company', 'phone', 'hubspot_owner_id'],
};

/** In the page's head, or bookkeeping of the CRM. */
const SHOWN_ELSEWHERE = ['hs_object_id', 'hs_is_closed', 'hs_is_closed_won', 'hs_deal_stage_probability'];

/** Often edited first in their own order, then what is filled, then what is empty. */
function rankOf(type: ObjectType, { name, value }: PropertyView): number {
  const at = OFTEN_EDITED[type].indexOf(name);
  return at >= 0 ? at : value === '' ? 1_000 : 100;
}

const isWorthShowing = (type: ObjectType, name: string, properties: Readonly<Record<string, string>>) =>
  OFTEN_EDITED[type].includes(name) || (properties[name] !== undefined && !SHOWN_ELSEWHERE.includes(name));

function associationsOf(display: Display, type: ObjectType, id: string): readonly AssociationView[] {
  const { portal } = display;
  const others = (Object.keys(LABELS) as ObjectType[]).filter((other) => other !== type || type === 'companies');
  return others.map((other) => ({
    type: other,
    label: LABELS[other],
    records: portal
      .objects(type)
      .associated(id, other)
      .flatMap((otherId) => {
        const record = portal.objects(other).get(otherId);
        if (record === undefined) return [];
        return [
          {
            id: otherId,
            title: titleOf(other, record.properties),
            detail: subtitleOf(display, other, record.properties),
          },
        ];
      }),
  }));
}

const stagesOf = (portal: Portal): readonly StageView[] =>
  portal.pipelines.list().flatMap((pipeline) =>
    pipeline.stages.map((stage) => ({
      pipelineId: pipeline.id,
      pipelineLabel: pipeline.label,
      stageId: stage.id,
      stageLabel: stage.label,
    })),
  );
