import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../server/bin/salesforce/check-integrity.ts';
import { readPackage } from '../../server/bin/salesforce/metadata-xml.ts';
import { PACKAGE_DIR } from '../../server/bin/salesforce/package-folders.ts';
import { BUNDLE_MISTAKES } from './mistakes/bundles.ts';
import { DECLARATION_MISTAKES } from './mistakes/declarations.ts';
import { SCREEN_MISTAKES } from './mistakes/screens.ts';
import { folderWith, withMistake } from './planted.ts';

const temp = mkdtempSync(path.join(os.tmpdir(), 'partnerlock-integrity-'));
afterAll(() => rmSync(temp, { recursive: true }));

const files = readPackage(PACKAGE_DIR);

const mistakes = [...DECLARATION_MISTAKES, ...SCREEN_MISTAKES, ...BUNDLE_MISTAKES];

describe('everything that the package names exists, checked here', () => {
  it('in the package as it is', () => {
    expect(checkIntegrity(files, PACKAGE_DIR)).toEqual([]);
  });

  it.each(mistakes)('but not with $label', (mistake) => {
    const problems = /^(lwc\/.*\.(js|html)|classes\/.*)$/.test(mistake.file)
      ? checkIntegrity(files, folderWith(temp, mistake))
      : checkIntegrity(withMistake(files, mistake), PACKAGE_DIR);
    expect(problems.filter((problem) => mistake.says.test(problem))).not.toEqual([]);
  });
});
