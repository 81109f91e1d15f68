import { Checkbox, Table, TableBody, TableHead, TableHeader, TableRow } from '@hubspot/ui-extensions';
import type { QueueItem } from '@partnerlock/core';
import type { Decision, Outcome } from '@partnerlock/hubspot-kit/decisions/outcome.ts';
import type { ScreenReader } from '@partnerlock/hubspot-kit/screen-reader.ts';
import { QueueLine } from './QueueLine.tsx';

export interface QueueTableProps {
  readonly reader: ScreenReader;
  readonly portalId: number;
  readonly items: readonly QueueItem[];
  readonly selected: readonly string[];
  readonly select: (registrationIds: readonly string[]) => void;
  readonly mayApprove: (item: QueueItem) => boolean;
  readonly isDisabled: boolean;
  readonly newId: () => string;
  readonly decide: (item: QueueItem, decision: Decision) => Promise<Outcome>;
  readonly close: (overlayId: string) => void;
}

const COLUMNS = [
  'queue.company',
  'card.partner',
  'queue.state',
  'queue.registered',
  'queue.reasons',
  'queue.until',
  'queue.estimate',
  'queue.actions',
] as const;

/** One line per registration, oldest first, as the server orders them. */
export function QueueTable(props: QueueTableProps) {
  const { reader, items, selected, select, mayApprove } = props;
  const approvable = items.filter(mayApprove).map((item) => item.registrationId);
  const toggle = (id: string, isOn: boolean) =>
    select(isOn ? [...selected, id] : selected.filter((candidate) => candidate !== id));
  return (
    <Table bordered density="condensed" testId="queue">
      <TableHead>
        <TableRow>
          <TableHeader width="min">
            {approvable.length > 0 && (
              <Checkbox
                name="select-all"
                aria-label={reader.say('queue.selectAll')}
                checked={selected.length === approvable.length}
                onChange={(isOn) => select(isOn ? approvable : [])}
                testId="select-all"
              />
            )}
          </TableHeader>
          {COLUMNS.map((key) => (
            <TableHeader key={key}>{reader.say(key)}</TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {items.map((item) => (
          <QueueLine
            {...props}
            key={item.registrationId}
            item={item}
            isSelected={selected.includes(item.registrationId)}
            toggle={(isOn) => toggle(item.registrationId, isOn)}
          />
        ))}
      </TableBody>
    </Table>
  );
}
