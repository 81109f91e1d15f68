import { z } from 'zod';

const option = z.object({ label: z.string(), value: z.string(), displayOrder: z.number().optional() });

const formField = z.object({
  objectTypeId: z.enum(['0-1', '0-2']),
  name: z.string(),
  label: z.string(),
  required: z.boolean(),
  hidden: z.boolean(),
  fieldType: z.enum([
    'email',
    'phone',
    'mobile_phone',
    'single_line_text',
    'multi_line_text',
    'number',
    'single_checkbox',
    'multiple_checkboxes',
    'dropdown',
    'radio',
    'datepicker',
  ]),
  description: z.string().optional(),
  placeholder: z.string().optional(),
  defaultValue: z.string().optional(),
  options: z.array(option).optional(),
  validation: z.looseObject({ blockedEmailDomains: z.array(z.string()).optional() }).optional(),
});
export type FormField = z.infer<typeof formField>;

const fieldGroup = z.object({
  groupType: z.string().default('default_group'),
  richTextType: z.string().default('text'),
  richText: z.string().optional(),
  fields: z.array(formField).max(3),
});

const configuration = z.looseObject({
  language: z.string(),
  createNewContactForNewEmail: z.boolean().default(false),
  recaptchaEnabled: z.boolean().default(false),
  prePopulateKnownValues: z.boolean().default(false),
  notifyContactOwner: z.boolean().default(false),
  postSubmitAction: z.object({ type: z.enum(['thank_you', 'redirect_url']), value: z.string() }),
});

const legalConsentOptions = z.looseObject({
  type: z.enum(['none', 'implicit_consent_to_process', 'explicit_consent_to_process', 'legitimate_interest']),
  privacyText: z.string().optional(),
  consentToProcessText: z.string().optional(),
  consentToProcessCheckboxLabel: z.string().optional(),
});

/** The body of a form creation. `createdAt` and `updatedAt` are required although HubSpot sets them itself. */
export const formDraft = z.object({
  name: z.string().min(1),
  formType: z.literal('hubspot'),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  archived: z.boolean().default(false),
  fieldGroups: z.array(fieldGroup),
  configuration,
  displayOptions: z.looseObject({ submitButtonText: z.string().default('Submit') }),
  legalConsentOptions,
});
export type FormDraft = z.infer<typeof formDraft>;

export const formPatch = formDraft.partial().omit({ formType: true, createdAt: true, updatedAt: true });
export type FormPatch = z.infer<typeof formPatch>;

/** How a field is called in a query string, in a browser's post and in error texts: `email`, `0-2/domain`. */
export const fieldKey = (field: { readonly objectTypeId: string; readonly name: string }): string =>
  field.objectTypeId === '0-1' ? field.name : `${field.objectTypeId}/${field.name}`;
