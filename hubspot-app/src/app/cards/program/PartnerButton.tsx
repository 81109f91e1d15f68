import { useState } from 'react';
import { Select } from '@hubspot/ui-extensions';
import { PARTNER_TIERS, UI_PATHS, type PartnerStatus, type PartnerTier } from '@partnerlock/core';
import { isPartner } from '@partnerlock/hubspot-kit/answers.ts';
import { askServer } from '@partnerlock/hubspot-kit/ask-server.ts';
import { DecisionModal } from '@partnerlock/hubspot-kit/decisions/DecisionModal.tsx';
import type { Outcome } from '@partnerlock/hubspot-kit/decisions/outcome.ts';
import type { ProgramProps } from './ProgramSection.tsx';

type PartnerButtonProps = ProgramProps & {
  readonly id: string;
  readonly label: string;
  readonly intro: string;
  /** What the company becomes in the program. */
  readonly status: PartnerStatus;
  /** The company's tier; null until somebody has chosen one. */
  readonly tier: PartnerTier | null;
};

/** Makes the company a partner, pauses it or takes it back, under a tier. */
export function PartnerButton({ id, status, tier: tierNow, tell, ...props }: PartnerButtonProps) {
  const { reader, origin, program, label, intro, isDisabled, newId, actions } = props;
  const [tier, setTier] = useState<PartnerTier>(tierNow ?? 'referral');

  const save = async (requestId: string): Promise<Outcome> => {
    const body = { requestId, companyId: program.companyId, status, tier, locale: reader.locale };
    const asked = await askServer({ origin, path: UI_PATHS.partner, body }, isPartner);
    if (asked.kind === 'away') return { ok: false, message: reader.say('decide.away') };
    if (asked.kind === 'refused') return { ok: false, message: asked.message };
    const outcome = { ok: true, message: asked.answer.message };
    tell(outcome);
    return outcome;
  };

  return (
    <DecisionModal
      id={id}
      reader={reader}
      label={label}
      title={label}
      intro={intro}
      confirmLabel={label}
      isDisabled={isDisabled}
      newId={newId}
      confirm={save}
      close={actions.closeOverlay}
    >
      <Select
        name={`${id}-tier`}
        label={reader.say('program.tier')}
        value={tier}
        options={PARTNER_TIERS.map((value) => ({ value, label: reader.say(`tier.${value}`) }))}
        onChange={(value) => setTier(PARTNER_TIERS.find((candidate) => candidate === value) ?? tier)}
        testId={`${id}-tier`}
      />
    </DecisionModal>
  );
}
