import { labelName, type WordList } from './render-labels.ts';
import type { RenderedFile } from './render-salesforce.ts';

/**
 * A Lightning module that knows every label by its word key. Salesforce fills labels in by their literal names only, so
 * a component that says what a code means has to import them all, and this is the one place that does.
 */
export const renderLabelModule = (words: WordList): RenderedFile[] => [
  { path: 'lwc/partnerLabels/partnerLabels.js', xml: moduleOf(Object.keys(words)) },
  { path: 'lwc/partnerLabels/partnerLabels.js-meta.xml', xml: META },
];

const moduleOf = (keys: readonly string[]): string =>
  [
    '// Generated from shared/words by `npm run generate`. Do not edit.',
    ...keys.map((key) => `import ${labelName(key)} from '@salesforce/label/c.${labelName(key)}';`),
    '',
    '/** Every label in the language of whoever looks, by its word key. */',
    'export const LABELS = {',
    ...keys.map((key) => `    '${key}': ${labelName(key)},`),
    '};',
    '',
  ].join('\n');

const META = `<?xml version="1.0" encoding="UTF-8"?>
<LightningComponentBundle xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>67.0</apiVersion>
    <isExposed>false</isExposed>
</LightningComponentBundle>
`;
