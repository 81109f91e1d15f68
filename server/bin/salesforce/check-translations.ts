import { all, textOf } from './metadata-xml.ts';
import { objectOf, unless, type PackageIndex } from './package-index.ts';

const LABEL_MAX_CHARS = 1000;
const FIELD_LABEL_MAX_CHARS = 40;

/** Whether every label, field, value, action and rule message has its Spanish, and nothing is translated that does not exist. */
export const checkTranslations = (index: PackageIndex): string[] => [
  ...labelProblems(index),
  ...untranslatedFields(index),
  ...index.filesOf('CustomFieldTranslation').flatMap(({ path, root }) => {
    const object = translatedObject(path);
    const name = textOf(root, 'name');
    const labels = [...(index.field(object, name)?.options.values() ?? [])];
    const translated = all(root, 'picklistValues').map((value) => textOf(value, 'masterLabel'));
    const label = textOf(root, 'label');
    return [
      ...unless(!!index.field(object, name), `${object} has no field ${name}`),
      ...unless(label !== '' && label.length <= FIELD_LABEL_MAX_CHARS, 'its label is empty or too long'),
      ...labels.filter((label) => !translated.includes(label)).map((label) => `“${label}” is not translated`),
      ...translated.filter((label) => !labels.includes(label)).map((label) => `no value is labelled “${label}”`),
    ].map((problem) => `${path}: ${problem}`);
  }),
  ...index.filesOf('CustomObjectTranslation').flatMap(({ path, root }) => {
    const object = translatedObject(path);
    const rules = ruleNames(index, object);
    const translated = all(root, 'validationRules').map((rule) => textOf(rule, 'name'));
    const actions = [...index.names('QuickAction')].flatMap((name) => (name.startsWith(`${object}.`) ? [name] : []));
    const translatedActions = all(root, 'quickActions').map((action) => `${object}.${textOf(action, 'name')}`);
    return [
      ...actions.filter((name) => !translatedActions.includes(name)).map((name) => `${name} is not translated`),
      ...translatedActions.filter((name) => !actions.includes(name)).map((name) => `there is no action ${name}`),
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

function untranslatedFields(index: PackageIndex): readonly string[] {
  const key = (object: string, name: string): string => `${object}.${name}`;
  const files = index.filesOf('CustomFieldTranslation');
  const translated = new Set(files.map(({ path, root }) => key(translatedObject(path), textOf(root, 'name'))));
  return index.filesOf('CustomField').flatMap((file) => {
    const field = key(objectOf(file), textOf(file.root, 'fullName'));
    return unless(translated.has(field), `${file.path}: the field ${field} is not translated`);
  });
}

const translatedObject = (file: string): string => /\/objectTranslations\/([^/]+)-[a-z]{2}\//.exec(file)?.[1] ?? '';

const ruleNames = (index: PackageIndex, object: string): string[] =>
  index
    .filesOf('ValidationRule')
    .filter((file) => objectOf(file) === object)
    .map(({ root }) => textOf(root, 'fullName'));
