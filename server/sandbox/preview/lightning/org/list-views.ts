import { z } from 'zod';
import { filesIn, many, readRoot } from '../../../salesforce/schema/read-xml.ts';

/** A list view of the package, its columns as field paths. */
export interface ListViewDefinition {
  readonly name: string;
  readonly label: string;
  readonly columns: readonly string[];
  readonly filters: readonly ListFilter[];
}

export interface ListFilter {
  readonly field: string;
  readonly operation: string;
  readonly value: string;
}

const listView = z.object({
  fullName: z.string(),
  label: z.string(),
  columns: many(z.string()),
  filters: many(z.object({ field: z.string(), operation: z.string(), value: z.string().default('') })),
});

/** The package's views of an object, after the one that every org has. */
export function readListViews(packageDir: string, object: string): readonly ListViewDefinition[] {
  const own = filesIn(packageDir, `**/objects/${object}/listViews/*.listView-meta.xml`).map((file) => {
    const raw = readRoot(file, 'ListView', listView);
    const pathOf = (name: string) => fieldPath(object, name);
    return {
      name: raw.fullName,
      label: raw.label,
      columns: raw.columns.map(pathOf),
      filters: raw.filters.map((filter) => ({ ...filter, field: pathOf(filter.field) })),
    };
  });
  const columns = COLUMNS[object];
  const all = columns === undefined ? [] : [{ name: ALL, label: ALL_LABEL, columns, filters: [] }];
  return [...all, ...own];
}

const ALL = 'All';
const ALL_LABEL = 'All';
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  Account: ['Name', 'Website', 'BillingCountry', 'Phone', 'Owner.Name'],
  Contact: ['Name', 'Account.Name', 'Email', 'Phone', 'Owner.Name'],
  Lead: ['Name', 'Company', 'Email', 'Status', 'Owner.Name', 'CreatedDate'],
  Opportunity: ['Name', 'Account.Name', 'StageName', 'Amount', 'CloseDate', 'Owner.Name'],
};

/** List views name standard fields in a way of their own. */
const STANDARD_NAMES: Readonly<Record<string, string>> = {
  NAME: 'Name',
  FULL_NAME: 'Name',
  'LEAD.COMPANY': 'Company',
  'LEAD.STATUS': 'Status',
  'LEAD.EMAIL': 'Email',
  'OPPORTUNITY.NAME': 'Name',
  'OPPORTUNITY.STAGE_NAME': 'StageName',
  'OPPORTUNITY.AMOUNT': 'Amount',
  'OPPORTUNITY.CLOSE_DATE': 'CloseDate',
  'CORE.USERS.ALIAS': 'Owner.Name',
  'CORE.USERS.FULL_NAME': 'Owner.Name',
};

function fieldPath(object: string, name: string): string {
  if (name === 'ACCOUNT.NAME') return object === 'Account' ? 'Name' : 'Account.Name';
  return STANDARD_NAMES[name] ?? name;
}
