import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { all, nameOf, textOf, type MetadataFile } from './metadata-xml.ts';
import { unless, type PackageIndex } from './package-index.ts';

/** Places on which a bundle of ours may be put. Salesforce knows more. */
const TARGETS = new Set([
  'lightning__RecordPage',
  'lightning__AppPage',
  'lightning__HomePage',
  'lightning__RecordAction',
  'lightningCommunity__Page',
  'lightningCommunity__Default',
]);

const PAGE_TARGETS: Readonly<Record<string, string>> = {
  RecordPage: 'lightning__RecordPage',
  AppPage: 'lightning__AppPage',
  HomePage: 'lightning__HomePage',
};

/** Whether Lightning bundles are complete, say where they may stand, stand only there, and use only what exists. */
export const checkBundles = (index: PackageIndex, packageDir: string): string[] => [
  ...index
    .filesOf('LightningComponentBundle')
    .flatMap((file) => metaProblems(file, index).map((problem) => `${file.path}: ${problem}`)),
  ...index
    .filesOf('FlexiPage')
    .flatMap((file) => placeProblems(file, index).map((problem) => `${file.path}: ${problem}`)),
  ...[...index.bundles].flatMap((bundle) =>
    sourceProblems(path.join(packageDir, 'force-app/main/default/lwc', bundle), bundle, index).map(
      (problem) => `lwc/${bundle}: ${problem}`,
    ),
  ),
];

function metaProblems(file: MetadataFile, index: PackageIndex): readonly string[] {
  const { isExposed, targets, configs } = placesOf(file);
  return [
    ...unless(index.bundles.has(nameOf(file)), 'it has no bundle'),
    ...unless(!isExposed || targets.length > 0, 'it is exposed, but to no target'),
    ...unless(isExposed || targets.length === 0, 'it names targets, but is not exposed'),
    ...targets.filter((target) => !TARGETS.has(target)).map((target) => `there is no target ${target}`),
    ...configs.flatMap(({ targets: of, objects }) => [
      ...of.filter((target) => !targets.includes(target)).map((target) => `it configures ${target}, not its target`),
      ...objects.filter((object) => !index.objects.has(object)).map((object) => `there is no object ${object}`),
    ]),
  ];
}

/** Salesforce refuses a page with a component that is not exposed to its kind or its object. */
function placeProblems({ root }: MetadataFile, index: PackageIndex): readonly string[] {
  const target = PAGE_TARGETS[textOf(root, 'type')] ?? '';
  const object = textOf(root, 'sobjectType');
  const instances = all(root, 'flexiPageRegions')
    .flatMap((region) => all(region, 'itemInstances'))
    .flatMap((item) => all(item, 'componentInstance'));
  return instances.flatMap((instance) => {
    const name = textOf(instance, 'componentName').replace(/^c:/, '');
    const file = index.filesOf('LightningComponentBundle').find((candidate) => nameOf(candidate) === name);
    if (!file) return [];
    const { isExposed, targets, configs } = placesOf(file);
    const objects = configs.filter((config) => config.targets.includes(target)).flatMap((config) => config.objects);
    return [
      ...unless(isExposed && targets.includes(target), `${name} is not exposed to ${target}`),
      ...unless(objects.length === 0 || objects.includes(object), `${name} is not exposed to pages of ${object}`),
    ];
  });
}

function placesOf({ root }: MetadataFile) {
  const text = (node: { readonly text: string }) => node.text;
  return {
    isExposed: textOf(root, 'isExposed') === 'true',
    targets: all(all(root, 'targets')[0], 'target').map(text),
    configs: all(all(root, 'targetConfigs')[0], 'targetConfig').map((config) => ({
      targets: (config.attributes.targets ?? '').split(',').map((target) => target.trim()),
      objects: all(all(config, 'objects')[0], 'object').map(text),
    })),
  };
}

function sourceProblems(bundleDir: string, bundle: string, index: PackageIndex): readonly string[] {
  const read = (file: string) => readFileSync(path.join(bundleDir, file), 'utf8');
  const sources = readdirSync(bundleDir);
  const local = sources
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) =>
      [...read(file).matchAll(/\bfrom\s+['"]\.\/([^'"]+?)(?:\.js)?['"]/g)].map(([, name = '']) => name),
    );
  const children = sources
    .filter((file) => file.endsWith('.html'))
    .flatMap((file) => [...read(file).matchAll(/<c-([a-z0-9-]+)/g)].map(([, tag = '']) => bundleOf(tag)));
  return [
    ...unless(sources.includes(`${bundle}.js-meta.xml`), `it has no ${bundle}.js-meta.xml`),
    ...unless(sources.includes(`${bundle}.js`) || sources.includes(`${bundle}.css`), `it has no ${bundle}.js`),
    ...local.filter((name) => !existsSync(path.join(bundleDir, `${name}.js`))).map((name) => `it has no ${name}.js`),
    ...children.filter((child) => !index.bundles.has(child)).map((child) => `there is no bundle c/${child}`),
  ];
}

/** `partnerDecision` of `<c-partner-decision>`. */
const bundleOf = (tag: string): string => tag.replace(/-([a-z0-9])/g, (_dash, letter: string) => letter.toUpperCase());
