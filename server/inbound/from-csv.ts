import { parse } from 'csv-parse/sync';
import { plainText } from '../../shared/identity/plain-text.ts';
import { PARTNER_STATUSES, PARTNER_TIERS, type PartnerStatus, type PartnerTier } from '../../shared/program/partner.ts';

export interface PartnerLine {
  /** Line in the file, for messages; the header is line 1. */
  readonly line: number;
  readonly name: string;
  readonly domain: string | null;
  readonly status: PartnerStatus;
  readonly tier: PartnerTier;
}
export type CsvLine =
  | { readonly ok: true; readonly partner: PartnerLine }
  | { readonly ok: false; readonly line: number; readonly name: string; readonly message: string };

/** Partners in CSV text with a header: name, domain, tier, status (the last three optional). Bad lines say why. */
export function partnersFromCsv(text: string): readonly CsvLine[] {
  const rows = readRows(text);
  if ('message' in rows) return [{ ok: false, line: rows.line, name: '', message: rows.message }];
  return rows.records.map((record, index) => partnerLine(record, index + 2));
}

function partnerLine(record: Readonly<Record<string, string>>, line: number): CsvLine {
  const name = plainText(record['name'] ?? '', 200);
  const tier = PARTNER_TIERS.find((known) => known === (record['tier'] || 'referral'));
  const status = PARTNER_STATUSES.find((known) => known === (record['status'] || 'active'));
  const website = record['domain'] ?? record['website'] ?? '';
  const domain = website === '' ? null : hostOf(website);
  const wrong = (message: string): CsvLine => ({ ok: false, line, name, message });
  if (name === '') return wrong('The name is missing.');
  if (tier === undefined) return wrong(`Unknown tier. Use one of: ${PARTNER_TIERS.join(', ')}.`);
  if (status === undefined) return wrong(`Unknown status. Use one of: ${PARTNER_STATUSES.join(', ')}.`);
  if (website !== '' && domain === null) return wrong('The domain could not be read. Write it like acme.com.');
  return { ok: true, partner: { line, name, domain, status, tier } };
}

function readRows(text: string): { records: readonly Record<string, string>[] } | { line: number; message: string } {
  try {
    const records: Record<string, string>[] = parse(text, {
      bom: true,
      columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()),
      delimiter: [',', ';', '\t'],
      skip_empty_lines: true,
      trim: true,
      relax_column_count_less: true,
    });
    const hasName = records.length === 0 || Object.hasOwn(records[0] ?? {}, 'name');
    if (records.length === 0)
      return {
        line: 1,
        message: 'The file has no partners. The first line names the columns: name, domain, tier, status.',
      };
    return hasName
      ? { records }
      : { line: 1, message: 'The first line must name the columns: name, domain, tier, status.' };
  } catch (error) {
    return {
      line: 1,
      message: `The file could not be read: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

/** The host that a website or domain names, without `www.`. Reserved names are fine here: it locks nothing. */
function hostOf(website: string): string | null {
  const host = URL.parse(/^https?:\/\//i.test(website) ? website : `https://${website}`)?.hostname ?? '';
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host) ? host.replace(/^www\./, '') : null;
}
