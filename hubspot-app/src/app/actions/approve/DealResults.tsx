import { StatusTag, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@hubspot/ui-extensions';
import { plainText } from '@partnerlock/hubspot-kit/plain-text.ts';
import type { ScreenReader } from '@partnerlock/hubspot-kit/screen-reader.ts';
import type { DealResult } from './use-approval.ts';

/** A line per deal with what became of it. */
export function DealResults({ reader, results }: { reader: ScreenReader; results: readonly DealResult[] }) {
  if (results.length === 0) return null;
  return (
    <Table bordered density="condensed" testId="results">
      <TableHead>
        <TableRow>
          <TableHeader>{reader.say('bulk.deal')}</TableHeader>
          <TableHeader>{reader.say('bulk.result')}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {results.map(({ id, name, ok, message }) => (
          <TableRow key={id}>
            <TableCell>{plainText(name, 200)}</TableCell>
            <TableCell>
              <StatusTag variant={ok ? 'success' : 'danger'}>{plainText(message)}</StatusTag>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
