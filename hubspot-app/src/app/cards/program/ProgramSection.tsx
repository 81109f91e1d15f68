import { Button, DescriptionList, DescriptionListItem, Flex, Heading, Text } from '@hubspot/ui-extensions';
import type { PartnerProgramView, PartnerStatus, PartnerTier } from '@partnerlock/core';
import type { Outcome } from '@partnerlock/hubspot-kit/decisions/outcome.ts';
import { plainText } from '@partnerlock/hubspot-kit/plain-text.ts';
import type { Reader } from '@partnerlock/hubspot-kit/reader.ts';
import type { CardActions } from '../ownership/OwnershipCard.tsx';
import { PartnerButton } from './PartnerButton.tsx';

export interface ProgramProps {
  readonly reader: Reader;
  readonly program: PartnerProgramView;
  readonly isApprover: boolean;
  readonly isDisabled: boolean;
  readonly origin: string;
  readonly newId: () => string;
  readonly actions: CardActions;
  readonly tell: (outcome: Outcome) => void;
}

/** On a company record: what the company is to the partner program, and for approvers how to change that. */
export function ProgramSection(props: ProgramProps) {
  const { reader, program, isApprover } = props;
  if (program.status === null) return isApprover ? <MakePartner {...props} /> : null;
  return (
    <Flex direction="column" gap="small">
      <Heading>{reader.say('program.title')}</Heading>
      <DescriptionList direction="column">
        {factsOf(reader, program).map(({ id, label, text }) => (
          <DescriptionListItem key={id} label={label} testId={id}>
            <Text>{text}</Text>
          </DescriptionListItem>
        ))}
      </DescriptionList>
      <CopyButton {...props} id="form-url" label={reader.say('program.copyFormUrl')} text={program.formUrl} />
      <CopyButton {...props} id="status-url" label={reader.say('program.copyStatusUrl')} text={program.statusUrl} />
      {isApprover && <ChangeStatus {...props} status={program.status} tier={program.tier} />}
    </Flex>
  );
}

function MakePartner(props: ProgramProps) {
  const { reader } = props;
  return (
    <PartnerButton
      {...props}
      id="make-partner"
      label={reader.say('program.make')}
      intro={reader.say('program.makeIntro')}
      status="active"
      tier={null}
    />
  );
}

function ChangeStatus(props: ProgramProps & { readonly status: PartnerStatus; readonly tier: PartnerTier | null }) {
  const { reader, status } = props;
  return status === 'active' ? (
    <PartnerButton
      {...props}
      id="pause-partner"
      label={reader.say('program.pause')}
      intro={reader.say('program.pauseIntro')}
      status="paused"
    />
  ) : (
    <PartnerButton
      {...props}
      id="reactivate-partner"
      label={reader.say('program.reactivate')}
      intro={reader.say('program.reactivateIntro')}
      status="active"
    />
  );
}

function factsOf(reader: Reader, { status, tier, code }: PartnerProgramView) {
  const lines = [
    {
      id: 'program-status',
      label: reader.say('program.status'),
      text: status && reader.say(`programStatus.${status}`),
    },
    { id: 'program-tier', label: reader.say('program.tier'), text: tier && reader.say(`tier.${tier}`) },
    { id: 'program-code', label: reader.say('program.code'), text: code && plainText(code, 200) },
  ];
  return lines.filter((line) => line.text !== null && line.text !== '');
}

type CopyProps = ProgramProps & { readonly id: string; readonly label: string; readonly text: string | null };

/** Links are signed and long: copied, never typed. */
function CopyButton({ reader, actions, id, label, text }: CopyProps) {
  if (text === null) return null;
  const copy = () =>
    void actions.copyTextToClipboard(text).then(
      () => actions.addAlert({ type: 'success', message: reader.say('screen.copied') }),
      () => actions.addAlert({ type: 'danger', message: reader.say('screen.notCopied', { text }) }),
    );
  return (
    <Button size="small" onClick={copy} testId={`copy-${id}`}>
      {label}
    </Button>
  );
}
