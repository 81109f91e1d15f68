import { all, textOf } from './metadata-xml.ts';
import { objectOf, unless, type PackageIndex } from './package-index.ts';

const LABEL_MAX_CHARS = 1000;

/** Whether every label, picklist value and rule message has its Spanish, and nothing is translated that does not exist. */
export const checkTranslations = (index: PackageIndex): string[] => [
  ...labelProblems(index),
  ...index.filesOf('CustomFieldTranslation').flatMap(({ path, root }) => {
    const object = translatedObject(path);
    const name = textOf(root, 'name');
    const labels = [...(index.field(object, name)?.options.values() ?? [])];
    const translated = all(root, 'picklistValues').map((value) => textOf(value, 'masterLabel'));
    return [
      ...unless(!!index.field(object, name), `${object} has no field ${name}`),
      ...labels.filter((label) => !translated.includes(label)).map((label) => `“${label}” is not translated`),
      ...translated.filter((label) => !labels.includes(label)).map((label) => `no value is labelled “${label}”`),
    ].map((problem) => `${path}: ${problem}`);
  }),
  ...index.filesOf('CustomObjectTranslation').flatMap(({ path, root }) => {
    const rules = ruleNames(index, translatedObject(path));
    const translated = all(root, 'validationRules').map((rule) => textOf(rule, 'name'));
    return [
      ...rules.filter((rule) => !translated.includes(rule)).map((rule) => `the rule ${rule} is not translated`),
      ...translated.filter((rule) => !rules.includes(rule)).map((rule) => `there is no rule ${rule}`),
    ].map((problem) => `${path}: ${problem}`);
  }),
];

function labelProblems(index: PackageIndex): readonly string[] {
  const labels = index.filesOf('CustomLabels').flatMap(({ root }) => all(root, 'labels'));
  const names = labels.map((label) => textOf(label, 'fullName'));
  return index.filesOf('Translations').flatMap(({ path, root }) => {
    const translated = all(root, 'customLabels').map((label) => textOf(label, 'name'));
    return [
      ...names.filter((name) => !translated.includes(name)).map((name) => `the label ${name} is not translated`),
      ...translated.filter((name) => !names.includes(name)).map((name) => `there is no label ${name}`),
      ...[
        ...labels.map((label) => textOf(label, 'value')),
        ...all(root, 'customLabels').map((label) => textOf(label, 'label')),
      ]
        .filter((value) => value === '' || value.length > LABEL_MAX_CHARS)
        .map((value) => `a label is empty or too long: ${value.slice(0, 40)}`),
    ].map((problem) => `${path}: ${problem}`);
  });
}

const translatedObject = (file: string): string => /\/objectTranslations\/([^/]+)-[a-z]{2}\//.exec(file)?.[1] ?? '';

const ruleNames = (index: PackageIndex, object: string): string[] =>
  index
    .filesOf('ValidationRule')
    .filter((file) => objectOf(file) === object)
    .map(({ root }) => textOf(root, 'fullName'));
