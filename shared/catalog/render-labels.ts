import type { RenderedFile } from './render-salesforce.ts';
import { metadataXml, type XmlElement } from './xml.ts';

/** Sentences by their word key, in one language. */
export type WordList = Readonly<Record<string, string>>;

/** Custom labels: the sentences that components import by name, as a file of a package folder. */
export const renderLabels = (words: WordList): RenderedFile => ({
  path: 'labels/CustomLabels.labels-meta.xml',
  xml: metadataXml(
    'CustomLabels',
    Object.entries(words).map(([key, sentence]): XmlElement => [
      'labels',
      [
        ['fullName', labelName(key)],
        ['categories', 'PartnerLock'],
        ['language', 'en_US'],
        ['protected', false],
        ['shortDescription', key],
        ['value', sentence],
      ],
    ]),
  ),
});

/** The same labels in another language of Salesforce (`es`). */
export const renderLabelTranslations = (words: WordList, language: string): RenderedFile => ({
  path: `translations/${language}.translation-meta.xml`,
  xml: metadataXml(
    'Translations',
    Object.entries(words).map(([key, sentence]): XmlElement => [
      'customLabels',
      [
        ['label', sentence],
        ['name', labelName(key)],
      ],
    ]),
  ),
});

/** The custom label of a word key: `card.daysLeftOne` is `Partner_card_daysLeftOne`. */
export const labelName = (key: string): string => `Partner_${key.replaceAll('.', '_')}`;
