import { Accordion, Flex, List, Text } from '@hubspot/ui-extensions';
import type { Finding, OwnershipView } from '@partnerlock/core';
import { plainText } from '@partnerlock/hubspot-kit/plain-text.ts';
import type { Reader } from '@partnerlock/hubspot-kit/reader.ts';

/** What the rules found and on which records, open while somebody has to decide on it. */
export function VerdictSection({ reader, view }: { reader: Reader; view: OwnershipView }) {
  const { verdict } = view;
  if (verdict === null) return null;
  return (
    <Accordion
      title={reader.say('card.verdict')}
      size="small"
      defaultOpen={view.state === 'pending' || view.state === 'conflict'}
      testId="verdict"
    >
      <Flex direction="column" gap="small">
        <Text testId="verdict-outcome">{reader.say(`verdict.${verdict.outcome}`)}</Text>
        <List variant="unordered-styled" testId="findings">
          {verdict.findings.map((finding, index) => (
            <Text key={`${finding.code}-${index}`}>{findingText(reader, finding)}</Text>
          ))}
        </List>
        <Text variant="microcopy">{reader.say('card.policyVersion', { version: verdict.policyVersion })}</Text>
      </Flex>
    </Accordion>
  );
}

function findingText(reader: Reader, { code, matched }: Finding): string {
  const reason = reader.say(`reason.${code}`);
  if (matched === undefined) return reason;
  return `${reason}: ${plainText(matched.name, 200)} (${reader.say(`matched.${matched.kind}`)})`;
}
