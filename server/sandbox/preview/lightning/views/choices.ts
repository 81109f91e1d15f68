import { notFound } from '../../../salesforce/errors.ts';
import type { ChoiceView } from '../wire.ts';
import type { Screen } from './screen.ts';

const SHOWN_MAX = 20;
const DETAIL: Readonly<Record<string, string>> = { Account: 'Website', Contact: 'Email', Opportunity: 'StageName' };

/** Records to choose from in a lookup, by a part of their name. */
export function choices(screen: Screen, objectName: string, query: string): readonly ChoiceView[] {
  const object = screen.object(objectName);
  if (object === undefined) throw notFound();
  const detail = DETAIL[object.name];
  const pattern = query.replace(/['\\%_]/g, '\\$&');
  const columns = ['Id', 'Name', ...(detail === undefined ? [] : [detail])];
  return screen.as
    .query(
      `SELECT ${columns.join(', ')} FROM ${object.name} WHERE Name LIKE '%${pattern}%' ORDER BY Name LIMIT ${SHOWN_MAX}`,
    )
    .map((record) => ({
      id: String(record['Id']),
      title: String(record['Name']),
      detail: textOf(detail === undefined ? null : record[detail]),
    }));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
