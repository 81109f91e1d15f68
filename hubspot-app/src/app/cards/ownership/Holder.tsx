import { DescriptionList, DescriptionListItem, Text } from '@hubspot/ui-extensions';
import { untilKey, type Ownership, type OwnershipView } from '@partnerlock/core';
import { plainText } from '@partnerlock/hubspot-kit/plain-text.ts';
import { sayDaysLeft, type Reader } from '@partnerlock/hubspot-kit/reader.ts';

interface HolderProps {
  readonly reader: Reader;
  readonly shown: Ownership;
  readonly view: OwnershipView | null;
}

/** Who, until when, since when, and what to quote. */
export function Holder({ reader, shown, view }: HolderProps) {
  const lines = linesOf(reader, shown, view).filter((line) => line.text !== null);
  if (lines.length === 0) return null;
  return (
    <DescriptionList direction="column">
      {lines.map(({ id, label, text }) => (
        <DescriptionListItem key={id} label={label} testId={id}>
          <Text>{text}</Text>
        </DescriptionListItem>
      ))}
    </DescriptionList>
  );
}

function linesOf(reader: Reader, shown: Ownership, view: OwnershipView | null) {
  const tier = view?.partnerTier ? reader.say(`tier.${view.partnerTier}`) : null;
  return [
    { id: 'partner', label: reader.say('card.partner'), text: joined(shown.partnerName, tier) },
    { id: 'protected-until', label: reader.say(untilKey(shown.state)), text: protectedText(reader, shown) },
    { id: 'status', label: reader.say('card.status'), text: statusText(reader, shown) },
    { id: 'registered-at', label: reader.say('card.registeredAt'), text: momentText(reader, shown.registeredAt) },
    { id: 'reference', label: reader.say('card.reference'), text: textOf(shown.reference) },
    { id: 'submitted-by', label: reader.say('card.submittedBy'), text: textOf(view?.submittedByEmail ?? null) },
    { id: 'rejection', label: reader.say('card.rejection'), text: rejectionText(reader, shown) },
    { id: 'note', label: reader.say('card.note'), text: textOf(view?.note ?? null) },
  ];
}

/** The end is exclusive; people want the last day on which the company is protected. */
function protectedText(reader: Reader, { protectedUntil, daysLeft }: Ownership): string | null {
  if (protectedUntil === null) return null;
  const lastDay = reader.lastDay(protectedUntil);
  return daysLeft === null ? lastDay : `${lastDay} (${sayDaysLeft(reader, daysLeft)})`;
}

const statusText = (reader: Reader, { registrationStatus }: Ownership): string | null =>
  registrationStatus === null ? null : reader.say(`status.${registrationStatus}`);

const rejectionText = (reader: Reader, { rejectionReason }: Ownership): string | null =>
  rejectionReason === null ? null : reader.say(`rejection.${rejectionReason}`);

const momentText = (reader: Reader, moment: string | null): string | null =>
  moment === null ? null : reader.instant(moment);

const textOf = (text: string | null): string | null => (text === null || text === '' ? null : plainText(text));

const joined = (name: string | null, tier: string | null): string | null => {
  const parts = [textOf(name), tier].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' · ');
};
