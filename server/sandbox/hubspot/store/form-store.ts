import { toHubSpotTime } from '../clock.ts';
import type { ObjectType } from '../entities.ts';
import { objectTypeOf } from '../entities.ts';
import { HubSpotError, notFound, validationError } from '../errors.ts';
import type { FormDraft, FormField, FormPatch } from './form-draft.ts';
import type { PropertyStore } from './property-store.ts';

export interface FormDefinition extends FormDraft {
  readonly id: string;
}

export interface FormSubmission {
  readonly formId: string;
  readonly submittedAtMs: number;
  readonly contactId: string | undefined;
  readonly pageUrl: string;
  readonly values: readonly { readonly name: string; readonly value: string; readonly objectTypeId: string }[];
}

export interface FormStoreDeps {
  readonly now: () => number;
  readonly newGuid: () => string;
  readonly properties: PropertyStore;
}

/** The forms of one portal and what was submitted to them. */
export class FormStore {
  readonly #deps: FormStoreDeps;
  readonly #forms = new Map<string, FormDefinition>();
  readonly submissions: FormSubmission[] = [];
  /** Which browser, by its `hubspotutk` cookie, last turned out to be which contact. */
  readonly contactIdByCookie = new Map<string, string>();

  constructor(deps: FormStoreDeps) {
    this.#deps = deps;
  }

  list(archived = false): readonly FormDefinition[] {
    return [...this.#forms.values()].filter((form) => form.archived === archived);
  }

  get(id: string): FormDefinition | undefined {
    const form = this.#forms.get(id);
    return form?.archived === false ? form : undefined;
  }

  require(id: string): FormDefinition {
    const form = this.get(id);
    if (form === undefined) throw notFound(`Form '${id}' does not exist`);
    return form;
  }

  create(draft: FormDraft): FormDefinition {
    this.#check(draft);
    if (this.list().some((form) => form.name === draft.name)) {
      throw new HubSpotError(409, { message: `A form named '${draft.name}' already exists.`, category: 'CONFLICT' });
    }
    const moment = toHubSpotTime(this.#deps.now());
    const form = { ...draft, id: this.#deps.newGuid(), createdAt: moment, updatedAt: moment };
    this.#forms.set(form.id, form);
    return form;
  }

  update(id: string, patch: FormPatch): FormDefinition {
    const form = { ...this.require(id), ...patch, updatedAt: toHubSpotTime(this.#deps.now()) };
    this.#check(form);
    this.#forms.set(id, form);
    return form;
  }

  archive(id: string): void {
    this.#forms.set(id, { ...this.require(id), archived: true });
  }

  /** The name of a live form that shows the property, which protects it from being archived. */
  usedBy(type: ObjectType, propertyName: string): string | undefined {
    return this.list().find((form) =>
      fieldsOf(form).some((field) => objectTypeOf(field.objectTypeId) === type && field.name === propertyName),
    )?.name;
  }

  #check(draft: FormDraft): void {
    const { type, value } = draft.configuration.postSubmitAction;
    if (type === 'redirect_url' && !/^https?:\/\//.test(value)) {
      throw validationError(`postSubmitAction value '${value}' is not a URL.`);
    }
    for (const field of fieldsOf(draft)) this.#checkField(field);
  }

  #checkField(field: FormField): void {
    const type = objectTypeOf(field.objectTypeId);
    const definition = type === undefined ? undefined : this.#deps.properties.get(type, field.name);
    if (definition === undefined) {
      throw validationError(`Property '${field.name}' does not exist on object type ${field.objectTypeId}.`, {
        subCategory: 'FormsError.PROPERTY_DOESNT_EXIST',
        context: { propertyName: [field.name] },
      });
    }
    if (definition.readOnlyValue || (type === 'companies' && !definition.formField)) {
      throw validationError(`Property '${field.name}' cannot be used in forms.`, {
        subCategory: 'FormsError.PROPERTY_NOT_ALLOWED_IN_FORMS',
      });
    }
    const known = definition.options.map((option) => option.value);
    const stranger = field.options?.find((option) => !known.includes(option.value));
    if (stranger !== undefined) {
      throw validationError(`Option '${stranger.value}' is not an option of property '${field.name}'.`);
    }
  }
}

export const fieldsOf = (form: FormDraft): readonly FormField[] => form.fieldGroups.flatMap((group) => group.fields);
