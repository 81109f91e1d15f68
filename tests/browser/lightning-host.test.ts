import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeWithChromium, launchChromium } from './chromium.ts';
import { pageAs, startLightningWorld, type LightningWorld } from './lightning-world.ts';

const FIXTURE = path.resolve(import.meta.dirname, '../fixtures/lightning-modules');

/** A component of the tests' own asks the host for everything that ours may ask for. */
describeWithChromium('a Lightning component in the preview', () => {
  let world: LightningWorld;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    world = await startLightningWorld({ componentsDir: FIXTURE });
    browser = await launchChromium();
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await world.close();
  });
  const openAs = async (person: string, language = 'en') => {
    const visit = await pageAs(browser, person, language);
    await visit.signIn(world.url);
    page = visit.page;
    await page.goto(`${world.url}/lightning/r/Account/${world.free}/view`);
    await says('name', /\w/);
    return visit;
  };
  beforeEach(() => {
    world.org.as(world.org.administrator.id).update('Account', world.free, { Name: 'Bosch' });
  });
  const says = (id: string, text: string | RegExp) =>
    page.locator(`[data-id="${id}"]`).filter({ hasText: text }).waitFor();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const nameInOrg = () => world.org.as(world.org.administrator.id).get('Account', world.free)?.['Name'];

  it('runs in a sandbox: what it puts on its window never reaches the page', async () => {
    const visit = await openAs('Channel Manager (demo)');
    await says('kit', `42 true ${world.org.channelManager.id} en-US true`);
    expect(await page.evaluate(() => 'leakedFromFixture' in window)).toBe(false);
    await visit.close();
  });

  it('gets labels in the person’s language, and a permission as true or undefined', async () => {
    const visit = await openAs('Sales Rep One (demo)', 'es');
    await says('kit', `42 true ${world.org.salesRep.id} es-ES undefined`);
    await page.getByText('Account: Protegida para otro partner').waitFor();
    await visit.close();
  });

  it('is not told what the server writes until it asks, as Lightning Data Service does it', async () => {
    const visit = await openAs('Channel Manager (demo)');
    await says('name', 'Bosch');
    world.org.as(world.org.administrator.id).update('Account', world.free, { Name: 'Bosch GmbH' });
    // The page around it reads again by itself; the component's own copy stays.
    await page.getByRole('heading', { name: 'Bosch GmbH' }).waitFor();
    expect(await page.locator('[data-id="name"]').innerText()).toBe('Bosch');
    await press('Look again');
    await says('name', 'Bosch GmbH');
    await visit.close();
  });

  it('writes a record, and the page and a toast show it', async () => {
    const visit = await openAs('Channel Manager (demo)');
    await page.getByLabel('New name').fill('Bosch Rexroth');
    await press('Save');
    await page.locator('.toast.success').filter({ hasText: 'Saved Bosch Rexroth' }).waitFor();
    await page.getByRole('heading', { name: 'Bosch Rexroth' }).waitFor();
    expect(nameInOrg()).toBe('Bosch Rexroth');
    await visit.close();
  });

  it('hears a refusal field by field, with what was typed still there', async () => {
    const visit = await openAs('Channel Manager (demo)');
    await page.getByLabel('New name').fill('x'.repeat(300));
    await press('Save');
    await says('error', /too large/);
    expect(await page.getByLabel('New name').inputValue()).toHaveLength(300);
    expect(nameInOrg()).toBe('Bosch');
    await visit.close();
  });

  it('queries by GraphQL, and again on refresh', async () => {
    const visit = await openAs('Channel Manager (demo)');
    const rows = page.locator('lightning-datatable tbody tr');
    await rows.filter({ hasText: 'Siemens' }).waitFor();
    const before = await rows.count();
    world.org.as(world.org.administrator.id).create('Account', { Name: 'Airbus' });
    await press('Reload list');
    await rows.filter({ hasText: 'Airbus' }).waitFor();
    expect(await rows.count()).toBe(before + 1);
    await visit.close();
  });

  it('opens a dialog of the platform, gets its answer, and leads to another page', async () => {
    const visit = await openAs('Channel Manager (demo)');
    await press('Open dialog');
    const dialog = page.getByRole('dialog', { name: 'A fixture dialog' });
    await dialog.getByText('Hello from a dialog').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await says('dialog', 'done');
    await press('Go to the record');
    await page.waitForURL(`**/lightning/r/Account/${world.free}/view`);
    await visit.close();
  });
});
