import type { FieldDefinition, ObjectDefinition, Row } from '../../../salesforce/entities.ts';
import { notFound } from '../../../salesforce/errors.ts';
import type { Layout } from '../org/layouts.ts';
import type { LightningPage } from '../org/pages.ts';
import type { FormView, RecordAction, RecordView, RegionView, RelatedListView } from '../wire.ts';
import { iconOf } from './icons.ts';
import { columnOf, rowOf } from './list-view.ts';
import type { Screen } from './screen.ts';

export interface RecordPage {
  readonly layout: Layout;
  readonly page: LightningPage | undefined;
}

/** A record's page: header, details, related lists, and what stands where according to the package. */
export function recordView(screen: Screen, id: string, pageOf: (object: ObjectDefinition) => RecordPage): RecordView {
  const object = screen.org.schema.objectOfId(id);
  const row = object && screen.object(object.name) ? screen.as.get(object.name, id) : undefined;
  if (object === undefined || row === undefined) throw notFound('There is no such record, or you may not see it.');
  const { layout, page } = pageOf(object);
  const views = (names: readonly string[]) =>
    names.flatMap((name) => {
      const field = screen.field(object.name, name);
      return field === undefined ? [] : [screen.fieldView(object.name, field, row)];
    });
  return {
    object: object.name,
    objectLabel: object.label,
    icon: iconOf(object.name),
    id: String(row['Id']),
    title: String(row['Name'] ?? id),
    highlights: views(layout.highlights.filter((name) => name !== 'Name')),
    sections: layout.sections
      .map(({ label, fields }) => ({ label, fields: views(fields) }))
      .filter(({ fields }) => fields.length > 0),
    regions: regionsOf(page),
    related: relatedLists(screen, object, row),
    actions: actionsOf(screen, object, row),
  };
}

/** An object without a page of its own gets the one that every org has. */
const regionsOf = (page: LightningPage | undefined): readonly RegionView[] =>
  (page?.regions ?? STANDARD_REGIONS).map(({ name, components }) => ({
    name,
    components: components.map((each, index) => ({ ...each, key: `${name}-${index}-${each.name}` })),
  }));

export const pageRegions = (page: LightningPage): readonly RegionView[] => regionsOf(page);

const only = (name: string) => [{ name, properties: {} }];
const STANDARD_REGIONS: LightningPage['regions'] = [
  { name: 'header', components: only('force:highlightsPanel') },
  { name: 'main', components: only('force:detailPanel') },
  { name: 'sidebar', components: only('force:relatedListContainer') },
];

const RELATED_COLUMNS = 3;
const RELATED_COMMON: Readonly<Record<string, readonly string[]>> = {
  Contact: ['Name', 'Title', 'Email'],
  Opportunity: ['Name', 'StageName', 'CloseDate'],
};

/** What points at the record. Of several lookups of one custom object, those that lead nowhere are left out. */
function relatedLists(screen: Screen, object: ObjectDefinition, row: Row): RelatedListView[] {
  const children = screen.org.schema
    .childrenOf(object.name)
    .filter(({ object: child }) => child.custom || child.name in RELATED_COMMON)
    .filter(({ field }) => field.childRelationshipName !== undefined);
  return children.flatMap(({ object: child, field }) => {
    const list = relatedList(screen, child, field, String(row['Id']));
    if (list === undefined) return [];
    const isOneOfMany = children.filter((each) => each.object === child).length > 1;
    if (!isOneOfMany) return [list];
    return list.rows.length === 0 ? [] : [{ ...list, label: `${list.label}: ${screen.labelOf(child.name, field)}` }];
  });
}

function relatedList(
  screen: Screen,
  child: ObjectDefinition,
  field: FieldDefinition,
  parentId: string,
): RelatedListView | undefined {
  if (screen.object(child.name) === undefined || screen.field(child.name, field.name) === undefined) return undefined;
  const names = RELATED_COMMON[child.name] ?? ['Name', ...customColumns(child)];
  const columns = names.flatMap((name) => columnOf(screen, child.name, name) ?? []);
  const paths = [...new Set(['Id', 'Name', ...columns.map(({ path }) => path)])];
  const records = screen.as.query(
    `SELECT ${paths.join(', ')} FROM ${child.name} WHERE ${field.name} = '${parentId}' ORDER BY CreatedDate DESC`,
  );
  return {
    label: child.labelPlural,
    object: child.name,
    columns: columns.map(({ label }) => label),
    rows: records.map((record) => rowOf(screen, child.name, record, columns)),
  };
}

const customColumns = (child: ObjectDefinition): readonly string[] =>
  child.fields
    .filter((field) => field.custom && field.type === 'picklist')
    .slice(0, RELATED_COLUMNS - 1)
    .map(({ name }) => name);

function actionsOf(screen: Screen, object: ObjectDefinition, row: Row): RecordAction[] {
  const { access, user } = screen.actor;
  const may = (is: boolean, action: RecordAction): RecordAction[] => (is ? [action] : []);
  const isOpenLead = object.name === 'Lead' && row['IsConverted'] !== true;
  return [
    ...may(access.mayEdit(object.name) && user.profile.standardObjects, 'edit'),
    ...may(object.name === 'Account' && access.mayCreate('Opportunity'), 'newOpportunity'),
    ...may(object.name === 'Account' && access.mayCreate('Contact'), 'newContact'),
    ...may(object.name === 'Account' && access.mayDelete('Account'), 'merge'),
    ...may(isOpenLead && access.mayEdit('Lead'), 'convert'),
    ...may(access.mayDelete(object.name), 'delete'),
  ];
}

/** The fields of a new record's dialog, with values that are known beforehand. */
export function formView(screen: Screen, objectName: string, preset: Row): FormView {
  const object = screen.object(objectName);
  const names = FORM_FIELDS[objectName];
  if (object === undefined || names === undefined) throw notFound();
  const defaults = Object.fromEntries(
    object.fields.map(({ name, picklist }) => [name, picklist?.values.find((each) => each.isDefault)?.value ?? null]),
  );
  return {
    object: object.name,
    objectLabel: object.label,
    fields: names.flatMap((name) => {
      const field = screen.field(object.name, name);
      return field === undefined ? [] : [screen.fieldView(object.name, field, { ...defaults, ...preset })];
    }),
  };
}

const FORM_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Account: ['Name', 'Website', 'Phone', 'Industry', 'BillingCountry'],
  Contact: ['FirstName', 'LastName', 'AccountId', 'Title', 'Email', 'Phone'],
  Lead: ['FirstName', 'LastName', 'Company', 'Title', 'Website', 'Email', 'Phone', 'Country', 'LeadSource', 'Status'],
  Opportunity: ['Name', 'AccountId', 'StageName', 'CloseDate', 'Amount', 'NextStep'],
};
