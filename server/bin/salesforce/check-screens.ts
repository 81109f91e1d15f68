import { all, nameOf, textOf, type MetadataFile, type XmlNode } from './metadata-xml.ts';
import { objectOf, unless, type PackageIndex } from './package-index.ts';
import { LIST_COLUMNS, PAGE_COMPONENTS, STANDARD_TABS } from './standard-objects.ts';

/** Whether layouts, list views, pages, tabs, actions and apps show only what exists. */
export const checkScreens = (index: PackageIndex): string[] => [
  ...each(index, 'Layout', layoutProblems),
  ...each(index, 'CompactLayout', (file) => missingFields(objectOf(file), all(file.root, 'fields').map(text), index)),
  ...each(index, 'ListView', listViewProblems),
  ...each(index, 'FlexiPage', pageProblems),
  ...each(index, 'QuickAction', actionProblems),
  ...each(index, 'CustomTab', tabProblems),
  ...each(index, 'CustomApplication', appProblems),
  ...each(index, 'CustomObject', objectProblems),
  ...each(index, 'ExtlClntAppOauthSettings', ({ root }) => {
    const app = textOf(root, 'externalClientApplication');
    return unless(index.names('ExternalClientApplication').has(app), `there is no external client app ${app}`);
  }),
];

type Check = (file: MetadataFile, index: PackageIndex) => readonly string[];
const each = (index: PackageIndex, type: string, check: Check): string[] =>
  index.filesOf(type).flatMap((file) => check(file, index).map((problem) => `${file.path}: ${problem}`));

const text = (node: XmlNode): string => node.text;
const below = (nodes: readonly XmlNode[], name: string): readonly XmlNode[] => nodes.flatMap((node) => all(node, name));

const missingFields = (object: string, names: readonly string[], index: PackageIndex): string[] =>
  names.filter((name) => !index.field(object, name)).map((name) => `${object} has no field ${name}`);

function layoutProblems({ path, root }: MetadataFile, index: PackageIndex): readonly string[] {
  const object = nameOf({ path }).split('-')[0] ?? '';
  const items = below(below(all(root, 'layoutSections'), 'layoutColumns'), 'layoutItems');
  const actions = below(all(root, 'platformActionList'), 'platformActionListItems').filter(
    (item) => textOf(item, 'actionType') === 'QuickAction',
  );
  return [
    ...missingFields(
      object,
      items.map((item) => textOf(item, 'field')),
      index,
    ),
    ...items.flatMap((item) => {
      const name = textOf(item, 'field');
      const isReadOnly = textOf(item, 'behavior') === 'Readonly';
      return unless(isReadOnly || !index.field(object, name)?.formula, `the formula ${name} can be read only`);
    }),
    ...actions
      .map((item) => textOf(item, 'actionName'))
      .filter((name) => !index.names('QuickAction').has(name))
      .map((name) => `there is no quick action ${name}`),
  ];
}

function listViewProblems(file: MetadataFile, index: PackageIndex): readonly string[] {
  const object = objectOf(file);
  const isKnown = (name: string) =>
    name === 'NAME' || !!index.field(object, name)?.xml || (LIST_COLUMNS[object] ?? []).includes(name);
  const filters = all(file.root, 'filters');
  const names = [...all(file.root, 'columns').map(text), ...filters.map((filter) => textOf(filter, 'field'))];
  return [
    ...names.filter((name) => !isKnown(name)).map((name) => `there is no column ${name}`),
    ...filters.flatMap((filter) => unknownValues(object, textOf(filter, 'field'), textOf(filter, 'value'), index)),
  ];
}

/** Values of a filter or a predefined field that the picklist does not have. */
export const unknownValues = (object: string, name: string, values: string, index: PackageIndex): string[] => {
  const options = index.field(object, name)?.options;
  if (!options || options.size === 0) return [];
  return values
    .split(',')
    .filter((value) => value !== '' && !options.has(value))
    .map((value) => `${name} has no value “${value}”`);
};

function pageProblems({ root }: MetadataFile, index: PackageIndex): readonly string[] {
  const object = textOf(root, 'sobjectType');
  const items = below(below(all(root, 'flexiPageRegions'), 'itemInstances'), 'componentInstance');
  return [
    ...unless(object === '' || index.objects.has(object), `there is no object ${object}`),
    ...items
      .map((item) => textOf(item, 'componentName'))
      .filter((name) => !PAGE_COMPONENTS.has(name) && !isBundle(name, index))
      .map((name) => `there is no component ${name}`),
  ];
}

/** A page names a bundle of ours `c:partnerQueue`, or without a namespace. */
const isBundle = (name: string, index: PackageIndex): boolean => index.bundles.has(name.replace(/^c:/, ''));

function actionProblems({ path, root }: MetadataFile, index: PackageIndex): readonly string[] {
  const object = nameOf({ path }).split('.')[0] ?? '';
  const overrides = all(root, 'fieldOverrides');
  const shown = below(below(all(root, 'quickActionLayout'), 'quickActionLayoutColumns'), 'quickActionLayoutItems');
  return [
    ...missingFields(
      object,
      [...overrides, ...shown].map((entry) => textOf(entry, 'field')),
      index,
    ),
    ...overrides.flatMap((entry) =>
      unknownValues(object, textOf(entry, 'field'), textOf(entry, 'literalValue'), index),
    ),
  ];
}

function tabProblems({ path, root }: MetadataFile, index: PackageIndex): readonly string[] {
  const page = textOf(root, 'flexiPage');
  if (page !== '') return unless(index.names('FlexiPage').has(page), `there is no page ${page}`);
  return unless(index.objects.has(nameOf({ path })), `there is no object ${nameOf({ path })}`);
}

function appProblems({ root }: MetadataFile, index: PackageIndex): readonly string[] {
  const tabs = [...all(root, 'tabs').map(text), textOf(root, 'defaultLandingTab')];
  return [
    ...tabs
      .filter((tab) => !STANDARD_TABS.has(tab) && !index.names('CustomTab').has(tab))
      .map((tab) => `there is no tab ${tab}`),
    ...all(root, 'actionOverrides').flatMap((entry) =>
      overrideProblems(textOf(entry, 'content'), textOf(entry, 'pageOrSobjectType'), index),
    ),
  ];
}

function objectProblems(file: MetadataFile, index: PackageIndex): readonly string[] {
  const compact = textOf(file.root, 'compactLayoutAssignment');
  const searched = below(all(file.root, 'searchLayouts'), 'searchResultsAdditionalFields').map(text);
  const compacts = index
    .filesOf('CompactLayout')
    .filter((layout) => objectOf(layout) === nameOf(file))
    .map(nameOf);
  return [
    ...unless(compact === '' || compacts.includes(compact), `there is no compact layout ${compact}`),
    ...missingFields(nameOf(file), searched, index),
    ...all(file.root, 'actionOverrides').flatMap((entry) =>
      overrideProblems(textOf(entry, 'content'), nameOf(file), index),
    ),
  ];
}

function overrideProblems(page: string, object: string, index: PackageIndex): readonly string[] {
  const file = index.filesOf('FlexiPage').find((candidate) => nameOf(candidate) === page);
  return unless(textOf(file?.root, 'sobjectType') === object, `there is no page ${page} for ${object}`);
}
