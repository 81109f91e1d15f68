import { describe, expect, it } from 'vitest';
import { checkWsdl } from '../../server/bin/salesforce/check-wsdl.ts';
import { readPackage } from '../../server/bin/salesforce/metadata-xml.ts';
import { PACKAGE_DIR } from '../../server/bin/salesforce/package-folders.ts';
import { withMistake, type Mistake } from './planted.ts';

describe('the Metadata WSDL’s types, checked here', () => {
  it('accept every metadata file of the package', () => {
    const files = readPackage(PACKAGE_DIR);
    expect(files.length).toBeGreaterThan(200);
    expect(checkWsdl(files)).toEqual([]);
  });

  const field = 'objects/Account/fields/Partner_Id__c.field-meta.xml';
  const mistakes: readonly Mistake[] = [
    { label: 'broken XML', file: field, edit: (xml) => xml.replace('</label>', ''), says: /line \d+/ },
    {
      label: 'an unknown element',
      file: field,
      edit: (xml) => xml.replace('<label>', '<colour>red</colour><label>'),
      says: /colour: the WSDL has no such element/,
    },
    {
      label: 'a type that is none',
      file: field,
      edit: (xml) => xml.replace('>Text<', '>Txt<'),
      says: /“Txt” is none of its values/,
    },
    {
      label: 'a boolean that is none',
      file: field,
      edit: (xml) => xml.replace('<required>false', '<required>no'),
      says: /no boolean: no/,
    },
    {
      label: 'a number that is none',
      file: field,
      edit: (xml) => xml.replace('>255<', '>long<'),
      says: /no number: long/,
    },
    {
      label: 'an element twice',
      file: field,
      edit: (xml) => xml.replace('<label>', '<label>x</label><label>'),
      says: /given 2 times/,
    },
    {
      label: 'no namespace',
      file: field,
      edit: (xml) => xml.replace(/ xmlns="[^"]*"/, ''),
      says: /wrong or missing xmlns/,
    },
    {
      label: 'a root of no type',
      file: field,
      edit: (xml) => xml.replaceAll('CustomField', 'CustomFeeld'),
      says: /unknown metadata type CustomFeeld/,
    },
    {
      label: 'text where elements belong',
      file: 'tabs/Partner_Approvals.tab-meta.xml',
      edit: (xml) => xml.replace('<motif>', '<actionOverrides>View</actionOverrides><motif>'),
      says: /elements expected/,
    },
    {
      label: 'elements where text belongs',
      file: field,
      edit: (xml) => xml.replace(/<label>.*<\/label>/, '<label><b>x</b></label>'),
      says: /should be text/,
    },
    {
      label: 'a missing element',
      file: 'permissionsets/Partner_Viewer.permissionset-meta.xml',
      edit: (xml) => xml.replace(/<allowEdit>.*<\/allowEdit>/, ''),
      says: /allowEdit: required element missing/,
    },
  ];
  // All at once, because reading the types takes a second.
  const problems = checkWsdl(
    mistakes.flatMap((mistake) => withMistake([], mistake).map((file) => ({ ...file, path: mistake.label }))),
  );
  it.each(mistakes)('find $label', ({ label, says }) => {
    expect(problems.filter((problem) => problem.startsWith(`${label}: `))).toEqual([stringMatching(says)]);
  });
});

/** Vitest types its matchers as `any`. */
const stringMatching = (pattern: RegExp): unknown => expect.stringMatching(pattern);
