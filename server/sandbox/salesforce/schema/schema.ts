import type { FieldDefinition, ObjectDefinition, PackageMetadata } from '../entities.ts';
import { setupObjects, toolingObjects } from './setup-objects.ts';
import { customObjectFields, standardObjects, systemFields } from './standard-objects.ts';

/** Every object of the org: the standard ones, and what the package adds. Names are found whatever their case. */
export class Schema {
  readonly objects: readonly ObjectDefinition[];
  readonly #byName = new Map<string, ObjectDefinition>();
  readonly #fields = new Map<string, ReadonlyMap<string, FieldDefinition>>();

  constructor(metadata: PackageMetadata) {
    this.objects = merge(metadata);
    for (const object of this.objects) {
      this.#byName.set(object.name.toLowerCase(), object);
      this.#fields.set(object.name, new Map(object.fields.map((each) => [each.name.toLowerCase(), each])));
    }
  }

  object(name: string): ObjectDefinition | undefined {
    return this.#byName.get(name.toLowerCase());
  }

  field(object: string, name: string): FieldDefinition | undefined {
    return this.#fields.get(this.object(object)?.name ?? '')?.get(name.toLowerCase());
  }

  /** The object whose ids begin like this one. */
  objectOfId(id: string): ObjectDefinition | undefined {
    return this.objects.find((object) => id.startsWith(object.keyPrefix));
  }

  /** The lookup behind `Account.` or `X__r.`. */
  relationship(object: string, relationshipName: string): FieldDefinition | undefined {
    const wanted = relationshipName.toLowerCase();
    return this.object(object)?.fields.find((each) => each.relationshipName?.toLowerCase() === wanted);
  }

  /** Fields anywhere that point to this object. */
  childrenOf(object: string): { readonly object: ObjectDefinition; readonly field: FieldDefinition }[] {
    return this.objects.flatMap((child) =>
      child.fields.filter((each) => each.referenceTo.includes(object)).map((each) => ({ object: child, field: each })),
    );
  }

  childRelationship(object: string, name: string) {
    const wanted = name.toLowerCase();
    return this.childrenOf(object).find(({ field }) => field.childRelationshipName?.toLowerCase() === wanted);
  }

  /** The id Setup gives a custom field, as Web-to-Lead forms need it: fifteen characters. */
  customFieldId(object: string, name: string): string | undefined {
    const all = this.objects.flatMap((each) =>
      each.fields.filter((one) => one.custom).map((one) => `${each.name}.${one.name}`),
    );
    const index = all.indexOf(`${object}.${name}`);
    return index < 0 ? undefined : `00NDM${String(index + 1).padStart(10, '0')}`;
  }
}

function merge(metadata: PackageMetadata): ObjectDefinition[] {
  const standard = standardObjects().map((object): ObjectDefinition => {
    const added = metadata.objects.find((each) => each.name === object.name);
    if (added === undefined) return object;
    const known = new Set(object.fields.map((each) => each.name));
    const fields = [...object.fields, ...added.fields.filter((each) => !known.has(each.name))];
    return { ...object, fields, validationRules: added.validationRules };
  });
  const custom = metadata.objects
    .filter((each) => each.name.endsWith('__c'))
    .map((each, index): ObjectDefinition => {
      // A detail record has the owner of its master.
      const hasOwner = !each.fields.some((one) => one.masterDetail);
      return {
        name: each.name,
        label: each.label ?? each.name,
        labelPlural: each.labelPlural ?? each.label ?? each.name,
        keyPrefix: `a${index.toString(36).padStart(2, '0')}`,
        custom: true,
        fields: [...systemFields(), ...customObjectFields(each.nameField, hasOwner), ...each.fields],
        validationRules: each.validationRules,
      };
    });
  return [...standard, ...setupObjects(), ...toolingObjects(), ...custom];
}
