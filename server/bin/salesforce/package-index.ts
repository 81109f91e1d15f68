import { readdirSync, existsSync } from 'node:fs';
import path from 'node:path';
import { all, nameOf, textOf, type MetadataFile, type XmlNode } from './metadata-xml.ts';
import { STANDARD_OBJECTS, SYSTEM_FIELDS } from './standard-objects.ts';

/** A field that a metadata file may name. */
export interface IndexedField {
  readonly type: string;
  readonly formula: string;
  readonly required: boolean;
  readonly to: string;
  /** Picklist values with their labels, in order. */
  readonly options: ReadonlyMap<string, string>;
  /** null for a standard field. */
  readonly xml: XmlNode | null;
}

/** Everything of the package that its files can refer to. */
export interface PackageIndex {
  readonly files: readonly MetadataFile[];
  readonly objects: ReadonlyMap<string, ReadonlyMap<string, IndexedField>>;
  /** Names of Lightning component bundles. */
  readonly bundles: ReadonlySet<string>;
  readonly filesOf: (type: string) => readonly MetadataFile[];
  readonly names: (type: string) => ReadonlySet<string>;
  readonly field: (object: string, name: string) => IndexedField | undefined;
}

/** Reads what exists. `packageDir` is needed only for what has no metadata file of its own. */
export function indexPackage(files: readonly MetadataFile[], packageDir: string): PackageIndex {
  const filesOf = (type: string) => files.filter((file) => file.type === type);
  const objects = new Map(
    Object.entries(STANDARD_OBJECTS).map(([object, fields]) => [object, new Map(Object.entries(fields).map(standard))]),
  );
  for (const file of filesOf('CustomObject'))
    objects.set(nameOf(file), new Map(Object.entries(SYSTEM_FIELDS).map(standard)));
  for (const file of filesOf('CustomField'))
    objects.get(objectOf(file))?.set(textOf(file.root, 'fullName'), custom(file));
  const bundleDir = path.join(packageDir, 'force-app/main/default/lwc');
  return {
    files,
    objects,
    bundles: new Set(existsSync(bundleDir) ? readdirSync(bundleDir) : []),
    filesOf,
    names: (type) => new Set(filesOf(type).map(nameOf)),
    field: (object, name) => objects.get(object)?.get(name),
  };
}

/** `Account` of `…/objects/Account/fields/X.field-meta.xml`. */
export const objectOf = (file: Pick<MetadataFile, 'path'>): string => /\/objects\/([^/]+)\//.exec(file.path)?.[1] ?? '';

/** The texts, when the condition does not hold. */
export const unless = (holds: boolean, ...problems: readonly string[]): readonly string[] => (holds ? [] : problems);

const standard = ([name, { type, to = '' }]: [string, { type: string; to?: string }]): [string, IndexedField] => [
  name,
  { type, to, formula: '', required: false, options: new Map(), xml: null },
];

function custom({ root }: MetadataFile): IndexedField {
  const definition = all(all(root, 'valueSet')[0], 'valueSetDefinition')[0];
  return {
    type: textOf(root, 'type'),
    formula: textOf(root, 'formula'),
    required: textOf(root, 'required') === 'true',
    to: textOf(root, 'referenceTo'),
    options: new Map(all(definition, 'value').map((value) => [textOf(value, 'fullName'), textOf(value, 'label')])),
    xml: root,
  };
}
