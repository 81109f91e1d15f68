import { Alert, Flex, Text } from '@hubspot/ui-extensions';
import type { ConflictLine, Ownership, OwnershipView } from '@partnerlock/core';
import { plainText } from '@partnerlock/hubspot-kit/plain-text.ts';
import type { Reader } from '@partnerlock/hubspot-kit/reader.ts';

interface ConflictsProps {
  readonly reader: Reader;
  readonly shown: Ownership;
  readonly view: OwnershipView | null;
}

/** Who else works on this company, and since when. Without the server, what the field on the record says. */
export function Conflicts({ reader, shown, view }: ConflictsProps) {
  const lines = view === null ? fieldLines(shown) : view.conflicts.map((line) => conflictText(reader, line));
  if (lines.length === 0) return null;
  const title =
    shown.conflictKind === null ? reader.say('card.conflicts') : reader.say(`conflict.${shown.conflictKind}`);
  return (
    <Alert title={title} variant="warning" testId="conflicts">
      <Flex direction="column" gap="extra-small">
        {lines.map((line, index) => (
          <Text key={index}>{line}</Text>
        ))}
      </Flex>
    </Alert>
  );
}

const fieldLines = ({ conflictText: text }: Ownership): string[] => (text === null ? [] : [plainText(text)]);

function conflictText(reader: Reader, { kind, who, at, ownerName }: ConflictLine): string {
  const since = { who: plainText(who, 200), since: reader.instant(at) };
  if (kind === 'partner_vs_partner') return reader.say('card.conflictPartner', since);
  if (ownerName === null) return reader.say('card.conflictDeal', since);
  return reader.say('card.conflictDealOf', { ...since, owner: plainText(ownerName, 200) });
}
