import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import {
  find,
  findAll,
  graphqlApi,
  labelled,
  mount,
  navigation,
  setNow,
  settle,
  textOf,
  uiRecordApi,
  type Mounted,
} from './bench/bench.ts';
import { SALES_REP, signIn, SPANISH_REP } from './bench/org.ts';
import { choose, click, refusedBy, tick, type } from './builders/acts.ts';
import { nameOf, NOW, RECORD_ID } from './builders/registration.ts';

const ADDRESS = { website: 'Company website', email: 'Work e-mail of this contact' };
const CONSENT = 'The contact agreed to be named to you';

async function fillIn(element: Mounted) {
  await type(labelled(element, 'Company'), 'Siemens AG');
  await type(labelled(element, ADDRESS.website), 'siemens.com');
  await choose(labelled(element, 'Country'), 'DE');
  await type(labelled(element, 'Your contact at the company'), 'Contact (demo)');
  await type(labelled(element, ADDRESS.email), 'buyer@siemens.com');
  await type(labelled(element, 'Phone of this contact'), '+49 89 123');
  await type(labelled(element, 'Number of employees'), '300000');
  await type(labelled(element, 'Expected deal value'), '48000.5');
  await type(labelled(element, 'Expected close'), '2027-03-31');
  await type(labelled(element, 'What does the company need?'), 'A platform.\nSoon.');
  await tick(labelled(element, CONSENT), true);
}
const send = (element: Mounted) => click(find(element, '[data-id=submit]'));
const problems = (element: Mounted) => textOf(find(element, '[data-id=problems]'));
const receiptOf = (element: Mounted) => textOf(find(element, '[data-id=receipt]'));
const input = z.tuple([z.object({ fields: z.record(z.string(), z.unknown()) })]);
/** The id of each submission that was sent. */
const nonces = async (): Promise<readonly unknown[]> => {
  const { createRecord } = await uiRecordApi();
  return createRecord.mock.calls.map((call) => input.parse(call)[0].fields[nameOf('submissionNonce')]);
};
const receipt = { id: RECORD_ID, fields: { Name: { value: 'PR-00042' }, CreatedDate: { value: NOW } } };
const duplicate = refusedBy(
  'submissionNonce',
  `duplicate value found: ${nameOf('submissionNonce')} duplicates value on record with id: ${RECORD_ID}`,
  'DUPLICATE_VALUE',
);

describe('the form', () => {
  it('makes a registration of what was typed, with an id of its own', async () => {
    const { createRecord } = await uiRecordApi();
    const element = await mount('partnerForm');
    await fillIn(element);
    createRecord.mockResolvedValueOnce({ id: RECORD_ID });
    await send(element);
    expect(createRecord.mock.calls).toEqual([
      [
        {
          apiName: 'Partner_Registration__c',
          fields: {
            [nameOf('prospectName')]: 'Siemens AG',
            [nameOf('prospectWebsite')]: 'siemens.com',
            [nameOf('prospectCountry')]: 'DE',
            [nameOf('contactName')]: 'Contact (demo)',
            [nameOf('contactEmail')]: 'buyer@siemens.com',
            [nameOf('contactPhone')]: '+49 89 123',
            [nameOf('employees')]: 300_000,
            [nameOf('industry')]: null,
            [nameOf('estimatedAmount')]: 48_000.5,
            [nameOf('estimatedCloseOn')]: '2027-03-31',
            [nameOf('notes')]: 'A platform.\nSoon.',
            [nameOf('consent')]: true,
            [nameOf('submissionNonce')]: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
          },
        },
      ],
    ]);
  });

  it('says everything that is wrong before it is sent, in words, at the top and at the field', async () => {
    const { createRecord } = await uiRecordApi();
    const element = await mount('partnerForm');
    expect(problems(element)).toBe('');
    await type(labelled(element, ADDRESS.website), 'no website');
    const validity = vi.spyOn(labelled(element, 'Company') as HTMLInputElement, 'setCustomValidity');
    await send(element);
    expect(problems(element)).toBe(
      'Please correct this: Name the company that you register. Write the website like example.com. ' +
        'Write the work e-mail of your contact at the company. Confirm that the contact agreed to be named.',
    );
    expect(validity).toHaveBeenCalledWith('Name the company that you register.');
    expect(element.shadowRoot.activeElement).toBe(find(element, '[data-id=problems]'));
    expect(createRecord).not.toHaveBeenCalled();

    createRecord.mockResolvedValueOnce({ id: RECORD_ID });
    await fillIn(element);
    await send(element);
    expect(validity).toHaveBeenLastCalledWith('');
    expect(createRecord).toHaveBeenCalledOnce();
  });

  it('shows the rule’s own sentence, and keeps what was typed', async () => {
    const { createRecord } = await uiRecordApi();
    const element = await mount('partnerForm');
    await fillIn(element);
    createRecord.mockRejectedValueOnce(refusedBy('prospectName', 'A partner cannot register itself.'));
    await send(element);
    expect(problems(element)).toBe(
      'Nothing was saved. Read the message, correct it, and try again. A partner cannot register itself.',
    );
    expect(labelled(element, 'Company')).toHaveProperty('value', 'Siemens AG');
    expect(labelled(element, CONSENT)).toHaveProperty('checked', true);
  });

  it('is sent once by a double click', async () => {
    const { createRecord } = await uiRecordApi();
    const saving = Promise.withResolvers();
    createRecord.mockReturnValueOnce(saving.promise);
    const element = await mount('partnerForm');
    await fillIn(element);
    const submit = find(element, '[data-id=submit]');
    submit.click();
    submit.click();
    await settle();
    expect(createRecord).toHaveBeenCalledOnce();
    expect(textOf(find(element, '[data-id=sending]'))).toBe('Sending…');
    expect(submit).toHaveProperty('disabled', true);
    saving.resolve({ id: RECORD_ID });
    await settle();
    expect(receiptOf(element)).toContain('Registration received');
  });

  it('speaks Spanish, countries too', async () => {
    signIn(SPANISH_REP);
    const element = await mount('partnerForm');
    const countries = Reflect.get(find(element, 'lightning-combobox'), 'options') as { value: string; label: string }[];
    expect(countries).toContainEqual({ value: 'DE', label: 'Alemania' });
    expect(countries.length).toBeGreaterThan(190);
    expect(countries.map(({ value }) => value)).not.toContain('EU');
    await send(element);
    expect(problems(element)).toContain('Indique la empresa que registra.');
  });
});

