import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkWsdl } from '../../server/bin/salesforce/check-wsdl.ts';
import { readPackage } from '../../server/bin/salesforce/metadata-xml.ts';
import { PACKAGE_DIR } from '../../server/bin/salesforce/package-folders.ts';
import { copyOfPackage, plant } from './planted.ts';

const temp = mkdtempSync(path.join(os.tmpdir(), 'partnerlock-wsdl-'));
afterAll(() => rmSync(temp, { recursive: true }));

describe('the Metadata WSDL’s types, checked here', () => {
  it('accept every metadata file of the package', () => {
    const files = readPackage(PACKAGE_DIR);
    expect(files.length).toBeGreaterThan(200);
    expect(checkWsdl(files)).toEqual([]);
  });

  const field = 'objects/Account/fields/Partner_Id__c.field-meta.xml';
  const mistakes: readonly { label: string; file: string; edit: (xml: string) => string; says: RegExp }[] = [
    { label: 'broken XML', file: field, edit: (xml) => xml.replace('</label>', ''), says: /line \d+/ },
    { label: 'an unknown element', file: field, edit: (xml) => xml.replace('<label>', '<colour>red</colour><label>'), says: /colour: the WSDL has no such element/ },
    { label: 'a type that is none', file: field, edit: (xml) => xml.replace('>Text<', '>Txt<'), says: /“Txt” is none of its values/ },
    { label: 'a boolean that is none', file: field, edit: (xml) => xml.replace('<required>false', '<required>no'), says: /no boolean: no/ },
    { label: 'a number that is none', file: field, edit: (xml) => xml.replace('>255<', '>long<'), says: /no number: long/ },
    { label: 'an element twice', file: field, edit: (xml) => xml.replace('<label>', '<label>x</label><label>'), says: /given 2 times/ },
    { label: 'no namespace', file: field, edit: (xml) => xml.replace(/ xmlns="[^"]*"/, ''), says: /wrong or missing xmlns/ },
    { label: 'a root of no type', file: field, edit: (xml) => xml.replaceAll('CustomField', 'CustomFeeld'), says: /unknown metadata type CustomFeeld/ },
    { label: 'text where elements belong', file: 'tabs/Partner_Approvals.tab-meta.xml', edit: (xml) => xml.replace('<motif>', '<actionOverrides>View</actionOverrides><motif>'), says: /elements expected/ },
    { label: 'elements where text belongs', file: field, edit: (xml) => xml.replace(/<label>.*<\/label>/, '<label><b>x</b></label>'), says: /should be text/ },
    { label: 'a missing element', file: 'permissionsets/Partner_Viewer.permissionset-meta.xml', edit: (xml) => xml.replace(/<allowEdit>.*<\/allowEdit>/, ''), says: /allowEdit: required element missing/ },
  ];
  it.each(mistakes)('find $label', ({ file, edit, says }) => {
    const copy = copyOfPackage(temp);
    plant(copy, file, edit);
    const planted = readPackage(copy).filter(({ path: found }) => found.endsWith(file));
    expect(checkWsdl(planted)).toEqual([stringMatching(says)]);
  });
});

/** Vitest types its matchers as `any`. */
const stringMatching = (pattern: RegExp): unknown => expect.stringMatching(pattern);
