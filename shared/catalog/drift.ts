import type { PropertyDefinition, PropertyOption } from './render-hubspot.ts';

/** A property as it stands in the portal. */
export type ActualProperty = Omit<PropertyDefinition, 'type' | 'options'> & {
  readonly type: string;
  readonly options: readonly PropertyOption[];
  readonly archived: boolean;
};

export type DriftProblem = 'missing' | 'archived' | 'wrong_type' | 'missing_options' | 'not_unique' | 'not_on_forms';

/** One property that is not as the catalog has it, and what a person should do when we cannot mend it. */
export interface DriftFinding {
  readonly property: string;
  readonly problem: DriftProblem;
  /** Picklist values that the portal lacks; empty for every other problem. */
  readonly options: readonly string[];
  readonly whatToDo: string;
}

/**
 * Compares the properties we need with those a portal has. Labels, descriptions and extra options are the
 * portal's own business: an admin may reword them and add to them.
 */
export function drift(expected: readonly PropertyDefinition[], actual: readonly ActualProperty[]): DriftFinding[] {
  const byName = new Map(actual.map((property) => [property.name, property]));
  return expected.flatMap((wanted) => compare(wanted, byName.get(wanted.name)));
}

function compare(wanted: PropertyDefinition, found: ActualProperty | undefined): DriftFinding[] {
  const finding = (problem: DriftProblem, options: readonly string[] = []): DriftFinding => ({
    property: wanted.name,
    problem,
    options,
    whatToDo: WHAT_TO_DO[problem](wanted, options),
  });
  if (!found) return [finding('missing')];
  if (found.archived) return [finding('archived')];
  if (!isSameType(wanted, found)) return [finding('wrong_type')];

  const present = new Set(found.options.map((option) => option.value));
  const lacking = wanted.options.map((option) => option.value).filter((value) => !present.has(value));
  return [
    ...(lacking.length > 0 ? [finding('missing_options', lacking)] : []),
    ...(wanted.hasUniqueValue && !found.hasUniqueValue ? [finding('not_unique')] : []),
    ...(wanted.formField && !found.formField ? [finding('not_on_forms')] : []),
  ];
}

/** Several values fit only into checkboxes; any other choice of input is a matter of taste. */
const isSameType = (wanted: PropertyDefinition, found: ActualProperty): boolean =>
  wanted.type === found.type && (wanted.fieldType === 'checkbox') === (found.fieldType === 'checkbox');

const WHAT_TO_DO: Record<DriftProblem, (wanted: PropertyDefinition, options: readonly string[]) => string> = {
  missing: ({ name }) => `Create the property ${name}: run the set-up again.`,
  archived: ({ name }) => `Restore the archived property ${name}: run the set-up again.`,
  wrong_type: ({ name, type, fieldType }) =>
    `${name} exists with another type. Export its values, delete the property, and run the set-up again: ` +
    `it must be of type ${type} (${fieldType}).`,
  missing_options: ({ name }, options) => `Add these options to ${name}: ${options.join(', ')}.`,
  // HubSpot takes hasUniqueValue only when a property is created.
  not_unique: ({ name }) =>
    `${name} exists without "Require unique values". Export its values, delete the property, and run the set-up again.`,
  not_on_forms: ({ name }) => `Allow ${name} on forms, so that the registration form can write it.`,
};
