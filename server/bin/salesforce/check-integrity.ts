import { checkAccess } from './check-access.ts';
import { checkBundles } from './check-bundles.ts';
import { checkComponents } from './check-components.ts';
import { checkFields } from './check-fields.ts';
import { checkFormulas } from './check-formulas.ts';
import { checkReports } from './check-reports.ts';
import { checkScreens } from './check-screens.ts';
import { checkTranslations } from './check-translations.ts';
import type { MetadataFile } from './metadata-xml.ts';
import { indexPackage } from './package-index.ts';

/**
 * Whether everything that the package's files name exists in the package or in Salesforce, as sentences that begin
 * with the file. Components are read from the folder. Model-checked here; an org checks more.
 */
export function checkIntegrity(files: readonly MetadataFile[], packageDir: string): string[] {
  const index = indexPackage(files, packageDir);
  return [
    ...checkFields(index),
    ...checkFormulas(index),
    ...checkAccess(index),
    ...checkScreens(index),
    ...checkReports(index),
    ...checkTranslations(index),
    ...checkComponents(index, packageDir),
    ...checkBundles(index, packageDir),
  ];
}
