import type { RenderedFile } from './render-salesforce.ts';
import { PERMISSION_SETS, type ObjectAccess, type PermissionSet } from './salesforce-access.ts';
import { SALESFORCE_OBJECTS } from './salesforce-fields.ts';
import { formulaFieldsOn, storedFieldsOn } from './salesforce-placement.ts';
import { metadataXml, type XmlElement } from './xml.ts';

/** Permission sets that spell out every field of ours, as files of a package folder. */
export const renderPermissionSets = (): RenderedFile[] =>
  PERMISSION_SETS.map((set) => ({
    path: `permissionsets/${set.name}.permissionset-meta.xml`,
    xml: metadataXml('PermissionSet', elementsOf(set)),
  }));

const elementsOf = (set: PermissionSet): readonly XmlElement[] => [
  ...(set.hasApp
    ? [
        [
          'applicationVisibilities',
          [
            ['application', 'PartnerLock'],
            ['visible', true],
          ],
        ] as const,
      ]
    : []),
  ...set.customPermissions.map((name): XmlElement => [
    'customPermissions',
    [
      ['enabled', true],
      ['name', name],
    ],
  ]),
  ['description', set.description],
  ...fieldPermissions(set),
  ['hasActivationRequired', false],
  ['label', set.label],
  ...SALESFORCE_OBJECTS.flatMap((object) => objectPermissions(object, set.objects[object])),
  ...set.tabs.map((tab): XmlElement => [
    'tabSettings',
    [
      ['tab', tab],
      ['visibility', 'Visible'],
    ],
  ]),
  ...set.userPermissions.map((name): XmlElement => [
    'userPermissions',
    [
      ['enabled', true],
      ['name', name],
    ],
  ]),
];

const fieldPermissions = (set: PermissionSet): readonly XmlElement[] =>
  SALESFORCE_OBJECTS.flatMap((object) =>
    [
      ...storedFieldsOn(object).map((field) => ({
        field: `${object}.${field.salesforce}`,
        readable: set.canRead(object, field) || set.canEdit(object, field),
        editable: set.canEdit(object, field),
      })),
      // Nobody can edit a formula, and Salesforce refuses a permission set that says so.
      ...formulaFieldsOn(object).map((field) => ({
        field: `${object}.${field.salesforce}`,
        readable: set.canRead(object, 'formula'),
        editable: false,
      })),
    ].toSorted((a, b) => a.field.localeCompare(b.field, 'en')),
  ).map(({ field, readable, editable }): XmlElement => [
    'fieldPermissions',
    [
      ['editable', editable],
      ['field', field],
      ['readable', readable],
    ],
  ]);

function objectPermissions(object: string, access: ObjectAccess | undefined): readonly XmlElement[] {
  if (access === undefined) return [];
  const isAll = access.scope === 'modifyAll';
  return [
    [
      'objectPermissions',
      [
        ['allowCreate', access.create],
        ['allowDelete', isAll],
        ['allowEdit', access.edit],
        ['allowRead', true],
        ['modifyAllRecords', isAll],
        ['object', object],
        ['viewAllRecords', access.scope !== 'shared'],
      ],
    ],
  ];
}
