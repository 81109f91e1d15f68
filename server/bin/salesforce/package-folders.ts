import path from 'node:path';

/** The sfdx project in this repository. */
export const PACKAGE_DIR = path.resolve(import.meta.dirname, '../../../salesforce-package');

/**
 * The folders that are deployed, as in sfdx-project.json. Spanish is apart, because Salesforce takes translations
 * only where the Translation Workbench is on.
 */
export const PACKAGE_FOLDERS = ['force-app', 'spanish'] as const;

/** As `sourceApiVersion` in sfdx-project.json. */
export const API_VERSION = '67.0';
