import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, afterEach, expect, it } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { buildBrowser } from '../../server/sandbox/preview/build-browser.ts';
import { describeWithChromium, launchChromium, screenshot } from './chromium.ts';
import { complaintsOf, overflowOf, seriousFindings, testId } from './page-checks.ts';
import { CACHE, startPreviewWorld, type PreviewWorld } from './preview-world.ts';

const DAY_MS = 86_400_000;

describeWithChromium('the preview’s pages', () => {
  let world: PreviewWorld;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    world = await startPreviewWorld();
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await world.close();
  });
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    page = await context.newPage();
  });
  afterEach(() => context.close());

  const PAGES = [
    { name: 'guide', path: () => '/', shows: 'Walk through the story' },
    { name: 'deals', path: () => '/deals', shows: 'Siemens – factory rollout' },
    { name: 'companies', path: () => '/companies', shows: 'siemens.com' },
    { name: 'contacts', path: () => '/contacts', shows: 'Contacts' },
    { name: 'deal', path: () => `/record/0-3/${world.dealId}`, shows: 'Protected until March 3' },
    { name: 'company', path: () => `/record/0-2/${world.companyId}`, shows: 'Create deal' },
    { name: 'app', path: () => '/app', shows: 'To the rules' },
  ];

  it.each(PAGES)(
    '$name: says it is no HubSpot, complains of nothing, and axe finds nothing serious',
    async ({ name, path, shows }) => {
      const complaints = complaintsOf(page);
      await page.goto(world.url + path());
      await page.getByText(shows, { exact: false }).first().waitFor();
      await page.getByText('Preview, not HubSpot', { exact: true }).waitFor();
      expect(await page.title()).toContain('not HubSpot');
      await screenshot(page, `fixture-${name}`);
      expect(await seriousFindings(page)).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );

  it.each(PAGES)('$name: is not wider than a phone', async ({ path, shows }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(world.url + path());
    await page.getByText(shows, { exact: false }).first().waitFor();
    expect(await overflowOf(page)).toBe(0);
  });

  it('finds records by what their rows show', async () => {
    await page.goto(`${world.url}/deals`);
    await page.getByRole('searchbox').fill('nobody has this');
    await page.getByText('nothing fits the search').waitFor();
    await page.getByRole('searchbox').fill('factory');
    await page.getByRole('link', { name: 'Siemens – factory rollout' }).click();
    await page.getByRole('heading', { name: 'Siemens – factory rollout' }).waitFor();
  });

  it('hands selected deals to the bulk action in a panel', async () => {
    await page.goto(`${world.url}/deals`);
    await page.getByRole('checkbox', { name: 'Select Siemens – factory rollout' }).check();
    await page.getByRole('button', { name: 'Approve registrations' }).click();
    expect(await testId(page, 'selected').innerText()).toBe(`1 of 0-3: ${world.dealId}`);
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('plays a sales rep who creates a deal: owner, company, history and webhook source are the rep’s', async () => {
    await page.goto(`${world.url}/record/0-2/${world.companyId}`);
    await testId(page, 'role').selectOption({ label: 'Sales Rep Two (demo)' });
    await page.getByRole('button', { name: 'Create deal' }).click();
    await page.getByText('Owner: Sales Rep Two (demo)').waitFor();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Deal name').fill('Siemens – second try');
    await dialog.getByLabel('Amount').fill('12000');
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('heading', { name: 'Siemens – second try' }).waitFor();

    const { portal } = world.standIn;
    const deal = portal.objects('deals').find('dealname', 'Siemens – second try');
    expect(deal?.properties).toMatchObject({ hubspot_owner_id: '8003', amount: '12000', pipeline: 'default' });
    expect(portal.objects('deals').associated(deal?.id ?? '', 'companies')).toEqual([world.companyId]);
    expect(portal.objects('deals').history(deal?.id ?? '', 'dealname')[0]?.actor).toEqual({
      changeSource: 'CRM_UI',
      sourceId: 'userId:703',
    });
    expect(world.actions()).toBeGreaterThan(0);
  });

  it('edits a property as the user, and says so in the activity', async () => {
    await page.goto(`${world.url}/record/0-3/${world.dealId}`);
    const properties = page.getByRole('region', { name: 'Properties' });
    await properties.getByRole('button', { name: 'Edit Deal stage' }).click();
    await properties.getByLabel('Deal stage').selectOption({ label: 'Contract Sent' });
    await properties.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Deal stage: Contract Sent').waitFor();
    expect(world.standIn.portal.objects('deals').get(world.dealId)?.properties.dealstage).toBe('contractsent');
  });

  it('shows the CRM’s refusal of an impossible value where it was typed', async () => {
    await page.goto(`${world.url}/record/0-3/${world.dealId}`);
    const properties = page.getByRole('region', { name: 'Properties' });
    await properties.getByRole('button', { name: 'Edit Deal name' }).click();
    await properties.getByLabel('Deal name').fill('x'.repeat(70_000));
    await properties.getByRole('button', { name: 'Save' }).click();
    await properties
      .getByRole('alert')
      .filter({ hasText: /65,?536|too long|longer/i })
      .waitFor();
  });

  it('moves the demo’s clock forward', async () => {
    const before = world.standIn.clock.now();
    await page.goto(world.url);
    await page.getByRole('button', { name: '+30 days' }).click();
    await expect
      .poll(() => world.standIn.clock.now() - before, { timeout: 15_000 })
      .toBeGreaterThanOrEqual(30 * DAY_MS);
    const shown = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'Europe/Berlin' });
    await testId(page, 'clock')
      .filter({ hasText: shown.format(world.standIn.clock.now()) })
      .waitFor();
  });

  it('says what to do when a record or page does not exist', async () => {
    await page.goto(`${world.url}/record/0-3/1`);
    await page.getByText('There is no such record, or it was deleted.').waitFor();
    await page.goto(`${world.url}/nowhere`);
    await page.getByText('There is no page at this address').waitFor();
  });

  it('shows values from outside as text', async () => {
    const markup = '<img src=x onerror="document.title=1"><b>bold</b>';
    const { id } = world.standIn.portal.objects('companies').create({ name: markup, domain: 'hostile.example' });
    await page.goto(`${world.url}/record/0-2/${id}`);
    await page.getByRole('heading', { name: markup }).waitFor();
    expect(await page.locator('h1 b, h1 img').count()).toBe(0);
  });

  it('builds its own code once: a second start finds it and writes nothing', async () => {
    const writtenAt = () => readdirSync(CACHE).map((name) => statSync(path.join(CACHE, name)).mtimeMs);
    const before = writtenAt();
    const first = await buildBrowser(CACHE);
    expect(await buildBrowser(CACHE)).toEqual(first);
    expect(writtenAt()).toEqual(before);
  });
});
