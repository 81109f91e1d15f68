import type { FieldDefinition, ObjectDefinition } from '../entities.ts';
import type { ApiCall, ApiRouter } from '../http.ts';
import { API_VERSIONS, ok } from '../http.ts';

/** What the org holds, as far as the user may see it. */
export function serveDescribe(router: ApiRouter): void {
  router.on('GET', '/', (call) =>
    ok(
      Object.fromEntries(
        ['sobjects', 'query', 'queryAll', 'composite', 'limits', 'ui-api'].map((name) => [
          name,
          `/services/data/v${call.version}/${name}`,
        ]),
      ),
    ),
  );
  router.on('GET', '/sobjects', (call) =>
    ok({
      encoding: 'UTF-8',
      maxBatchSize: 200,
      sobjects: call.org.schema.objects
        .filter((object) => call.actor.access.mayRead(object.name))
        .map((object) => describeObject(call, object)),
    }),
  );
  router.on('GET', '/sobjects/:object', (call) => {
    const object = call.org.core.objectFor(call.param('object'), call.actor.access);
    return ok({ objectDescribe: describeObject(call, object), recentItems: [] });
  });
  router.on('GET', '/sobjects/:object/describe', (call) => {
    const object = call.org.core.objectFor(call.param('object'), call.actor.access);
    const visible = object.fields.filter((field) => call.actor.access.canSee(object.name, field));
    return ok({
      ...describeObject(call, object),
      fields: visible.map((field) => describeField(call, object, field)),
      childRelationships: call.org.schema.childrenOf(object.name).map((child) => ({
        childSObject: child.object.name,
        field: child.field.name,
        relationshipName: child.field.childRelationshipName ?? null,
        cascadeDelete: child.field.masterDetail,
      })),
      recordTypeInfos: [],
    });
  });
}

export const versionList = () =>
  ok(
    API_VERSIONS.map((version) => ({
      label: `v${version}`,
      url: `/services/data/v${version}.0`,
      version: `${version}.0`,
    })),
  );

function describeObject({ actor: { access }, version }: ApiCall, object: ObjectDefinition) {
  const url = `/services/data/v${version}/sobjects/${object.name}`;
  return {
    name: object.name,
    label: object.label,
    labelPlural: object.labelPlural,
    keyPrefix: object.keyPrefix,
    custom: object.custom,
    queryable: true,
    retrieveable: true,
    searchable: true,
    createable: access.mayCreate(object.name),
    updateable: access.mayEdit(object.name),
    deletable: access.mayDelete(object.name),
    urls: { sobject: url, describe: `${url}/describe`, rowTemplate: `${url}/{ID}` },
  };
}

function describeField({ actor: { access } }: ApiCall, object: ObjectDefinition, field: FieldDefinition) {
  const writable = access.canWrite(object.name, field);
  const isNumber = ['double', 'currency', 'percent'].includes(field.type);
  return {
    name: field.name,
    label: field.label,
    type: field.type,
    custom: field.custom,
    length: field.length ?? 0,
    precision: isNumber ? (field.precision ?? 18) : 0,
    scale: isNumber ? (field.scale ?? 0) : 0,
    digits: field.type === 'int' ? 8 : 0,
    nillable: !field.required && field.type !== 'boolean' && field.type !== 'id',
    unique: field.unique,
    externalId: field.externalId,
    caseSensitive: field.caseSensitive,
    idLookup: field.name === 'Id' || field.externalId,
    calculated: field.formula !== undefined,
    calculatedFormula: field.formula?.text ?? null,
    autoNumber: field.autoNumber !== undefined,
    nameField: field.name === 'Name',
    createable: field.createable && writable,
    updateable: field.updateable && writable,
    filterable: !field.longText,
    sortable: !field.longText && field.type !== 'multipicklist',
    groupable: !field.longText && !isNumber && field.type !== 'datetime',
    restrictedPicklist: field.picklist?.restricted ?? false,
    picklistValues: (field.picklist?.values ?? []).map(({ value, label, isDefault, active }) => ({
      value,
      label,
      active,
      defaultValue: isDefault,
      validFor: null,
    })),
    referenceTo: field.referenceTo,
    relationshipName: field.relationshipName ?? null,
    defaultedOnCreate: field.type === 'boolean' || field.defaultValue !== undefined || field.name === 'OwnerId',
  };
}
