import { afterEach, describe, expect, it } from 'vitest';
import { FIELD_CODES, fieldOf, hubspotName } from '../../../../shared/catalog/fields.ts';
import type { StandInOptions } from '../../../../server/sandbox/hubspot/start-stand-in.ts';
import { connectPortal, provisionPortal, wishFor, type ConnectedPortal } from './connected-portal.ts';
import { provision } from '../../../../server/crm/hubspot/provision.ts';

let portal: ConnectedPortal;
const start = async (options: StandInOptions = {}) => {
  portal = await connectPortal(options);
  portal.takeRequests();
};
afterEach(() => portal.close());

const writes = () => portal.takeRequests().filter((request) => !request.startsWith('GET'));

describe('setting up a portal', () => {
  it('creates every field of the catalog, the pipeline and the form', async () => {
    await start();
    const result = await provisionPortal(portal);

    const { properties, pipelines, forms } = portal.standIn.portal;
    const names = (['deals', 'companies', 'contacts'] as const).flatMap((type) =>
      properties.list(type).map((property) => property.name),
    );
    expect(new Set(names)).toEqual(new Set([...names, ...FIELD_CODES.map((code) => fieldOf(code).hubspot)]));
    expect(properties.get('deals', hubspotName('lockKey'))).toMatchObject({ hasUniqueValue: true });
    expect(properties.get('companies', hubspotName('prospectKey'))).toMatchObject({ hasUniqueValue: true });
    expect(properties.get('deals', hubspotName('prospectKey'))).toMatchObject({ hasUniqueValue: false });
    expect(pipelines.get('prm_registrations')?.stages.map(({ id, metadata }) => [id, metadata.probability])).toEqual([
      ['prm_waiting', '0.1'],
      ['prm_closed', '0.0'],
    ]);
    expect(result).toMatchObject({
      pipelineId: 'prm_registrations',
      stages: { waiting: 'prm_waiting', closed: 'prm_closed' },
      findings: [],
    });
    expect(forms.get(result.formId)?.configuration).toMatchObject({
      createNewContactForNewEmail: true,
      prePopulateKnownValues: false,
      postSubmitAction: { type: 'redirect_url', value: 'https://partners.example.com/partner/receipt' },
    });
  });

  it('writes nothing the second time', async () => {
    await start();
    const first = await provisionPortal(portal);
    expect(writes()).not.toEqual([]);
    expect(await provisionPortal(portal)).toEqual(first);
    expect(writes()).toEqual([]);
  });

  it('uses stages of the only pipeline where the plan allows no second one', async () => {
    await start({ plan: 'free' });
    const result = await provisionPortal(portal);
    expect(result).toMatchObject({ pipelineId: 'default', stages: { waiting: 'prm_waiting', closed: 'prm_closed' } });
    const stages = portal.standIn.portal.pipelines.require('default').stages;
    expect(stages.slice(-2).map(({ metadata }) => metadata.probability)).toEqual(['0.0', '0.0']);
    writes();
    await provisionPortal(portal);
    expect(writes()).toEqual([]);
  });

  it('adds options that an older version lacked and keeps those an admin added', async () => {
    await start();
    await provisionPortal(portal);
    const { properties } = portal.standIn.portal;
    const name = hubspotName('partnerTier');
    properties.update('deals', name, { options: [{ label: 'Gold', value: 'gold' }] });
    expect((await provisionPortal(portal)).findings).toEqual([]);
    expect(properties.require('deals', name).options.map(({ value }) => value)).toEqual([
      'gold',
      'referral',
      'solution_advisor',
      'certified_reseller',
    ]);
  });

  it('brings archived properties back', async () => {
    await start();
    await provisionPortal(portal);
    const { properties } = portal.standIn.portal;
    properties.archive('deals', hubspotName('lockEndsAt'), undefined);
    expect((await provisionPortal(portal)).findings).toEqual([]);
    expect(properties.get('deals', hubspotName('lockEndsAt'))?.archived).toBe(false);
  });

  it('says what a person must do about a property of the same name that is not unique', async () => {
    await start();
    portal.standIn.portal.properties.create('deals', {
      name: hubspotName('lockKey'),
      label: 'Somebody else’s lock key',
      type: 'string',
      fieldType: 'text',
      groupName: 'dealinformation',
    });
    const { findings } = await provisionPortal(portal);
    expect(findings).toEqual([
      expect.objectContaining({ object: 'deals', property: hubspotName('lockKey'), problem: 'not_unique' }),
    ]);
    expect(findings[0]?.whatToDo).toContain('delete the property');
  });

  it('repeats HubSpot’s own sentence when a property is refused', async () => {
    await start();
    for (let index = 0; index < 10; index += 1) {
      portal.standIn.portal.properties.create('contacts', {
        name: `customer_number_${index}`,
        label: `Customer number ${index}`,
        type: 'string',
        fieldType: 'text',
        groupName: 'contactinformation',
        hasUniqueValue: true,
      });
    }
    await expect(provisionPortal(portal)).rejects.toMatchObject({
      name: 'CrmRefused',
      code: 'invalid',
      message: stringContaining('limit of 10 properties with unique values'),
    });
  });

  it('turns the form back to our receipt when it was sent elsewhere', async () => {
    await start();
    const { formId } = await provisionPortal(portal);
    const { forms } = portal.standIn.portal;
    const configuration = forms.require(formId).configuration;
    forms.update(formId, {
      configuration: { ...configuration, postSubmitAction: { type: 'thank_you', value: 'Thanks' } },
    });
    await provisionPortal(portal);
    expect(forms.require(formId).configuration.postSubmitAction.value).toBe(
      'https://partners.example.com/partner/receipt',
    );
    expect(forms.list()).toHaveLength(1);
  });

  it('finds the form again under another name, and gives it back a field that was removed', async () => {
    await start();
    const { formId } = await provisionPortal(portal);
    const { forms } = portal.standIn.portal;
    const fieldGroups = forms
      .require(formId)
      .fieldGroups.filter(({ fields }) => fields.every(({ name }) => name !== hubspotName('stagingConsent')));
    forms.update(formId, { name: 'Tell us about your customer', fieldGroups });
    expect((await provisionPortal(portal)).formId).toBe(formId);
    const names = forms.require(formId).fieldGroups.flatMap(({ fields }) => fields.map(({ name }) => name));
    expect(names).toContain(hubspotName('stagingConsent'));
    expect(forms.require(formId).name).toBe('Tell us about your customer');
  });

  it('continues where it stopped when HubSpot stumbles in the middle', async () => {
    await start();
    portal.standIn.faults.add({ match: { method: 'POST', path: /pipelines/ }, times: 1, answer: 'dropAfter' });
    await expect(provision(portal.client, wishFor(portal.standIn))).rejects.toMatchObject({ name: 'CrmUnavailable' });
    expect(await provisionPortal(portal)).toMatchObject({ pipelineId: 'prm_registrations', findings: [] });
  });
});

/** Vitest types its matchers as `any`. */
const stringContaining = (part: string): unknown => expect.stringContaining(part);
