import { z } from 'zod';
import { hubspotName } from '../../../shared/catalog/fields.ts';
import type { HubSpotClient } from './client.ts';
import { FORM_FIELD_NAMES, formFieldGroups, type FormWords } from './registration-form.ts';

export interface FormWish extends FormWords {
  /** Where the partner's browser goes after submitting: `<publicOrigin>/partner/receipt`. */
  readonly publicOrigin: string;
  /** HubSpot's code of the form's language, `en` or `es`. */
  readonly language: string;
  /** Epoch milliseconds: HubSpot wants creation dates in the body and then sets its own. */
  readonly now: () => number;
}

/** Finds the registration form, mends it, or creates it. Answers its id. */
export async function provisionForm(client: HubSpotClient, wish: FormWish): Promise<string> {
  const existing = await findForm(client, wish.words('form.name'));
  if (!existing) return (await client.write({ method: 'POST', path: PATH, body: newForm(wish) }, form)).id;
  const change = changeOf(existing, wish);
  if (change) await client.write({ method: 'PATCH', path: `${PATH}/${existing.id}`, body: change }, form);
  return existing.id;
}

/** Forms have no generally available dated version. */
const PATH = '/marketing/v3/forms';

const form = z.object({
  id: z.string(),
  name: z.string(),
  // Forms of other kinds come in the same list and lack some of this.
  configuration: z
    .looseObject({
      createNewContactForNewEmail: z.boolean().optional(),
      prePopulateKnownValues: z.boolean().optional(),
      postSubmitAction: z.object({ type: z.string(), value: z.string() }).optional(),
    })
    .catch({}),
  fieldGroups: z.array(z.object({ fields: z.array(z.object({ name: z.string() })).catch([]) })).catch([]),
});
type Form = z.infer<typeof form>;

const page = z.object({
  results: z.array(form),
  paging: z.object({ next: z.object({ after: z.string() }) }).nullish(),
});

/**
 * The form that asks for a nonce, the one of our name first: an admin may rename ours, and a copy that somebody
 * made of it must not take its place.
 */
async function findForm(client: HubSpotClient, name: string): Promise<Form | null> {
  const ours: Form[] = [];
  for (let after: string | undefined; ;) {
    const query = { limit: '100', ...(after && { after }) };
    const { results, paging } = await client.read({ method: 'GET', path: PATH, query }, page);
    ours.push(...results.filter((each) => fieldNames(each).includes(NONCE)));
    after = paging?.next.after;
    if (!after) return ours.find((each) => each.name === name) ?? ours[0] ?? null;
  }
}

const NONCE = hubspotName('stagingNonce');
const fieldNames = ({ fieldGroups }: Form): readonly string[] =>
  fieldGroups.flatMap(({ fields }) => fields.map(({ name }) => name));

/** What must not be otherwise: an admin may reword, reorder and add, but not send partners or values elsewhere. */
function changeOf(existing: Form, wish: FormWish): object | null {
  const { configuration } = existing;
  const present = fieldNames(existing);
  const needsFields = FORM_FIELD_NAMES.some((name) => !present.includes(name));
  const wanted = safeguards(wish);
  const needsConfiguration =
    configuration.createNewContactForNewEmail !== wanted.createNewContactForNewEmail ||
    configuration.prePopulateKnownValues !== wanted.prePopulateKnownValues ||
    configuration.postSubmitAction?.value !== wanted.postSubmitAction.value;
  if (!needsFields && !needsConfiguration) return null;
  return {
    ...(needsFields && { fieldGroups: formFieldGroups(wish) }),
    ...(needsConfiguration && { configuration: { ...configuration, ...wanted } }),
  };
}

/**
 * HubSpot knows a browser by its cookie: without these two, a partner who registers two companies from one browser
 * would overwrite the first contact and see its values.
 */
const safeguards = ({ publicOrigin }: FormWish) => ({
  createNewContactForNewEmail: true,
  prePopulateKnownValues: false,
  postSubmitAction: { type: 'redirect_url', value: `${publicOrigin}/partner/receipt` },
});

function newForm(wish: FormWish): object {
  const moment = new Date(wish.now()).toISOString();
  return {
    name: wish.words('form.name'),
    formType: 'hubspot',
    createdAt: moment,
    updatedAt: moment,
    archived: false,
    fieldGroups: formFieldGroups(wish),
    configuration: {
      ...safeguards(wish),
      language: wish.language,
      editable: true,
      cloneable: false,
      archivable: true,
      allowLinkToResetKnownValues: false,
      notifyContactOwner: false,
      notifyRecipients: [],
      recaptchaEnabled: false,
    },
    displayOptions: {
      renderRawHtml: false,
      theme: 'default_style',
      submitButtonText: wish.words('form.submit'),
      style: STYLE,
    },
    // Consent is asked of the partner about the contact, in a field of ours; HubSpot's own consent is about the visitor.
    legalConsentOptions: { type: 'none' },
  };
}

const STYLE = {
  fontFamily: 'arial, helvetica, sans-serif',
  backgroundWidth: '100%',
  labelTextColor: '#1f2933',
  labelTextSize: '14px',
  helpTextColor: '#52606d',
  helpTextSize: '12px',
  legalConsentTextColor: '#1f2933',
  legalConsentTextSize: '14px',
  submitColor: '#1d4ed8',
  submitAlignment: 'left',
  submitFontColor: '#ffffff',
  submitSize: '14px',
};
