import type { PropertyDefinition } from '../../../shared/catalog/render-hubspot.ts';
import { hubspotName } from '../../../shared/catalog/fields.ts';
import type { StagingCode } from '../../../shared/catalog/staging-fields.ts';

type FormCode = StagingCode | 'email';
type FieldKind = 'email' | 'single_line_text' | 'multi_line_text' | 'single_checkbox';

interface FormField {
  readonly code: FormCode;
  readonly kind: FieldKind;
  readonly isRequired?: boolean;
}

/** What the partner fills in, row by row; HubSpot shows up to three fields in a row. */
const ROWS: readonly (readonly FormField[])[] = [
  [{ code: 'stagingSubmittedBy', kind: 'single_line_text', isRequired: true }],
  [
    { code: 'stagingCompany', kind: 'single_line_text', isRequired: true },
    { code: 'stagingWebsite', kind: 'single_line_text' },
  ],
  [
    { code: 'stagingCountry', kind: 'single_line_text' },
    { code: 'stagingIndustry', kind: 'single_line_text' },
    { code: 'stagingEmployees', kind: 'single_line_text' },
  ],
  [
    { code: 'stagingContactName', kind: 'single_line_text' },
    { code: 'email', kind: 'email', isRequired: true },
  ],
  [
    { code: 'stagingAmount', kind: 'single_line_text' },
    { code: 'stagingCloseOn', kind: 'single_line_text' },
  ],
  [{ code: 'stagingNotes', kind: 'multi_line_text' }],
  [{ code: 'stagingConsent', kind: 'single_checkbox', isRequired: true }],
];

/** The keys under which `words` has the form's texts. */
export const FORM_WORDS = ['form.name', 'form.submit', ...ROWS.flat().map(({ code }) => `form.${code}`)];

export interface FormWords {
  readonly words: (key: string) => string;
  /** The contact's properties, for the options of the hidden status. */
  readonly properties: readonly PropertyDefinition[];
}

export const FORM_FIELD_NAMES: readonly string[] = [
  ...ROWS.flat().map(({ code }) => propertyOf(code)),
  ...(['stagingNonce', 'stagingToken', 'stagingStatus'] as const).map(hubspotName),
];

/** The groups of fields as the forms API takes them. */
export function formFieldGroups({ words, properties }: FormWords): readonly object[] {
  const rows = ROWS.map((row) => row.map((field) => visibleField(field, words)));
  return [...rows, hiddenFields(properties)].map((fields) => ({
    groupType: 'default_group',
    richTextType: 'text',
    fields,
  }));
}

function visibleField({ code, kind, isRequired = false }: FormField, words: FormWords['words']): object {
  return {
    ...fieldBase(propertyOf(code), words(`form.${code}`)),
    fieldType: kind,
    required: isRequired,
    hidden: false,
    ...(kind === 'email' && { validation: { blockedEmailDomains: [], useDefaultBlockList: false } }),
  };
}

/** Filled by the link that the partner opened; the token in it is signed, so a forged one is noticed. */
function hiddenFields(properties: readonly PropertyDefinition[]): object[] {
  const text = (code: StagingCode) => ({
    ...fieldBase(hubspotName(code), code),
    fieldType: 'single_line_text',
    required: false,
    hidden: true,
  });
  const name = hubspotName('stagingStatus');
  const options = properties.find((property) => property.name === name)?.options ?? [];
  const status = {
    ...fieldBase(name, 'stagingStatus'),
    fieldType: 'dropdown',
    required: false,
    hidden: true,
    options: options.map(({ label, value, displayOrder }) => ({ label, value, displayOrder })),
    defaultValues: ['new'],
  };
  return [text('stagingNonce'), text('stagingToken'), status];
}

const fieldBase = (name: string, label: string) => ({ objectTypeId: '0-1', name, label, dependentFields: [] });

function propertyOf(code: FormCode): string {
  return code === 'email' ? 'email' : hubspotName(code);
}
