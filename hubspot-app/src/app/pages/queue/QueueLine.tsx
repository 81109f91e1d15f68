import { Checkbox, Flex, Link, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import { toDecimal, type QueueItem, type ReasonCode } from '@partnerlock/core';
import { ApproveButton } from '@partnerlock/hubspot-kit/decisions/ApproveButton.tsx';
import { AskButton } from '@partnerlock/hubspot-kit/decisions/AskButton.tsx';
import { RejectButton } from '@partnerlock/hubspot-kit/decisions/RejectButton.tsx';
import { plainText } from '@partnerlock/hubspot-kit/plain-text.ts';
import type { ScreenReader } from '@partnerlock/hubspot-kit/screen-reader.ts';
import { recordUrl } from '@partnerlock/hubspot-kit/record-url.ts';
import { StateTag } from '@partnerlock/hubspot-kit/StateTag.tsx';
import type { QueueTableProps } from './QueueTable.tsx';

interface QueueLineProps extends QueueTableProps {
  readonly item: QueueItem;
  readonly isSelected: boolean;
  readonly toggle: (isOn: boolean) => void;
}

/** One registration: what is known of it, and what this viewer may do with it. */
export function QueueLine({ item, isSelected, toggle, ...props }: QueueLineProps) {
  const { reader } = props;
  const id = item.registrationId;
  const company = plainText(item.prospectName, 200);
  return (
    <TableRow testId={`line-${id}`}>
      <TableCell width="min">
        {props.mayApprove(item) && (
          <Checkbox
            name={`select-${id}`}
            aria-label={reader.say('queue.select', { company })}
            checked={isSelected}
            readOnly={props.isDisabled}
            onChange={toggle}
            testId={`select-${id}`}
          />
        )}
      </TableCell>
      <TableCell>
        <Company item={item} company={company} reader={reader} portalId={props.portalId} />
      </TableCell>
      <TableCell>{plainText(item.partnerName, 200)}</TableCell>
      <TableCell>
        <StateTag reader={reader} state={item.state} testId={`state-${id}`} />
      </TableCell>
      <TableCell>{reader.instant(item.registeredAt)}</TableCell>
      <TableCell>{item.findings.map((code) => findingText(reader, code)).join('; ')}</TableCell>
      <TableCell>{item.reservedUntil === null ? '' : reader.lastDay(item.reservedUntil)}</TableCell>
      <TableCell align="right">{estimateText(reader, item.estimatedAmount)}</TableCell>
      <TableCell>
        <LineDecisions {...props} item={item} />
      </TableCell>
    </TableRow>
  );
}

interface CompanyProps {
  readonly item: QueueItem;
  readonly company: string;
  readonly reader: ScreenReader;
  readonly portalId: number;
}

const Company = ({ item, company, reader, portalId }: CompanyProps) => (
  <Flex direction="column">
    <Text format={{ fontWeight: 'demibold' }}>{company}</Text>
    <Text variant="microcopy">{[item.domain, item.reference].filter((part) => part !== null).join(' · ')}</Text>
    {item.dealId !== null && (
      <Link href={recordUrl(portalId, '0-3', item.dealId)} testId={`deal-${item.registrationId}`}>
        {reader.say('queue.openDeal')}
      </Link>
    )}
  </Flex>
);

function LineDecisions({ item, ...props }: QueueTableProps & { readonly item: QueueItem }) {
  const decision = {
    id: item.registrationId,
    reader: props.reader,
    newId: props.newId,
    isDisabled: props.isDisabled,
    close: props.close,
    decide: (made: Parameters<QueueTableProps['decide']>[1]) => props.decide(item, made),
  };
  return (
    <Flex direction="row" gap="extra-small" wrap="wrap">
      {item.actions.includes('approve') && <ApproveButton {...decision} />}
      {item.actions.includes('reject') && <RejectButton {...decision} />}
      {item.actions.includes('ask') && <AskButton {...decision} />}
    </Flex>
  );
}

/** The rules' codes; one that this bundle does not know yet is shown as it is. */
const findingText = (reader: ScreenReader, code: string): string =>
  isReasonCode(code) ? reader.say(`reason.${code}`) : plainText(code, 300);

const isReasonCode = (code: string): code is ReasonCode => /^[a-z_]+$/.test(code);

function estimateText(reader: ScreenReader, amount: QueueItem['estimatedAmount']): string {
  if (amount === null) return '';
  const decimal = toDecimal(amount);
  try {
    const style = { style: 'currency', currency: amount.currency } as const;
    return new Intl.NumberFormat(reader.locale, style).format(Number(decimal));
  } catch {
    // Not a currency that this browser knows.
    return `${decimal} ${amount.currency}`;
  }
}
