/** `node server/bin/salesforce/check.ts`: everything about the Salesforce package that can be known without an org. */
import { checkIntegrity } from './check-integrity.ts';
import { readShape } from './check-shape.ts';
import { checkWsdl } from './check-wsdl.ts';
import { compileBundles } from './compile-bundle.ts';
import { readPackage } from './metadata-xml.ts';
import { API_VERSION, PACKAGE_DIR } from './package-folders.ts';

const files = readPackage(PACKAGE_DIR);
const { components, skipped } = await readShape(PACKAGE_DIR, API_VERSION);
const problems = [
  ...skipped.map((file) => `${file}: belongs to no component`),
  ...checkWsdl(files),
  ...checkIntegrity(files, PACKAGE_DIR),
  ...(await compileBundles(PACKAGE_DIR)),
];
console.log(
  problems.length > 0 ? problems.join('\n') : `${components.length} components, model-checked here: no problem.`,
);
process.exitCode = problems.length > 0 ? 1 : 0;