describe('the receipt', () => {
  async function received() {
    setNow(NOW);
    const { createRecord, getRecord } = await uiRecordApi();
    const element = await mount('partnerForm');
    await fillIn(element);
    createRecord.mockResolvedValueOnce({ id: RECORD_ID });
    await send(element);
    return { element, getRecord, createRecord };
  }

  it('tells number, time and what happens next, and has the focus', async () => {
    const { element, getRecord } = await received();
    expect(getRecord.getLastConfig()).toMatchObject({ recordId: RECORD_ID });
    getRecord.emit(receipt);
    await settle();
    expect(receiptOf(element)).toBe(
      'Registration received. The channel manager decides on it. Number PR-00042 Received Nov 25, 2026, 7:00 AM ' +
        'You find the decision on the registration itself. Open the registration Register another company',
    );
    expect(element.shadowRoot.activeElement).toBe(find(element, 'h2'));
    expect(findAll(element, '[data-id=form]')).toEqual([]);
    const { visitedPages } = await navigation();
    await click(find(element, '[data-id=open]'));
    expect(visitedPages().at(-1)).toMatchObject({ type: 'standard__recordPage', attributes: { recordId: RECORD_ID } });
  });

  it('leads to another registration with an empty form and an id of its own', async () => {
    const { element, createRecord } = await received();
    await click(find(element, '[data-id=another]'));
    expect(labelled(element, 'Company')).toHaveProperty('value', '');
    createRecord.mockResolvedValueOnce({ id: RECORD_ID });
    await fillIn(element);
    await send(element);
    const [first, second] = await nonces();
    expect(first).not.toBe(second);
  });

  it.each([
    { case: 'no network', error: new TypeError('Failed to fetch') },
    { case: 'a broken answer', error: { status: 503, body: [{ errorCode: 'SERVER_UNAVAILABLE', message: 'Busy.' }] } },
  ])(
    'may have been lost on the way ($case): sent again with the same id, it is one registration',
    async ({ error }) => {
      const { createRecord, getRecord } = await uiRecordApi();
      const { graphql } = await graphqlApi();
      const element = await mount('partnerForm');
      await fillIn(element);
      createRecord.mockRejectedValueOnce(error);
      await send(element);
      expect(problems(element)).toContain('Send it again: it is never registered twice.');
      expect(problems(element)).not.toContain('Nothing was saved');

      createRecord.mockRejectedValueOnce(duplicate);
      await send(element);
      const [first, second] = await nonces();
      expect(second).toBe(first);
      expect(receiptOf(element)).toContain('It had arrived already. Nothing was registered twice.');
      expect(graphql.getLastConfig()['variables']).toEqual({ nonce: first });

      graphql.emit({ uiapi: { query: { Partner_Registration__c: { edges: [{ node: { Id: RECORD_ID } }] } } } });
      await settle();
      expect(getRecord.getLastConfig()).toMatchObject({ recordId: RECORD_ID });
      getRecord.emit(receipt);
      await settle();
      expect(textOf(find(element, '[data-id=number]'))).toBe('PR-00042');
    },
  );

  it('stands without a number when the registration cannot be read back', async () => {
    signIn(SALES_REP);
    const { createRecord } = await uiRecordApi();
    const element = await mount('partnerForm');
    await fillIn(element);
    createRecord.mockRejectedValueOnce(duplicate);
    await send(element);
    expect(receiptOf(element)).toContain('Registration received');
    expect(findAll(element, '[data-id=open]')).toEqual([]);
  });
});
