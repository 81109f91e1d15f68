import path from 'node:path';
import { z } from 'zod';
import type { ObjectDefinition } from '../../../salesforce/entities.ts';
import { filesIn, many, readRoot } from '../../../salesforce/schema/read-xml.ts';

/** Which fields a record page shows, by name. */
export interface Layout {
  readonly highlights: readonly string[];
  readonly sections: readonly { readonly label: string; readonly fields: readonly string[] }[];
}

const compactLayout = z.object({ fields: many(z.string()) });
const layout = z.object({
  layoutSections: many(
    z.object({
      label: z.string().default('Details'),
      layoutColumns: many(
        z.union([z.object({ layoutItems: many(z.object({ field: z.string().optional() })) }), z.literal('')]),
      ),
    }),
  ),
});

/** The package's own layouts, and for standard objects, which it leaves to the org, what an org comes with. */
export function readLayout(packageDir: string, object: ObjectDefinition): Layout {
  const [compact] = filesIn(packageDir, `**/objects/${object.name}/compactLayouts/*.compactLayout-meta.xml`);
  const [full] = filesIn(packageDir, '**/layouts/*.layout-meta.xml').filter((file) =>
    path.basename(file).startsWith(`${object.name}-`),
  );
  return {
    highlights:
      compact === undefined
        ? (HIGHLIGHTS[object.name] ?? [])
        : readRoot(compact, 'CompactLayout', compactLayout).fields,
    sections: full === undefined ? defaultSections(object) : readSections(full),
  };
}

function readSections(file: string): Layout['sections'] {
  return readRoot(file, 'Layout', layout)
    .layoutSections.map(({ label, layoutColumns }) => ({
      label,
      fields: layoutColumns.flatMap((column) =>
        column === '' ? [] : column.layoutItems.flatMap(({ field }) => (field === undefined ? [] : [field])),
      ),
    }))
    .filter(({ fields }) => fields.length > 0);
}

const HIGHLIGHTS: Readonly<Record<string, readonly string[]>> = {
  Account: ['Type', 'Phone', 'Website', 'OwnerId', 'Industry'],
  Contact: ['Title', 'AccountId', 'Phone', 'Email', 'OwnerId'],
  Lead: ['Title', 'Company', 'Phone', 'Email', 'Status'],
  Opportunity: ['AccountId', 'CloseDate', 'Amount', 'StageName', 'OwnerId'],
};

const HIDDEN =
  /^(Id|IsDeleted|SystemModstamp|MasterRecordId|IsConverted|IsClosed|IsWon|Converted.*|FirstName|LastName)$/;
const PERSONS = ['Lead', 'Contact'];
const SYSTEM = ['CreatedById', 'CreatedDate', 'LastModifiedById', 'LastModifiedDate'];

function defaultSections(object: ObjectDefinition): Layout['sections'] {
  const isPerson = PERSONS.includes(object.name);
  const shown = object.fields.filter(({ name }) => !HIDDEN.test(name) && !SYSTEM.includes(name));
  const standard = shown.filter(({ custom }) => !custom).map(({ name }) => name);
  const names = isPerson ? ['FirstName', 'LastName', ...standard.filter((name) => name !== 'Name')] : standard;
  return [
    { label: `${object.label} information`, fields: names },
    { label: 'Partner', fields: shown.filter(({ custom }) => custom).map(({ name }) => name) },
    { label: 'System information', fields: SYSTEM },
  ].filter(({ fields }) => fields.length > 0);
}
