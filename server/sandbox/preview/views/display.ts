import type { ObjectType, PropertyDefinition } from '../../hubspot/entities.ts';
import type { Portal } from '../../hubspot/portal.ts';
import { fullName } from '../../hubspot/portal.ts';
import type { Language, OptionView, PropertyView } from '../wire.ts';

/** Turns stored values into what a person reads: option labels, names of owners, moments in the portal's zone. */
export class Display {
  readonly portal: Portal;
  readonly language: Language;

  constructor(portal: Portal, language: Language) {
    this.portal = portal;
    this.language = language;
  }

  value(type: ObjectType, name: string, value: string | undefined): string {
    const definition = this.portal.properties.get(type, name);
    if (value === undefined || value === '') return '';
    return definition === undefined ? value : this.#shown(definition, value);
  }

  moment(atMs: number): string {
    return this.#format({ dateStyle: 'medium', timeStyle: 'short', timeZone: this.portal.timezone }, atMs);
  }

  /** Labels in the reader's language come from the property definitions; the portal's owners and stages have one only. */
  options(definition: PropertyDefinition): readonly OptionView[] {
    if (definition.name === 'hubspot_owner_id') {
      return this.portal.owners.map((user) => ({ value: user.ownerId, label: fullName(user) }));
    }
    if (definition.name === 'pipeline')
      return this.portal.pipelines.list().map(({ id, label }) => ({ value: id, label }));
    if (definition.name === 'dealstage') {
      return this.portal.pipelines
        .list()
        .flatMap((pipeline) => pipeline.stages.map((stage) => ({ value: stage.id, label: stage.label })));
    }
    return definition.options.filter((option) => !option.hidden).map(({ value, label }) => ({ value, label }));
  }

  property(definition: PropertyDefinition, value: string): PropertyView {
    return {
      name: definition.name,
      label: definition.label,
      help: definition.description,
      value,
      display: value === '' ? '' : this.#shown(definition, value),
      kind: kindOf(definition, value),
      canEdit: !definition.readOnlyValue && !SET_OTHERWISE.includes(definition.name),
      options: this.options(definition),
    };
  }

  #shown(definition: PropertyDefinition, value: string): string {
    switch (definition.type) {
      case 'datetime':
        return this.#moment({ dateStyle: 'medium', timeStyle: 'short', timeZone: this.portal.timezone }, value);
      case 'date':
        return this.#moment({ dateStyle: 'medium', timeZone: 'UTC' }, value);
      case 'bool':
        return this.language === 'es' ? (value === 'true' ? 'Sí' : 'No') : value === 'true' ? 'Yes' : 'No';
      case 'enumeration':
        return this.#choices(definition, value);
      case 'number':
        return definition.name === 'amount' ? this.#amount(value) : value;
      case 'string':
        return value;
    }
  }

  #choices(definition: PropertyDefinition, value: string): string {
    const options = this.options(definition);
    const labels = value.split(';').map((each) => options.find((option) => option.value === each)?.label ?? each);
    return labels.join(', ');
  }

  #amount(value: string): string {
    const amount = Number(value);
    return Number.isFinite(amount) ? new Intl.NumberFormat(this.language).format(amount) : value;
  }

  #moment(format: Intl.DateTimeFormatOptions, value: string): string {
    const atMs = /^\d+$/.test(value) ? Number(value) : Date.parse(value);
    return Number.isNaN(atMs) ? value : this.#format(format, atMs);
  }

  #format(format: Intl.DateTimeFormatOptions, atMs: number): string {
    return new Intl.DateTimeFormat(this.language, format).format(atMs);
  }
}

/** The pipeline moves with the stage; the creation date is nobody's to change. */
const SET_OTHERWISE = ['pipeline', 'createdate'];

function kindOf(definition: PropertyDefinition, value: string): PropertyView['kind'] {
  if (definition.type === 'enumeration') return 'choice';
  if (definition.type === 'bool') return 'yesno';
  if (definition.type === 'string') return /^https?:\/\/\S+$/.test(value) ? 'link' : 'text';
  return definition.type;
}

/** The name a record goes by on lists and in headings. */
export function titleOf(type: ObjectType, properties: Readonly<Record<string, string>>): string {
  if (type === 'deals') return properties.dealname ?? 'Deal without a name';
  if (type === 'companies') return properties.name ?? properties.domain ?? 'Company without a name';
  const person = [properties.firstname, properties.lastname].filter(Boolean).join(' ');
  return person || (properties.email ?? 'Contact without a name');
}
