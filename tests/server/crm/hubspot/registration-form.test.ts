import { expect, it } from 'vitest';
import { z } from 'zod';
import { FIELD_CODES, fieldOf } from '../../../../shared/catalog/fields.ts';
import { renderHubSpotProperties } from '../../../../shared/catalog/render-hubspot.ts';
import { en } from '../../../../shared/words/en.ts';
import { es } from '../../../../shared/words/es.ts';
import { FORM_FIELD_NAMES, FORM_WORDS, formFieldGroups } from '../../../../server/crm/hubspot/registration-form.ts';

const shape = z.array(z.object({ fields: z.array(z.object({ label: z.string(), hidden: z.boolean() })) }));

it('has words for the whole form in every language', () => {
  for (const language of [en, es]) expect(Object.keys(language)).toEqual(expect.arrayContaining(FORM_WORDS));
});

it('asks for the contact’s e-mail and every staging field, and for nothing that is more than staging', () => {
  const staging = FIELD_CODES.map(fieldOf).filter(({ on }) => on[0] === 'contact');
  expect([...FORM_FIELD_NAMES].toSorted()).toEqual(['email', ...staging.map(({ hubspot }) => hubspot)].toSorted());
});

it('shows at most three fields in a row, and hides what the link fills in', () => {
  const properties = renderHubSpotProperties((key) => key).contacts;
  const groups = JSON.stringify(formFieldGroups({ words: (key) => key, properties }));
  const rows = shape.parse(JSON.parse(groups));
  expect(Math.max(...rows.map(({ fields }) => fields.length))).toBeLessThanOrEqual(3);
  const hidden = rows.flatMap(({ fields }) => fields).filter((field) => field.hidden);
  expect(hidden.map(({ label }) => label)).toEqual(['stagingNonce', 'stagingToken', 'stagingStatus']);
  expect(groups).toContain('"defaultValues":["new"]');
});
