import path from 'node:path';
import { z } from 'zod';
import { filesIn, many, readRoot } from '../../../salesforce/schema/read-xml.ts';
import type { Language } from '../../wire.ts';

/** What the package calls things in one language; a missing entry keeps its English name. */
export interface Words {
  /** Custom labels by name. */
  readonly labels: ReadonlyMap<string, string>;
  /** `Object.Field` → label. */
  readonly fields: ReadonlyMap<string, string>;
  /** `Object.Field.English label` → label of a picklist value. */
  readonly choices: ReadonlyMap<string, string>;
}

/** Custom labels of the package, and in Spanish what its translation folder has, as an org with that language shows it. */
export function readWords(packageDir: string, translationsDir: string, language: Language): Words {
  const [labels] = filesIn(packageDir, '**/CustomLabels.labels-meta.xml');
  const english = labels === undefined ? [] : readRoot(labels, 'CustomLabels', customLabels).labels;
  const words = new Map(english.map(({ fullName, value }) => [fullName, value]));
  const fields = new Map<string, string>();
  const choices = new Map<string, string>();
  if (language === 'en') return { labels: words, fields, choices };
  for (const file of filesIn(translationsDir, `**/translations/${language}.translation-meta.xml`)) {
    for (const { name, label } of readRoot(file, 'Translations', translations).customLabels) words.set(name, label);
  }
  for (const file of filesIn(translationsDir, `**/objectTranslations/*-${language}/*.fieldTranslation-meta.xml`)) {
    const object = path.basename(path.dirname(file)).replace(`-${language}`, '');
    const { name, label, picklistValues } = readRoot(file, 'CustomFieldTranslation', fieldTranslation);
    if (label !== undefined) fields.set(`${object}.${name}`, label);
    for (const { masterLabel, translation } of picklistValues)
      choices.set(`${object}.${name}.${masterLabel}`, translation);
  }
  return { labels: words, fields, choices };
}

const customLabels = z.object({ labels: many(z.object({ fullName: z.string(), value: z.string() })) });
const translations = z.object({ customLabels: many(z.object({ name: z.string(), label: z.string() })) });
const fieldTranslation = z.object({
  name: z.string(),
  label: z.string().optional(),
  picklistValues: many(z.object({ masterLabel: z.string(), translation: z.string() })),
});
