import { nameOf, textOf } from './metadata-xml.ts';
import { objectOf, unless, type PackageIndex } from './package-index.ts';

// Salesforce: 40 characters for a developer name without its suffix and for a field's label, 20 tracked fields and
// 25 external ids to an object, five entities with change events unless more are bought.
const NAME_MAX_CHARS = 40;
const LABEL_MAX_CHARS = 40;
const TRACKED_MAX = 20;
const EXTERNAL_IDS_MAX = 25;
const CHANGE_EVENT_ENTITIES_MAX = 5;

/** Names, lookups and limits of objects and fields, and what sends change events. */
export const checkFields = (index: PackageIndex): string[] => [
  ...index.filesOf('CustomField').flatMap(({ path, root }) => {
    const name = textOf(root, 'fullName');
    const to = textOf(root, 'referenceTo');
    return [
      ...unless(index.objects.has(objectOf({ path })), `${path}: there is no object ${objectOf({ path })}`),
      ...unless(nameOf({ path }) === name, `${path}: the file is not named after the field ${name}`),
      ...unless(to === '' || index.objects.has(to), `${path}: it points to ${to}, which does not exist`),
      ...unless(textOf(root, 'label').length <= LABEL_MAX_CHARS, `${path}: its label is too long`),
    ];
  }),
  ...index.files.flatMap(({ path }) =>
    // A layout's name is a sentence, and Salesforce itself makes the names of channel members and translations.
    unless(
      /\/(layouts|objectTranslations|platformEventChannelMembers)\//.test(path) ||
        nameOf({ path })
          .replace(/__c$/, '')
          .split('.')
          .every((part) => part.replace(/__c$/, '').length <= NAME_MAX_CHARS),
      `${path}: its name is longer than ${NAME_MAX_CHARS} characters`,
    ),
  ),
  ...[...index.objects].flatMap(([object, fields]) => {
    const count = (element: string) => [...fields.values()].filter(({ xml }) => textOf(xml, element) === 'true').length;
    return [
      ...unless(count('trackHistory') <= TRACKED_MAX, `${object}: more than ${TRACKED_MAX} fields keep their history`),
      ...unless(count('externalId') <= EXTERNAL_IDS_MAX, `${object}: more than ${EXTERNAL_IDS_MAX} external ids`),
    ];
  }),
  ...sameRelationships(index),
  ...changeEvents(index),
];

/** What points to one object needs different names for the way back. */
function sameRelationships(index: PackageIndex): string[] {
  const backs = index.filesOf('CustomField').filter(({ root }) => textOf(root, 'type') === 'Lookup');
  const keys = backs.map(({ root }) => `${textOf(root, 'referenceTo')}.${textOf(root, 'relationshipName')}`);
  return backs.flatMap(({ path }, at) =>
    unless(keys.indexOf(keys[at] ?? '') === at, `${path}: the relationship ${keys[at]} exists already`),
  );
}

function changeEvents(index: PackageIndex): readonly string[] {
  const members = index.filesOf('PlatformEventChannelMember');
  return [
    ...unless(
      members.length <= CHANGE_EVENT_ENTITIES_MAX,
      'more entities with change events than an org has by default',
    ),
    ...members.flatMap(({ path, root }) => {
      const entity = textOf(root, 'selectedEntity');
      const object = entity.replace(/__ChangeEvent$/, '__c').replace(/ChangeEvent$/, '');
      return unless(index.objects.has(object), `${path}: there is no object for ${entity}`);
    }),
  ];
}
