import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { describe } from 'vitest';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser of this machine, or what CHROMIUM names; null when there is none. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM;
  if (named === undefined || named === '') return PLACES.find((place) => existsSync(place)) ?? null;
  if (!existsSync(named)) throw new Error(`CHROMIUM names ${named}, which does not exist.`);
  return named;
}

/** Like `describe`. Without a browser the tests are skipped, loudly; with REQUIRE_ALL=1 that is a failure. */
export function describeWithChromium(name: string, tests: () => void): void {
  if (findChromium() !== null) {
    describe(name, tests);
    return;
  }
  const reason = `no Chromium for "${name}". Install one, or set CHROMIUM to its path.`;
  if (process.env.REQUIRE_ALL === '1') throw new Error(`REQUIRE_ALL=1, but there is ${reason}`);
  console.warn(`SKIPPED: ${reason}`);
  describe.skip(name, tests);
}

/** Starts the browser without its own traffic, so that a test's network is the test's alone. */
export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('There is no Chromium on this machine.');
  return chromium.launch({ executablePath, args: FLAGS });
}

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const IMAGES = path.resolve(import.meta.dirname, '../../docs/images');
let scratch: string | undefined;

/** Where pictures go: into the docs with UPDATE_SCREENSHOTS=1, else into a folder that nobody keeps. */
export function screenshotFolder(): string {
  if (process.env.UPDATE_SCREENSHOTS !== '1') return scratchFolder();
  mkdirSync(IMAGES, { recursive: true });
  return IMAGES;
}

const scratchFolder = (): string => (scratch ??= mkdtempSync(path.join(os.tmpdir(), 'screenshots-')));

/** A picture of the page, whole or as far as the window shows it, as `<name>.png`; answers its path. Pictures of test fixtures never go into the docs. */
export async function screenshot(page: Page, name: string, fullPage = true): Promise<string> {
  const file = path.join(name.startsWith('fixture-') ? scratchFolder() : screenshotFolder(), `${name}.png`);
  await page.screenshot({ path: file, fullPage, animations: 'disabled' });
  return file;
}
