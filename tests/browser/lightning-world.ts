import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { SalesforceFieldValues } from '../../shared/catalog/salesforce-values.ts';
import { toSalesforce } from '../../shared/catalog/salesforce-values.ts';
import type { SalesforceObject } from '../../shared/catalog/salesforce-fields.ts';
import type { Org } from '../../server/sandbox/salesforce/org/org.ts';
import { startSalesforceStandIn } from '../../server/sandbox/salesforce/start-stand-in.ts';
import { startPreview, type PreviewOptions } from '../../server/sandbox/preview/start-preview.ts';
import { mkdirSync } from 'node:fs';
import { complaintsOf, overflowOf, seriousFindings } from './page-checks.ts';
import { screenshot } from './chromium.ts';
import { CACHE } from './preview-world.ts';

const DAY_MS = 86_400_000;
const REGISTRATION = 'Partner_Registration__c';

/** What the tests go on with. */
export interface WorldIds {
  readonly account: string;
  readonly contact: string;
  readonly lead: string;
  readonly partner: string;
  readonly directDeal: string;
  readonly free: string;
  readonly waiting: string;
  readonly conflicted: string;
  readonly locked: string;
}

/** The preview with Salesforce alone, and an org in the middle of the story: no server, so tests write its answers. */
export async function startLightningWorld(side: Partial<PreviewOptions['salesforce']> = {}) {
  const ids: { -readonly [Name in keyof WorldIds]?: string } = {};
  const standIn = await startSalesforceStandIn({ seed: (org) => Object.assign(ids, seed(org)) });
  mkdirSync(CACHE, { recursive: true });
  const preview = await startPreview({ salesforce: { standIn, ...side }, cacheDir: CACHE, tell: console.info });
  const { org } = standIn;
  return {
    ...(ids as WorldIds),
    standIn,
    org,
    url: preview.url,
    /** Our server, as far as these tests need it: what it writes when it has carried out a decision. */
    write: (object: SalesforceObject, id: string, values: SalesforceFieldValues) =>
      org.as(org.integrationUser.id).update(object, id, toSalesforce(object, values)),
    read: (object: SalesforceObject, id: string) => org.as(org.administrator.id).get(object, id),
    close: async () => {
      await preview.close();
      await standIn.close();
    },
  };
}
export type LightningWorld = Awaited<ReturnType<typeof startLightningWorld>>;

const at = (org: Org, days: number): string => new Date(org.core.now() + days * DAY_MS).toISOString();

function seed(org: Org): WorldIds {
  const admin = org.as(org.administrator.id);
  const server = org.as(org.integrationUser.id);
  const rep = org.as(org.salesRep.id);
  const partner = server.create('Account', {
    Name: 'Demo Partner North (demo)',
    Type: 'Channel Partner / Reseller',
    ...toSalesforce('Account', { programStatus: 'active', programTier: 'certified_reseller', programCode: 'NORTH' }),
  });
  const account = admin.create('Account', { Name: 'Siemens', Website: 'siemens.com', Industry: 'Manufacturing' });
  const free = admin.create('Account', { Name: 'Bosch', Website: 'bosch.com' });
  const contact = admin.create('Contact', { LastName: 'Contact (demo)', AccountId: account, Email: 'it@siemens.com' });
  const lead = rep.create('Lead', { LastName: 'Contact (demo)', Company: 'Siemens AG', Email: 'cio@siemens.com' });
  const registration = (values: SalesforceFieldValues) =>
    server.create(REGISTRATION, toSalesforce(REGISTRATION, { ...COMMON, registeredAt: at(org, -2), ...values }));
  const held = {
    partnerId: 'prt_north',
    partnerName: 'Demo Partner North',
    partnerTier: 'certified_reseller',
    registrationId: 'reg_siemens',
    registrationReference: 'PL-DEMO-0001-NRTH',
    registeredAt: at(org, -2),
    prospectKey: 'dom:siemens.com',
    lockStatus: 'active',
    lockEpoch: 1,
    lockStartsAt: at(org, -2),
    lockEndsAt: at(org, 88),
  } satisfies SalesforceFieldValues;
  const locked = registration({
    ...held,
    prospectName: 'Siemens',
    prospectWebsite: 'https://www.siemens.com',
    lockKey: 'demo:dom:siemens.com',
    registrationStatus: 'approved',
    prospectAccount: account,
    partnerAccount: partner,
  });
  server.update('Account', account, toSalesforce('Account', { ...held, registrationRecord: locked }));
  server.update(
    'Lead',
    lead,
    toSalesforce('Lead', { ...held, registrationStatus: 'approved', registrationRecord: locked }),
  );
  const waiting = registration(waitingFor(org, 'Volkswagen', 'volkswagen.com', 'VWGN'));
  registration(waitingFor(org, 'Bayer', 'bayer.com', 'BAYR'));
  const conflicted = registration({
    ...waitingFor(org, 'Linde', 'linde.com', 'LIND'),
    channelConflict: 'partner_vs_direct',
    verdictReasons: ['open_direct_deal'],
  });
  const directDeal = rep.create('Opportunity', {
    Name: 'Siemens – direct',
    AccountId: account,
    StageName: 'Qualification',
    CloseDate: at(org, 60).slice(0, 10),
    Amount: 52_000,
  });
  return { account, contact, lead, partner, directDeal, free, waiting, conflicted, locked };
}

const COMMON: SalesforceFieldValues = {
  partnerId: 'prt_north',
  partnerName: 'Demo Partner North',
  partnerTier: 'certified_reseller',
  submittedByEmail: 'registrations@demo-partner.example',
  prospectCountry: 'DE',
  consent: true,
  notes: 'New shop-floor software for two plants',
  estimatedAmount: { amountMinor: 4_800_000, currency: 'EUR' },
};

const waitingFor = (org: Org, company: string, domain: string, code: string): SalesforceFieldValues => ({
  prospectName: company,
  prospectWebsite: `https://www.${domain}`,
  prospectKey: `dom:${domain}`,
  registrationId: `reg_${code.toLowerCase()}`,
  registrationReference: `PL-DEMO-0002-${code}`,
  registrationStatus: 'under_review',
  lockStatus: 'pending',
  lockStartsAt: at(org, -2),
  lockEndsAt: at(org, 12),
  lockKey: `demo:dom:${domain}`,
});

/** A person's browser in the preview: who they are is a cookie, as after a choice in the top bar. */
export async function pageAs(browser: Browser, person: string, language = 'en') {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const signIn = (url: string) =>
    context.addCookies([
      { name: 'preview_person', value: encodeURIComponent(person), url },
      { name: 'preview_language', value: language, url },
    ]);
  return { page, signIn, complaints: complaintsOf(page), close: () => context.close() };
}

/** How Lightning Web Security makes its sandbox is its own choice; that the org refuses a save is what is tested. */
const EXPECTED = /allow-scripts and allow-same-origin|status of 400/;

/** A picture, and that neither axe nor the console nor the window's width has anything to say against it. */
export async function looksGood(page: Page, complaints: readonly string[], name: string): Promise<void> {
  await screenshot(page, name, false);
  expect(await seriousFindings(page)).toEqual([]);
  expect(await overflowOf(page)).toBe(0);
  expect(complaints.filter((each) => !EXPECTED.test(each))).toEqual([]);
}
