import type { WordList } from './render-labels.ts';
import type { RenderedFile } from './render-salesforce.ts';
import { REGISTRATION_OBJECT, SALESFORCE_OBJECTS, type SalesforceObject } from './salesforce-fields.ts';
import { formulaFieldsOn, storedFieldsOn, type PlacedField } from './salesforce-placement.ts';
import { RULE_WORDS } from './salesforce-rules.ts';
import { metadataXml, type XmlElement } from './xml.ts';

/** What Salesforce's own pages say, in a language that is not the package's. */
export interface ObjectWords {
  /** Of Salesforce: `es`. */
  readonly language: string;
  /** Sentences in English, by which Salesforce finds a picklist value, and in the language. */
  readonly english: WordList;
  readonly translated: WordList;
  readonly fieldLabels: Readonly<Record<PlacedField['code'], string>>;
  readonly formulaLabels: Readonly<Record<string, string>>;
}

/** Labels of fields, picklist values and quick actions, and the messages of validation rules, in another language. */
export const renderObjectTranslations = (words: ObjectWords): RenderedFile[] =>
  SALESFORCE_OBJECTS.flatMap((object) => {
    const name = `${object}-${words.language}`;
    const file = (inFolder: string, xml: string) => ({ path: `objectTranslations/${name}/${inFolder}-meta.xml`, xml });
    return [
      file(`${name}.objectTranslation`, metadataXml('CustomObjectTranslation', objectElements(object, words))),
      ...storedFieldsOn(object).map((field) =>
        file(
          `${field.salesforce}.fieldTranslation`,
          metadataXml('CustomFieldTranslation', fieldElements(field, words)),
        ),
      ),
      ...formulaFieldsOn(object).map(({ salesforce, code, label }) =>
        file(
          `${salesforce}.fieldTranslation`,
          metadataXml('CustomFieldTranslation', [
            ['label', words.formulaLabels[code] ?? label],
            ['name', salesforce],
          ]),
        ),
      ),
    ];
  });

const fieldElements = (
  field: PlacedField,
  { fieldLabels, english, translated }: ObjectWords,
): readonly XmlElement[] => [
  ['label', fieldLabels[field.code]],
  ['name', field.salesforce],
  ...field.options.map((value): XmlElement => {
    const key = `${field.optionWords}.${value}`;
    return [
      'picklistValues',
      [
        ['masterLabel', english[key] ?? value],
        ['translation', translated[key] ?? value],
      ],
    ];
  }),
];

function objectElements(object: SalesforceObject, { translated }: ObjectWords): readonly XmlElement[] {
  const word = (key: string): string => translated[key] ?? key;
  const rules = Object.entries(RULE_WORDS[object] ?? {}).map(([name, key]): XmlElement => [
    'validationRules',
    [
      ['errorMessage', word(key)],
      ['name', name],
    ],
  ]);
  return object === REGISTRATION_OBJECT ? [...namesOf(word), ...rules] : rules;
}

/** Salesforce wants the names of a custom object with its translation; those of standard objects are its own. */
const namesOf = (word: (key: string) => string): readonly XmlElement[] => [
  [
    'caseValues',
    [
      ['plural', false],
      ['value', word('object.registration')],
    ],
  ],
  [
    'caseValues',
    [
      ['plural', true],
      ['value', word('object.registrations')],
    ],
  ],
  ['gender', 'Masculine'],
  ['nameFieldLabel', word('object.registrationName')],
  ...QUICK_ACTIONS.map(([name, key]): XmlElement => [
    'quickActions',
    [
      ['label', word(key)],
      ['name', name],
    ],
  ]),
];

const QUICK_ACTIONS = [
  ['Partner_Approve', 'decide.approve'],
  ['Partner_Ask', 'decide.ask'],
  ['Partner_Extend', 'decide.extend'],
  ['Partner_Reject', 'decide.reject'],
  ['Partner_Release', 'decide.release'],
] as const;
