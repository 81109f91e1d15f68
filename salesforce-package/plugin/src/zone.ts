import { textAt, type OrgReader } from './org-reader.ts';

/** The org's own time zone, in which its people read dates. */
export async function zoneOf(reader: OrgReader): Promise<string> {
  const [organization] = await reader.query('SELECT TimeZoneSidKey FROM Organization');
  return (organization && textAt(organization, 'TimeZoneSidKey')) ?? 'UTC';
}
