import path from 'node:path';
import type { Request } from 'express';
import type { SalesforceStandIn } from '../../salesforce/start-stand-in.ts';
import { languageOf, orgUserOf } from '../who.ts';
import type { Language } from '../wire.ts';
import { ModuleCompiler } from './org/compile-modules.ts';
import type { Words } from './org/translations.ts';
import { readWords } from './org/translations.ts';
import { Screen } from './views/screen.ts';

/** Salesforce's side of the preview. */
export interface SalesforceSide {
  readonly standIn: SalesforceStandIn;
  /** What the org was given: pages, layouts, list views, labels. Default: the project's own package. */
  readonly packageDir?: string;
  readonly translationsDir?: string;
  /** Where Lightning pages and components come from. Default: the package. */
  readonly componentsDir?: string;
  /** Of every person in the demo. */
  readonly currency?: string;
}

const PROJECT = path.resolve(import.meta.dirname, '../../../../salesforce-package');

/** What the routes share: the org, what its package says, and the person at the screen. */
export class LightningDeps {
  readonly standIn: SalesforceStandIn;
  readonly packageDir: string;
  readonly componentsDir: string;
  readonly compiler: ModuleCompiler;
  readonly timeZone: string;
  readonly currency: string;
  readonly afterAction: () => Promise<void>;
  readonly #translationsDir: string;
  readonly #words = new Map<Language, Words>();

  constructor(side: SalesforceSide, timeZone: string, afterAction: () => Promise<void>) {
    const { standIn, packageDir = path.join(PROJECT, 'force-app'), currency = 'EUR' } = side;
    this.standIn = standIn;
    this.packageDir = packageDir;
    this.componentsDir = side.componentsDir ?? packageDir;
    this.compiler = new ModuleCompiler(this.componentsDir);
    this.timeZone = timeZone;
    this.currency = currency;
    this.afterAction = afterAction;
    this.#translationsDir = side.translationsDir ?? path.join(PROJECT, 'spanish');
  }

  words(language: Language): Words {
    const words = this.#words.get(language) ?? readWords(this.packageDir, this.#translationsDir, language);
    this.#words.set(language, words);
    return words;
  }

  screen(request: Request): Screen {
    const { org } = this.standIn;
    const language = languageOf(request);
    return new Screen({
      org,
      userId: orgUserOf(org, request).id,
      language,
      timeZone: this.timeZone,
      currency: this.currency,
      words: this.words(language),
    });
  }
}
