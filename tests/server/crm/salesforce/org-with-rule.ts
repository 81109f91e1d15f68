import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

const OWN_PACKAGE = path.resolve(import.meta.dirname, '../../../../salesforce-package/force-app');

/** The product's package with a validation rule of a customer's own beside it, gone when the test is over. */
export function packageWithRule(object: string, formula: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'package-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(OWN_PACKAGE, folder, { recursive: true });
  const rules = path.join(folder, 'main/default/objects', object, 'validationRules');
  mkdirSync(rules, { recursive: true });
  writeFileSync(
    path.join(rules, 'Customers_Own.validationRule-meta.xml'),
    `<?xml version="1.0" encoding="UTF-8"?>
<ValidationRule xmlns="http://soap.sforce.com/2006/04/metadata">
    <fullName>Customers_Own</fullName>
    <active>true</active>
    <errorConditionFormula>${formula}</errorConditionFormula>
    <errorMessage>The customer’s own rule says no.</errorMessage>
</ValidationRule>
`,
  );
  return folder;
}
