import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHubSpotStandIn, type HubSpotStandIn } from '../../server/sandbox/hubspot/start-stand-in.ts';
import { startPreview, type Preview } from '../../server/sandbox/preview/start-preview.ts';
import { startSalesforceStandIn, type SalesforceStandIn } from '../../server/sandbox/salesforce/start-stand-in.ts';
import { describeWithChromium, launchChromium } from './chromium.ts';
import { looksGood, pageAs } from './lightning-world.ts';
import { CACHE } from './preview-world.ts';

const DAY_MS = 86_400_000;
const REP = 'Sales Rep One (demo)';

/** One person walks from one CRM into the other. */
describeWithChromium('a preview of both CRMs', () => {
  let hubspot: HubSpotStandIn;
  let salesforce: SalesforceStandIn;
  let preview: Preview;
  let browser: Browser;
  beforeAll(async () => {
    hubspot = await startHubSpotStandIn({
      seed: (portal) => {
        portal
          .objects('companies')
          .create({ name: 'Siemens', domain: 'siemens.com' }, portal.user('Sales Rep One').userId);
      },
    });
    salesforce = await startSalesforceStandIn({
      clock: hubspot.clock,
      seed: (org) => {
        org.as(org.administrator.id).create('Account', { Name: 'Siemens', Website: 'siemens.com' });
      },
    });
    preview = await startPreview({
      hubspot: { standIn: hubspot, appOrigin: 'http://127.0.0.1:1', bundles: [] },
      salesforce: { standIn: salesforce },
      cacheDir: CACHE,
    });
    browser = await launchChromium();
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await preview.close();
    await salesforce.close();
    await hubspot.close();
  });

  it('has one navigation, and keeps person and language from one CRM to the other', async () => {
    const { page, complaints, close } = await pageAs(browser, 'Channel Manager (demo)');
    await page.goto(preview.url);
    await page.getByRole('heading', { name: 'In HubSpot' }).waitFor();
    await page.getByRole('heading', { name: 'In Salesforce' }).waitFor();
    await page.getByText('Preview, not HubSpot or Salesforce').waitFor();
    await looksGood(page, complaints, 'lightning-guide-both');
    const stored = () => page.waitForResponse((answer) => answer.request().method() === 'POST');
    await Promise.all([stored(), page.getByLabel('You are').selectOption(REP)]);
    await Promise.all([stored(), page.getByLabel('Language').selectOption('es')]);

    const navigation = page.getByRole('navigation', { name: 'Main' });
    await navigation.getByRole('link', { name: 'Accounts' }).click();
    await page.getByText('Preview, not Salesforce').waitFor();
    expect(await page.getByLabel('You are').inputValue()).toBe(REP);
    expect(await page.getByLabel('Language').inputValue()).toBe('es');
    await page.getByRole('link', { name: 'Siemens' }).waitFor();

    await navigation.getByRole('link', { name: 'Companies' }).click();
    await page.getByText('Preview, not HubSpot', { exact: true }).waitFor();
    expect(await page.getByLabel('You are').inputValue()).toBe(REP);
    await page.getByRole('link', { name: 'Siemens' }).waitFor();
    await close();
  });

  it('offers on each side the people of that side', async () => {
    const { page, close } = await pageAs(browser, REP);
    const people = async (path: string) => {
      await page.goto(preview.url + path);
      return page.getByLabel('You are').locator('option').allInnerTexts();
    };
    expect(await people('/companies')).not.toContain('Demo Partner North User (demo)');
    const inSalesforce = await people('/lightning/o/Account/list');
    expect(inSalesforce).toContain('Demo Partner North User (demo)');
    expect(inSalesforce).toContain('Org Administrator (demo)');
    expect(inSalesforce).not.toContain('Partner Integration (demo)');
    await close();
  });

  it('moves one clock, once, for both', async () => {
    const { page, close } = await pageAs(browser, REP);
    await page.goto(`${preview.url}/companies`);
    const before = hubspot.clock.now();
    const moved = page.waitForResponse((answer) => answer.url().endsWith('/api/clock'));
    await page.getByRole('button', { name: '+30 days' }).click();
    await moved;
    const days = (salesforce.clock.now() - before) / DAY_MS;
    expect(Math.round(days)).toBe(30);
    await close();
  });
});
