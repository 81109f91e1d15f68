import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDemo, type Demo } from '../../server/bin/start-demo.ts';
import { readConfig } from '../../server/config.ts';
import { describeWithChromium, launchChromium, screenshot } from './chromium.ts';
import { complaintsOf, overflowOf, seriousFindings } from './page-checks.ts';

/** What `npm start` starts, driven by one person in one browser, who plays everybody. The tests are the story’s steps. */
describeWithChromium('the story in a browser', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'partnerlock-demo-'));
  let demo: Demo;
  let browser: Browser;
  let page: Page;
  let complaints: readonly string[];
  let dealPath: string;

  beforeAll(async () => {
    const config = readConfig({ PORT: '0', PARTNERLOCK_DATA: folder, PARTNERLOCK_LOG: 'silent' });
    demo = await startDemo(config, ['hubspot'], () => {});
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    complaints = complaintsOf(page);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await demo.close();
    rmSync(folder, { recursive: true });
  });

  const open = (target: string) => page.goto(demo.previewUrl + target);
  const card = () => page.locator('[data-extension=PartnerCard]');
  /** A choice counts once the preview has stored it; a page that is left before that never sends it. */
  const choose = async (label: string, option: Parameters<ReturnType<Page['getByLabel']>['selectOption']>[0]) => {
    const stored = page.waitForResponse(
      (answer) => answer.url().endsWith('/api/session') && answer.request().method() === 'POST',
    );
    await page.getByLabel(label).selectOption(option);
    await stored;
  };
  const become = (role: string) => choose('You are', { label: role });
  const decide = async (
    action: string,
    fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void> = async () => {},
    confirm = action,
  ) => {
    await card().getByRole('button', { name: action, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await fill(dialog);
    await dialog.getByRole('button', { name: confirm, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  const looksGood = async (name: string) => {
    await screenshot(page, name, name === 'settings');
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  };

  /** Follows a partner's link in a tab of its own, fills in the hosted form, and ends on the receipt. */
  async function registerAs(partner: string, company: string, website: string, email: string): Promise<Page> {
    await open('/');
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      page.locator('.partners li', { hasText: partner }).getByRole('link', { name: 'Registration form' }).click(),
    ]);
    await tab.getByLabel('Your own work e-mail').fill('registrations@demo-partner.example');
    await tab.getByLabel('Company *', { exact: true }).fill(company);
    await tab.getByLabel('Company website').fill(website);
    await tab.getByLabel('Work e-mail of this contact').fill(email);
    await tab.getByLabel('Expected deal value').fill('48,000');
    await tab.getByLabel('The contact agreed').check();
    if (partner.includes('North')) await screenshot(tab, 'form');
    await tab.getByRole('button', { name: 'Register this company' }).click();
    await tab.getByRole('heading', { name: 'Registration received' }).waitFor();
    return tab;
  }

  it('a partner registers a company and gets a receipt', async () => {
    await open('/');
    await page.getByText('Demo Partner North').first().waitFor();
    await looksGood('guide');
    const receipt = await registerAs(
      'Demo Partner North',
      'Siemens AG',
      'https://www.siemens.com/global',
      'it@siemens.com',
    );
    expect(await receipt.getByText(/PL-\w{4}-\w{4}-\w{4}/).count()).toBe(1);
    await screenshot(receipt, 'receipt');
    expect(await seriousFindings(receipt)).toEqual([]);
    await receipt.close();
  });

  it('the channel manager finds it in the queue and approves it in the card', async () => {
    await open('/app');
    await page.getByText('Siemens AG').first().waitFor();
    await looksGood('queue');
    await open('/deals');
    await page.getByRole('link', { name: /^Siemens AG/ }).click();
    await card().getByText('Waiting for a decision').waitFor();
    dealPath = new URL(page.url()).pathname;
    await looksGood('card-waiting');
    await decide('Approve');
    await card().getByText('Protected for a partner').waitFor();
    await card().getByText('90 days left').waitFor();
    await looksGood('card-protected');
  });

  it('a sales rep sees the owner on the company, opens a deal of their own, and the card flags it', async () => {
    await become('Sales Rep One (demo)');
    await open('/companies');
    await page.getByRole('link', { name: 'Siemens', exact: true }).click();
    await card().getByText('Demo Partner North').waitFor();
    expect(await card().getByRole('button', { name: 'Release' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Create deal' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Deal name').fill('Siemens – direct');
    await dialog.getByRole('button', { name: /create/i }).click();
    await page.getByRole('heading', { name: 'Siemens – direct' }).waitFor();
    await card().getByText('Channel conflict').waitFor();
    await card().getByText('Demo Partner North').first().waitFor();
    await looksGood('card-conflict');
  });

  it('a second partner gets the same receipt, a neutral answer, and the record says why', async () => {
    const receipt = await registerAs('Demo Partner South', 'SIEMENS', 'siemens.com', 'cio@siemens.com');
    await receipt.getByRole('link', { name: 'Open your status page' }).click();
    await receipt.getByText('This company cannot be registered at the moment.').waitFor();
    expect(await receipt.getByText('North').count()).toBe(0);
    await screenshot(receipt, 'status-refused');
    expect(await seriousFindings(receipt)).toEqual([]);
    await receipt.close();
    await open('/deals');
    await page.getByRole('link', { name: /^SIEMENS/ }).click();
    await card().getByText('Protected for another partner').first().waitFor();
    await looksGood('card-refused');
  });

  it('the manager extends the protection, and asks another partner for information', async () => {
    await become('Channel Manager (demo)');
    await open(dealPath);
    await decide('Extend', (dialog) => dialog.getByLabel('Days').fill('30'));
    await card().getByText('120 days left').waitFor();

    const tab = await registerAs('Demo Partner Coast', 'Michelin', 'michelin.com', 'office@michelin.com');
    await open('/deals');
    await page.getByRole('link', { name: /^Michelin/ }).click();
    await decide(
      'Ask for information',
      (dialog) => dialog.getByRole('textbox').fill('Who decides there?'),
      'Send the question',
    );
    await card().getByText('Who decides there?').waitFor();
    await tab.getByRole('link', { name: 'Open your status page' }).click();
    await tab.getByLabel('Your answer').fill('The head of procurement');
    await screenshot(tab, 'status-question');
    await tab.getByRole('button', { name: 'Send the answer' }).click();
    await tab.getByText('Your answer was sent.').waitFor();
    await tab.close();
    await page.reload();
    await card().getByText('The head of procurement').waitFor();
    await looksGood('card-conversation');
  });

  it('the settings say how things stand and can be read at any width', async () => {
    await open('/settings');
    await page.getByText('Rules of engagement').first().waitFor();
    await looksGood('settings');
    for (const target of [dealPath, '/app', '/settings', '/']) {
      await page.setViewportSize({ width: 390, height: 844 });
      await open(target);
      await page.waitForLoadState('networkidle');
      expect(await overflowOf(page), target).toBe(0);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('speaks Spanish to who reads Spanish', async () => {
    await open(dealPath);
    await choose('Language', 'es');
    await card().getByText('Conflicto de canal').waitFor();
    await looksGood('card-spanish');
    await choose('Language', 'en');
  });

  it('time ends the protection, and the card says so', async () => {
    await open(dealPath);
    for (const step of ['+90 days', '+30 days', '+1 day']) await page.getByRole('button', { name: step }).click();
    await card().getByText('Protection has ended').waitFor();
    await looksGood('card-ended');
  });
});
