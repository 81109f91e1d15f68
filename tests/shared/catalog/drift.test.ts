import { describe, expect, it } from 'vitest';
import { drift, type ActualProperty } from '../../../shared/catalog/drift.ts';
import { renderHubSpotProperties, type PropertyDefinition } from '../../../shared/catalog/render-hubspot.ts';
import { hubspotName, type FieldCode } from '../../../shared/catalog/fields.ts';

const rendered = renderHubSpotProperties((key) => key);
const wanted = [...rendered.deals, ...rendered.contacts];
const asFound = (property: PropertyDefinition): ActualProperty => ({ ...property, archived: false });

/** A portal as it should be, but for one property. */
const portalWhere = (code: FieldCode, change: Partial<ActualProperty>): ActualProperty[] =>
  wanted.map((property) => ({ ...asFound(property), ...(property.name === hubspotName(code) && change) }));

describe('drift between the catalog and a portal', () => {
  it('is nothing when all is there', () => {
    expect(drift(wanted, wanted.map(asFound))).toEqual([]);
  });

  it('is not what an admin may change: labels, descriptions, groups, further options, the kind of input', () => {
    const more = { label: 'Gold', value: 'gold', displayOrder: 9, hidden: false };
    const tier = wanted.find(({ name }) => name === hubspotName('partnerTier'));
    const change = {
      label: 'Our tier',
      description: '',
      groupName: 'another',
      fieldType: 'radio',
      options: [more, ...(tier?.options ?? [])],
    };
    expect(drift(wanted, portalWhere('partnerTier', change))).toEqual([]);
  });

  it.each<[string, FieldCode, Partial<ActualProperty>, string, RegExp]>([
    ['archived', 'lockEndsAt', { archived: true }, 'archived', /Restore .* run the set-up again/],
    ['another type', 'lockEndsAt', { type: 'string' }, 'wrong_type', /must be of type datetime/],
    ['one value where several are needed', 'verdictReasons', { fieldType: 'select' }, 'wrong_type', /\(checkbox\)/],
    ['an option less', 'partnerTier', { options: [] }, 'missing_options', /referral, solution_advisor/],
    ['not unique', 'lockKey', { hasUniqueValue: false }, 'not_unique', /Require unique values/],
    ['not for forms', 'stagingNotes', { formField: false }, 'not_on_forms', /on forms/],
  ])('%s', (_label, code, change, problem, whatToDo) => {
    expect(drift(wanted, portalWhere(code, change))).toEqual([
      expect.objectContaining({ property: hubspotName(code), problem, whatToDo: stringMatching(whatToDo) }),
    ]);
  });

  it('names what is missing', () => {
    const rest = wanted.filter(({ name }) => name !== hubspotName('lockKey')).map(asFound);
    expect(drift(wanted, rest)).toEqual([
      expect.objectContaining({ property: hubspotName('lockKey'), problem: 'missing' }),
    ]);
  });
});

/** Vitest types its matchers as `any`. */
const stringMatching = (pattern: RegExp): unknown => expect.stringMatching(pattern);
