import { readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const PACKAGE = path.resolve(import.meta.dirname, '../../salesforce-package');
const { fileNames, options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(path.join(PACKAGE, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config,
  ts.sys,
  PACKAGE,
);

it('Lightning components keep to their types and to the core’s', () => {
  const problems = ts
    .getPreEmitDiagnostics(ts.createProgram(fileNames, options))
    .map(({ file, start, messageText }) => {
      const at = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
      return `${path.relative(PACKAGE, file?.fileName ?? '')}:${at} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  expect(problems).toEqual([]);
});

it('every bundle can be imported by the type checker', () => {
  const bundles = readdirSync(path.join(PACKAGE, 'force-app/main/default/lwc'));
  expect(Object.keys(options.paths ?? {}).toSorted()).toEqual(bundles.map((bundle) => `c/${bundle}`).toSorted());
});
