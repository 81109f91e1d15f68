import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { describeWithChromium, launchChromium } from './chromium.ts';
import { seriousFindings, testId } from './page-checks.ts';
import { startPreviewWorld, type PreviewWorld } from './preview-world.ts';

const DAY_MS = 86_400_000;
const PATIENTLY = { timeout: 15_000 };

describeWithChromium('an extension in the preview', () => {
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

  const openGallery = async () => {
    await page.goto(`${world.url}/record/0-3/${world.dealId}`);
    await testId(page, 'deal').filter({ hasText: 'Siemens – factory rollout' }).waitFor();
  };
  const says = (id: string, text: string | RegExp) => testId(page, id).filter({ hasText: text }).waitFor();
  const press = (id: string) => testId(page, id).click();

  it('reads the record’s properties, its associations and a search; an empty property is null', async () => {
    await openGallery();
    await says('deal', 'Siemens – factory rollout 48000 null');
    await says('companies', 'Siemens');
    await says('found', '1: Siemens');
  });

  it('gets changed properties pushed while it is shown', async () => {
    await openGallery();
    world.standIn.portal.objects('deals').update(world.dealId, { amount: '51000' });
    await says('deal', 'Siemens – factory rollout 51000');
    await says('pushed', '51000');
    world.standIn.portal.objects('deals').update(world.dealId, { amount: '48000' });
  });

  it('knows who plays, in which language, and on which record', async () => {
    await openGallery();
    await says('who', `701 en 0-3 ${world.dealId}`);
    await testId(page, 'language').selectOption('es');
    await testId(page, 'role').selectOption({ label: 'Sales Rep One (demo)' });
    await says('who', `702 es 0-3 ${world.dealId}`);
    expect(await page.locator('.extension').getAttribute('lang')).toBe('es');
  });

  it('lives by the demo’s clock, not by the browser’s', async () => {
    await openGallery();
    await page.getByRole('button', { name: '+90 days' }).click();
    await expect.poll(() => world.standIn.clock.now() - Date.now(), PATIENTLY).toBeGreaterThan(89 * DAY_MS);
    await says('today', new Date(world.standIn.clock.now()).toISOString().slice(0, 10));
  });

  it('reaches the app’s server through the signing proxy', async () => {
    await openGallery();
    world.appServer.seen.splice(0);
    await press('fetch');
    await says('answer', '200 {"body":"","path":"/echo"}');
    await press('post');
    await says('answer', /200 .*quoted/);
    expect(world.appServer.seen.map(({ method, isSigned }) => ({ method, isSigned }))).toEqual([
      { method: 'GET', isSigned: true },
      { method: 'POST', isSigned: true },
    ]);
    expect(world.appServer.seen[0]?.url).toContain(
      'userId=701&userEmail=channel-manager%40demo-vendor.example&portalId=4242',
    );
  });

  it('sees a failure of the server as BAD_GATEWAY, and no other origin at all', async () => {
    await openGallery();
    await press('fail');
    await says('answer', /502 .*BAD_GATEWAY/);
    await press('elsewhere');
    await says('answer', /400 .*permittedUrls/);
  });

  it('has no network of its own', async () => {
    await openGallery();
    const worker = page.workers()[0];
    const reached = await worker?.evaluate(() =>
      fetch('/api/session').then(
        () => 'reached',
        () => 'blocked',
      ),
    );
    expect(reached).toBe('blocked');
  });

  it('asks for alerts and iframe modals', async () => {
    await openGallery();
    await press('alert');
    await page.getByRole('status').filter({ hasText: 'Saved The gallery says so.' }).waitFor();
    await press('iframe');
    await page.getByRole('dialog', { name: 'A page inside' }).waitFor();
    await page.keyboard.press('Escape');
    await says('closed', 'iframe closed');
  });

  it('copies to the clipboard and reads properties once', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: world.url });
    await openGallery();
    await press('copy');
    await says('answer', 'copied');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('copied text');
    await press('once');
    await says('answer', 'once Siemens – factory rollout');
  });

  it('opens a modal that keeps the keyboard inside, closes on Escape and gives the focus back', async () => {
    await openGallery();
    await testId(page, 'open-modal').focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Ask the partner' });
    await dialog.waitFor();
    await says('log', 'opened');
    expect(await seriousFindings(page)).toEqual([]);
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press('Tab');
      const isInside = await page.evaluate(() => {
        const active = document.activeElement;
        return active === document.body || active?.closest('dialog') !== null;
      });
      expect(isInside).toBe(true);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await says('log', 'opened closed');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-test-id'))).toBe('open-modal');
  });

  it('closes and opens an overlay by its id, and hears what is typed in it', async () => {
    await openGallery();
    await press('by-reaction');
    await page.getByLabel('Question').fill('Which site?');
    await says('log', /Which site\?/);
    await press('modal-close');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('submits a form in a panel with the values of its fields', async () => {
    await openGallery();
    await press('open-panel');
    await page.getByLabel('Name', { exact: true }).fill('Initech');
    await page.getByRole('button', { name: 'Submit' }).click();
    await says('log', '{"name":"Initech"}');
  });

  it('tells what is typed at once and what is final on leaving, and keeps up with fast typing', async () => {
    await openGallery();
    const company = page.getByLabel('Company', { exact: false }).and(page.locator('[name=company]'));
    await company.fill('');
    await company.pressSequentially('Siemens Energy');
    await says('name-now', 'Siemens Energy');
    expect(await company.inputValue()).toBe('Siemens Energy');
    await page.keyboard.press('Tab');
    await says('said', 'change "Siemens Energy"');
  });

  it('gives numbers as numbers, dates with January as 0, and choices with their own values', async () => {
    await openGallery();
    const card = page.locator('.extension');
    await card.getByLabel('Days').fill('30');
    await page.keyboard.press('Tab');
    await says('said', 'days 30');
    await card.getByLabel('Close date').fill('2027-01-31');
    await says('said', '"year":2027,"month":0,"date":31');
    await card.getByLabel('Tier').selectOption({ label: 'Certified reseller' });
    await says('chosen', 'tier "certified_reseller"');
    await page.locator('[data-test-id=approvers] summary').click();
    await card.getByLabel('Sales Rep One (demo)').check();
    await says('chosen', 'approvers [701,702]');
    await page.getByRole('switch', { name: 'Automatic approval' }).check();
    await says('chosen', 'toggle true');
    await card.getByLabel('Best').check();
    await says('chosen', 'rule "best"');
    await press('submit');
    await says('said', /"days":30.*"close":"2027-01-31"/);
  });

  it('works a menu, tabs, an accordion and a table by keyboard', async () => {
    await openGallery();
    await page.locator('.dropdown').getByRole('button', { name: 'More' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'From the menu' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'First' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText('The second tab').waitFor();
    await page.getByRole('button', { name: 'Why this verdict' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Because of three things.').waitFor();
    await page.locator('[data-test-id=table]').getByRole('button', { name: 'Company' }).click();
    await page.getByRole('button', { name: 'Next ›' }).click();
    await page.getByText('Page 2, sorted ascending').waitFor();
  });

  it('opens HubSpot’s record links here and never runs a script in an address', async () => {
    await openGallery();
    expect(await page.getByRole('link', { name: 'A record of HubSpot' }).getAttribute('href')).toBe(
      '/record/0-2/20000000001',
    );
    expect(await page.getByRole('link', { name: 'Not a safe address' }).getAttribute('href')).toBe('#');
  });

  it('moves between the pages of the app', async () => {
    await page.goto(`${world.url}/app`);
    await page.getByRole('link', { name: 'To the rules' }).click();
    await says('route', '/rules {"tab":"time"}');
    expect(new URL(page.url()).pathname).toBe('/app/rules');
    await press('back');
    await page.getByText('To the rules').waitFor();
    await page.goBack();
    await says('route', '/rules');
  });

  it('says loudly which component it cannot draw, and draws the rest', async () => {
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(`${world.url}/settings`);
    await page.getByRole('alert').filter({ hasText: 'Unknown component: CrmReport' }).waitFor();
    await says('beside', 'Drawn beside it');
    expect(errors).toContain('Unknown component: CrmReport');
  });

  it('says that an extension broke, and why', async () => {
    await page.goto(`${world.url}/settings`);
    await press('break');
    await page.getByRole('alert').filter({ hasText: 'This extension stopped. the extension broke' }).waitFor();
  });

  it('shows a handler that failed', async () => {
    await openGallery();
    await press('throw');
    await page.getByRole('alert').filter({ hasText: 'a handler broke' }).waitFor();
  });
});
