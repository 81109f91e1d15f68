import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeWithChromium, launchChromium } from './chromium.ts';
import { looksGood, pageAs, startLightningWorld, type LightningWorld } from './lightning-world.ts';

const MANAGER = 'Channel Manager (demo)';
const REP = 'Sales Rep One (demo)';
const ADMINISTRATOR = 'Org Administrator (demo)';
const PARTNER = 'Demo Partner North User (demo)';

/** What the package brings, on the pages that it says, as the people who work there. */
describeWithChromium('the package in Lightning', () => {
  let world: LightningWorld;
  let browser: Browser;
  let visit: Awaited<ReturnType<typeof pageAs>>;
  let page: Page;
  beforeAll(async () => {
    world = await startLightningWorld();
    browser = await launchChromium();
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await world.close();
  });
  afterEach(() => visit.close());

  const open = async (person: string, path: string, language = 'en') => {
    visit = await pageAs(browser, person, language);
    await visit.signIn(world.url);
    page = visit.page;
    await page.goto(world.url + path);
  };
  const record = (object: string, id: string) => `/lightning/r/${object}/${id}/view`;
  const component = (name: string) => page.locator(`[data-component="${name}"]`);
  const seen = (name: string) => looksGood(page, visit.complaints, name);

  it.each([
    { object: 'Account', id: () => world.account, name: 'lightning-account' },
    { object: 'Lead', id: () => world.lead, name: 'lightning-lead' },
    { object: 'Contact', id: () => world.contact, name: 'fixture-lightning-contact' },
  ])('a sales rep sees on the $object who owns the company and until when', async ({ object, id, name }) => {
    await open(REP, record(object, id()));
    await component('partnerOwnership').getByText('Demo Partner North').first().waitFor();
    await component('partnerOwnership')
      .getByText(/87 days left/)
      .waitFor();
    await seen(name);
  });

  it('a rep’s own opportunity on a protected account is marked', async () => {
    await open(REP, record('Opportunity', world.directDeal));
    await component('partnerOwnership').getByText('Channel conflict').first().waitFor();
    await seen('lightning-opportunity');
  });

  it('an account that nobody holds says so', async () => {
    await open(REP, record('Account', world.free));
    await component('partnerOwnership').getByText('No partner holds this company').waitFor();
  });

  it('it is told in Spanish to whoever reads Spanish', async () => {
    await open(REP, record('Account', world.account), 'es');
    await component('partnerOwnership')
      .getByText(/87 días/i)
      .first()
      .waitFor();
    await seen('lightning-account-es');
  });

  it('a rep opens an opportunity on the protected account, and it is marked at once', async () => {
    await open(REP, record('Account', world.account));
    await page.getByRole('button', { name: 'New Opportunity' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Siemens – second try');
    await dialog.getByLabel('Stage').selectOption('Prospecting');
    await dialog.getByLabel('Close Date').fill('2027-06-30');
    await seen('fixture-lightning-new-opportunity');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Siemens – second try', level: 1 }).waitFor();
    await component('partnerOwnership').getByText('Channel conflict').first().waitFor();
  });

  it('not even an administrator takes a held record away from its partner: the rule says so beside the field', async () => {
    await open(ADMINISTRATOR, record('Account', world.account));
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Partner', { exact: true }).fill('Somebody else');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('alert').first().waitFor();
    await seen('lightning-rule-refusal');
    expect(await dialog.getByLabel('Partner', { exact: true }).inputValue()).toBe('Somebody else');
    expect(JSON.stringify(world.read('Account', world.account))).not.toContain('Somebody else');
  });

  it('the channel manager decides on the record; the page waits for the answer and shows it', async () => {
    await open(MANAGER, record('Partner_Registration__c', world.waiting));
    const panel = component('partnerRegistration');
    await panel.getByRole('button', { name: 'Approve' }).click();
    await panel.getByRole('button', { name: 'Approve' }).last().click();
    await panel
      .getByText(/Deciding/)
      .first()
      .waitFor();
    await seen('lightning-deciding');
    expect(world.read('Partner_Registration__c', world.waiting)?.['Partner_Decision__c']).toBe('approve');
    const now = world.org.core.now();
    world.write('Partner_Registration__c', world.waiting, {
      decision: null,
      decisionAnswer: 'Approved. The company is protected for the partner.',
      decidedAt: new Date(now).toISOString(),
      registrationStatus: 'approved',
      lockStatus: 'active',
      lockStartsAt: new Date(now).toISOString(),
      lockEndsAt: new Date(now + 90 * 86_400_000).toISOString(),
    });
    await panel.getByText('Approved. The company is protected for the partner.').waitFor({ timeout: 30_000 });
    await seen('lightning-registration');
  });

  it('a sales rep reads a registration and cannot decide', async () => {
    await open(REP, record('Partner_Registration__c', world.conflicted));
    await component('partnerRegistration').getByText('Linde').first().waitFor();
    expect(await component('partnerRegistration').getByRole('button', { name: 'Approve' }).count()).toBe(0);
  });

  it('the approvals show what waits; several are approved at once, with the keyboard', async () => {
    await open(MANAGER, '/lightning/n/Partner_Approvals');
    const queue = component('partnerQueue');
    const rows = queue.locator('lightning-datatable tbody tr');
    await rows.filter({ hasText: 'Bayer' }).waitFor();
    await seen('lightning-queue');
    const boxes = queue.locator('lightning-datatable tbody input[type=checkbox]');
    for (let index = 0; index < (await boxes.count()); index += 1) {
      await boxes.nth(index).focus();
      await page.keyboard.press('Space');
    }
    await queue
      .getByRole('button', { name: /^Approve/ })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await queue.locator('[data-id="progress"], c-partner-decision-results').first().waitFor();
    await expect
      .poll(() => world.read('Partner_Registration__c', world.conflicted)?.['Partner_Decision__c'], { timeout: 30_000 })
      .toBe('approve');
    await seen('lightning-queue-bulk');
  });

  it('a partner user registers a company on the partner site and gets a receipt', async () => {
    await open(PARTNER, '/lightning/site');
    const form = component('partnerForm');
    const input = (code: string) => form.locator(`[data-code="${code}"] input`);
    const submit = () => form.getByRole('button', { name: /Register/ }).click();
    await input('prospectName').waitFor();
    await seen('lightning-partner-form');
    await submit();
    await form.getByRole('alert').filter({ hasText: /\w/ }).waitFor();
    await input('prospectName').fill('Airbus SE');
    await input('prospectWebsite').fill('airbus.com');
    await form.getByRole('combobox', { name: 'Country' }).click();
    await form.getByRole('option', { name: 'France', exact: true }).click();
    await input('contactName').fill('Contact (demo)');
    await input('contactEmail').fill('it@airbus.com');
    await input('consent').focus();
    await page.keyboard.press('Space');
    await submit();
    await form.getByText(/PR-\d+/).waitFor();
    await page.getByText('Airbus SE').waitFor();
    await seen('lightning-partner-receipt');
  });

  it.each(['Account', 'Lead', 'Opportunity', 'Contact', 'Partner_Registration__c'])(
    '%s has its list',
    async (object) => {
      await open(MANAGER, `/lightning/o/${object}/list`);
      await page.locator('table tbody tr').first().waitFor();
      await seen(`fixture-list-${object.replace('__c', '').toLowerCase()}`);
    },
  );

  it('the guide leads to Salesforce’s pages', async () => {
    await open(MANAGER, '/');
    await page.getByRole('heading', { name: 'In Salesforce' }).waitFor();
    await page.getByRole('button', { name: 'Open the accounts as sales rep' }).click();
    await page.getByRole('heading', { name: 'All', level: 1 }).waitFor();
    expect(await page.getByLabel('You are').inputValue()).toBe(REP);
  });

  it('a lead is converted and a duplicate account merged by hand', async () => {
    await open(REP, record('Lead', world.lead));
    await page.getByRole('button', { name: 'Convert' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Convert' }).click();
    await page.getByRole('heading', { name: 'Siemens AG', level: 1 }).waitFor();
    await visit.close();
    await open(MANAGER, record('Account', world.account));
    await page.getByRole('button', { name: 'Merge Accounts' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Account that ends').selectOption({ label: 'Siemens AG' });
    await dialog.getByRole('button', { name: 'Merge' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Contacts (2)').waitFor();
  });

  it('a lock ends by the demo’s clock alone', async () => {
    await open(REP, record('Account', world.account));
    await component('partnerOwnership')
      .getByText(/days left/)
      .waitFor();
    await page.getByRole('button', { name: '+90 days' }).click();
    await component('partnerOwnership')
      .getByText(/ended|expired/i)
      .first()
      .waitFor();
    await seen('fixture-lightning-expired');
  });
});
