import type { FieldDefinition, ObjectDefinition, Row, Value } from '../../../salesforce/entities.ts';
import type { Actor } from '../../../salesforce/org/core.ts';
import type { Org, OrgScreen } from '../../../salesforce/org/org.ts';
import type { Language } from '../../wire.ts';
import type { Words } from '../org/translations.ts';
import { recordAddress } from '../page-address.ts';
import type { FieldKind, FieldView } from '../wire.ts';

export interface ScreenDeps {
  readonly org: Org;
  readonly userId: string;
  readonly language: Language;
  readonly timeZone: string;
  readonly currency: string;
  readonly words: Words;
}

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-US', es: 'es-ES' };

/** The org as one person sees it: rights, language, numbers and times. */
export class Screen {
  readonly org: Org;
  readonly actor: Actor;
  readonly as: OrgScreen;
  readonly #deps: ScreenDeps;

  constructor(deps: ScreenDeps) {
    this.#deps = deps;
    this.org = deps.org;
    this.actor = deps.org.actor(deps.userId);
    this.as = deps.org.as(deps.userId);
  }

  object(name: string): ObjectDefinition | undefined {
    const object = this.org.schema.object(name);
    return object !== undefined && this.actor.access.mayRead(object.name) ? object : undefined;
  }

  /** Undefined too when the person may not see it. */
  field(object: string, name: string): FieldDefinition | undefined {
    const field = this.org.schema.field(object, name);
    return field !== undefined && this.actor.access.canSee(object, field) ? field : undefined;
  }

  labelOf(object: string, field: FieldDefinition): string {
    const label = this.#deps.words.fields.get(`${object}.${field.name}`) ?? field.label;
    return field.type === 'reference' ? label.replace(/ ID$/, '') : label;
  }

  fieldView(object: string, field: FieldDefinition, row: Row): FieldView {
    const { access } = this.actor;
    const value = row[field.name] ?? null;
    const isNew = row['Id'] === undefined;
    return {
      name: field.name,
      label: this.labelOf(object, field),
      kind: kindOf(field),
      value,
      display: this.text(object, field, value),
      to: field.type === 'reference' && typeof value === 'string' ? this.addressOfId(value) : null,
      canEdit:
        field.formula === undefined &&
        (isNew ? field.createable && access.mayCreate(object) : field.updateable && access.mayEdit(object)) &&
        access.canWrite(object, field),
      isRequired: field.required,
      options: (field.picklist?.values ?? [])
        .filter((each) => each.active)
        .map((each) => ({ value: each.value, label: this.#choice(object, field, each.label) })),
      target: field.referenceTo[0] ?? null,
    };
  }

  /** A value as this person reads it; empty when there is none. */
  text(object: string, field: FieldDefinition, value: Value): string {
    if (value === null || value === '') return '';
    switch (field.type) {
      case 'datetime':
        return this.#moment(String(value), { dateStyle: 'medium', timeStyle: 'short', timeZone: this.#deps.timeZone });
      case 'date':
        return this.#moment(`${String(value)}T00:00:00Z`, { dateStyle: 'medium', timeZone: 'UTC' });
      case 'currency':
        return this.#number(value, { style: 'currency', currency: this.#deps.currency });
      case 'percent':
        return `${this.#number(value, {})} %`;
      case 'int':
      case 'double':
        return this.#number(value, {});
      case 'boolean':
        return YES_NO[this.#deps.language][value === true ? 0 : 1];
      case 'reference':
        return this.nameOf(String(value));
      case 'picklist':
      case 'multipicklist':
        return String(value)
          .split(';')
          .map((each) => this.#choiceOf(object, field, each))
          .join(', ');
      default:
        return String(value);
    }
  }

  /** The name of any record, as a lookup shows it. */
  nameOf(id: string): string {
    const object = this.org.schema.objectOfId(id);
    const row = object === undefined ? undefined : this.org.core.tables.live(object.name, id);
    return row === undefined ? '' : String(row['Name'] ?? '');
  }

  /** Users have no page here. */
  addressOfId(id: string): string | null {
    const object = this.org.schema.objectOfId(id);
    return object === undefined || object.name === 'User' || !this.actor.access.mayRead(object.name)
      ? null
      : recordAddress(object.name, id);
  }

  #choiceOf(object: string, field: FieldDefinition, value: string): string {
    const known = field.picklist?.values.find((each) => each.value === value);
    return known === undefined ? value : this.#choice(object, field, known.label);
  }

  #choice(object: string, field: FieldDefinition, label: string): string {
    return this.#deps.words.choices.get(`${object}.${field.name}.${label}`) ?? label;
  }

  #moment(text: string, options: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(LOCALES[this.#deps.language], options).format(Date.parse(text));
  }

  #number(value: Value, options: Intl.NumberFormatOptions): string {
    return new Intl.NumberFormat(LOCALES[this.#deps.language], options).format(Number(value));
  }
}

const YES_NO = { en: ['Yes', 'No'], es: ['Sí', 'No'] } as const;

const KINDS: Partial<Record<FieldDefinition['type'], FieldKind>> = {
  boolean: 'yesno',
  currency: 'number',
  date: 'date',
  datetime: 'datetime',
  double: 'number',
  email: 'email',
  int: 'number',
  multipicklist: 'choices',
  percent: 'number',
  picklist: 'choice',
  reference: 'lookup',
  textarea: 'long',
  url: 'link',
};

const kindOf = (field: FieldDefinition): FieldKind => KINDS[field.type] ?? 'text';
