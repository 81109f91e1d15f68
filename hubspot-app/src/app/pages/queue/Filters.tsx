import { Select } from '@hubspot/ui-extensions';
import { QUEUE_FILTERS, type QueueFilter } from '@partnerlock/core';
import type { ScreenReader } from '@partnerlock/hubspot-kit/screen-reader.ts';

interface FiltersProps {
  readonly reader: ScreenReader;
  readonly filter: QueueFilter;
  readonly counts: Readonly<Record<QueueFilter, number>>;
  readonly show: (filter: QueueFilter) => void;
}

/** Which registrations to show, each with how many there are. */
export const Filters = ({ reader, filter, counts, show }: FiltersProps) => (
  <Select
    name="filter"
    label={reader.say('queue.show')}
    value={filter}
    options={QUEUE_FILTERS.map((value) => ({
      value,
      label: reader.say(`queue.${value}`, { count: reader.number(counts[value]) }),
    }))}
    onChange={(value) => show(QUEUE_FILTERS.find((candidate) => candidate === value) ?? 'waiting')}
    testId="filter"
  />
);
