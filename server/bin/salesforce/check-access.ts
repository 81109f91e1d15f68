import { all, textOf, type MetadataFile, type XmlNode } from './metadata-xml.ts';
import { unless, type PackageIndex } from './package-index.ts';

/** Whether permission sets name only what exists, and every field of ours once, in ways that Salesforce accepts. */
export const checkAccess = (index: PackageIndex): string[] =>
  index
    .filesOf('PermissionSet')
    .flatMap((file) =>
      [
        ...fieldProblems(file, index),
        ...all(file.root, 'objectPermissions').flatMap((entry) => objectProblems(entry, index)),
        ...named(file, 'customPermissions', 'name', index.names('CustomPermission')),
        ...named(file, 'tabSettings', 'tab', index.names('CustomTab')),
        ...named(file, 'applicationVisibilities', 'application', index.names('CustomApplication')),
      ].map((problem) => `${file.path}: ${problem}`),
    );

function fieldProblems({ root }: MetadataFile, index: PackageIndex): string[] {
  const entries = all(root, 'fieldPermissions');
  const listed = entries.map((entry) => textOf(entry, 'field'));
  const readable = new Set(
    all(root, 'objectPermissions')
      .filter(isTrue('allowRead'))
      .map((entry) => textOf(entry, 'object')),
  );
  const ours = [...index.objects].flatMap(([object, fields]) =>
    [...fields].flatMap(([name, { xml, required }]) => (xml && !required ? [`${object}.${name}`] : [])),
  );
  return [
    ...ours.filter((field) => !listed.includes(field)).map((field) => `it does not list ${field}`),
    ...listed.filter((field, at) => listed.indexOf(field) !== at).map((field) => `it lists ${field} twice`),
    ...entries.flatMap((entry) => {
      const name = textOf(entry, 'field');
      const [object = '', fieldName = ''] = name.split('.');
      const field = index.field(object, fieldName);
      if (!field) return [`there is no field ${name}`];
      const isReadable = isTrue('readable')(entry);
      const isEditable = isTrue('editable')(entry);
      return [
        ...unless(!(field.formula && isEditable), `the formula ${name} cannot be editable`),
        ...unless(!field.required && field.type !== 'MasterDetail', `${name} is required and must not be listed`),
        ...unless(isReadable || !isEditable, `${name} is editable but not readable`),
        ...unless(!isReadable || readable.has(object), `${name} is readable, but ${object} is not`),
      ];
    }),
  ];
}

/** Salesforce gives some rights only together with others. */
function objectProblems(entry: XmlNode, index: PackageIndex): readonly string[] {
  const object = textOf(entry, 'object');
  const has = (name: string) => isTrue(name)(entry);
  return [
    ...unless(index.objects.has(object), `there is no object ${object}`),
    ...unless(has('allowRead') || !(has('allowCreate') || has('allowEdit')), `${object}: writing needs reading`),
    ...unless(has('allowEdit') || !has('allowDelete'), `${object}: deleting needs editing`),
    ...unless(
      !has('modifyAllRecords') || (has('viewAllRecords') && has('allowDelete')),
      `${object}: modify all needs view all and delete`,
    ),
  ];
}

const named = ({ root }: MetadataFile, element: string, name: string, known: ReadonlySet<string>): string[] =>
  all(root, element)
    .map((entry) => textOf(entry, name))
    .filter((value) => !known.has(value))
    .map((value) => `${element} names ${value}, which does not exist`);

const isTrue =
  (name: string) =>
  (entry: XmlNode): boolean =>
    textOf(entry, name) === 'true';
