import { PERMISSION_SETS, type PermissionSet } from '../../../../shared/catalog/salesforce-access.ts';
import { SALESFORCE_OBJECTS } from '../../../../shared/catalog/salesforce-fields.ts';
import { formulaFieldsOn, storedFieldsOn } from '../../../../shared/catalog/salesforce-placement.ts';
import type { AccessFacts } from './facts.ts';
import { asNote, findingsOf, type Finding } from './finding.ts';

/** Whether our permission sets give what the catalog says, no less and no more, and who else holds what they give. */
export const checkGrants = (facts: AccessFacts): readonly Finding[] => [
  ...PERMISSION_SETS.filter(({ name }) => facts.permissionSets.includes(name)).flatMap((set) => compare(set, facts)),
  ...elsewhere(facts),
];

const finding = findingsOf('access');

function compare(set: PermissionSet, { fieldGrants, customPermissionGrants }: AccessFacts): readonly Finding[] {
  const wanted = [...set.customPermissions, ...OUR_FIELDS.flatMap((field) => rightsIn(set, field))];
  const actual = [
    ...customPermissionGrants
      .filter(({ permissionSet }) => permissionSet === set.name)
      .map(({ permission }) => permission),
    ...fieldGrants
      .filter(({ permissionSet, field }) => permissionSet === set.name && OUR_NAMES.has(field))
      .flatMap(({ field, mayEdit }) => [reading(field), ...(mayEdit ? [editing(field)] : [])]),
  ];
  const missing = wanted.filter((right) => !actual.includes(right));
  const tooWide = actual.filter((right) => !wanted.includes(right));
  return [
    ...(missing.length > 0 ? [finding('grantsMissing', set.name, missing.join(', '))] : []),
    ...(tooWide.length > 0 ? [finding('grantsTooWide', set.name, tooWide.join(', '))] : []),
  ];
}

/** An administrator who has to mend records may well hold one of them; somebody should know of it all the same. */
function elsewhere({ customPermissionGrants }: AccessFacts): readonly Finding[] {
  const ours = new Set(PERMISSION_SETS.map(({ name }) => name));
  const others = Map.groupBy(
    customPermissionGrants.filter(({ permissionSet }) => !ours.has(permissionSet)),
    ({ permission }) => permission,
  );
  return [...others].map(([permission, grants]) =>
    asNote(
      finding('customPermissionElsewhere', permission, grants.map(({ permissionSet }) => permissionSet).join(', ')),
    ),
  );
}

const reading = (field: string): string => `read ${field}`;
const editing = (field: string): string => `edit ${field}`;

const OUR_FIELDS = SALESFORCE_OBJECTS.flatMap((object) => [
  ...storedFieldsOn(object).map((field) => ({ object, field, name: `${object}.${field.salesforce}` })),
  ...formulaFieldsOn(object).map(({ salesforce }) => ({ object, field: null, name: `${object}.${salesforce}` })),
]);
const OUR_NAMES: ReadonlySet<string> = new Set(OUR_FIELDS.map(({ name }) => name));

function rightsIn(set: PermissionSet, { object, field, name }: (typeof OUR_FIELDS)[number]): readonly string[] {
  const mayEdit = field !== null && set.canEdit(object, field);
  return [
    ...(mayEdit || set.canRead(object, field ?? 'formula') ? [reading(name)] : []),
    ...(mayEdit ? [editing(name)] : []),
  ];
}
