/**
 * OUR reconstruction of the schemas of HubSpot's project components, under the parser's own names. HubSpot's real
 * schemas need an account, so what passes here has passed "HubSpot's parser + our schemas" and nothing more.
 */
const text = { type: 'string' };
const texts = { type: 'array', items: text };
const httpsUrl = { type: 'string', pattern: '^https://' };
const entrypoint = (folder: string) => ({ type: 'string', pattern: `^/app/${folder}/.+\\.(tsx|jsx|ts|js)$` });

/** A closed object: unknown keys are errors. */
const closed = (required: readonly string[], properties: object) => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
});

const oauth = closed(['type', 'redirectUrls', 'requiredScopes'], {
  type: { const: 'oauth' },
  redirectUrls: { type: 'array', minItems: 1, items: httpsUrl },
  requiredScopes: { ...texts, uniqueItems: true },
  optionalScopes: texts,
  conditionallyRequiredScopes: texts,
});

const EVENTS = ['creation', 'deletion', 'merge', 'restore', 'associationChange', 'propertyChange'];

const crmSubscription = {
  ...closed(['subscriptionType', 'objectType', 'active'], {
    subscriptionType: { enum: EVENTS.map((event) => `object.${event}`) },
    objectType: text,
    propertyName: text,
    active: { type: 'boolean' },
  }),
  if: { properties: { subscriptionType: { const: 'object.propertyChange' } } },
  then: { required: ['propertyName'] },
};

const hubEvent = closed(['subscriptionType', 'active'], { subscriptionType: text, active: { type: 'boolean' } });

export const HSMETA_SCHEMAS = {
  // Marketplace and OAuth are our decision, so our schema allows nothing else.
  APPLICATION: closed(['name', 'description', 'distribution', 'auth', 'permittedUrls'], {
    name: text,
    description: text,
    logo: text,
    distribution: { const: 'marketplace' },
    auth: oauth,
    permittedUrls: closed(['fetch', 'iframe', 'img'], {
      fetch: { type: 'array', items: httpsUrl },
      iframe: texts,
      img: texts,
    }),
    support: closed([], { supportEmail: text, documentationUrl: text, supportUrl: text, supportPhone: text }),
  }),
  CARD: closed(['name', 'location', 'entrypoint', 'objectTypes'], {
    name: text,
    description: text,
    previewImage: { type: 'object' },
    location: { enum: ['crm.record.tab', 'crm.record.sidebar', 'crm.preview', 'helpdesk.sidebar'] },
    entrypoint: entrypoint('cards'),
    objectTypes: { type: 'array', minItems: 1, items: text },
  }),
  PAGE: closed(['entrypoint'], { entrypoint: entrypoint('pages') }),
  SETTINGS: closed(['entrypoint'], { entrypoint: entrypoint('settings') }),
  CRM_BULK_ACTION: closed(['label', 'entrypoint', 'objectTypes', 'displayMode'], {
    label: text,
    entrypoint: entrypoint('actions'),
    objectTypes: texts,
    displayMode: { enum: ['PANEL', 'MODAL'] },
    icon: text,
  }),
  WEBHOOKS: closed(['settings', 'subscriptions'], {
    settings: closed(['targetUrl', 'maxConcurrentRequests'], {
      targetUrl: httpsUrl,
      maxConcurrentRequests: { type: 'integer', minimum: 6 },
    }),
    subscriptions: closed([], {
      crmObjects: { type: 'array', items: crmSubscription },
      legacyCrmObjects: { type: 'array' },
      hubEvents: { type: 'array', items: hubEvent },
    }),
  }),
};
