import {
  ownershipFromFields,
  UI_PATHS,
  type FieldValues,
  type Ownership,
  type OwnershipView,
  type Zone,
} from '@partnerlock/core';
import { isDecided, isOwnership } from '@partnerlock/hubspot-kit/answers.ts';
import { askServer } from '@partnerlock/hubspot-kit/ask-server.ts';
import type { Decision, Outcome } from '@partnerlock/hubspot-kit/decisions/outcome.ts';
import { useAnswer } from '@partnerlock/hubspot-kit/use-answer.ts';

export interface OwnershipQuestion {
  readonly origin: string;
  readonly objectTypeId: string;
  readonly objectId: string;
  readonly locale: string;
  readonly fields: FieldValues;
}

/** The server's view of a record, asked again whenever the record's own fields change. */
export function useOwnership({ origin, objectTypeId, objectId, locale, fields }: OwnershipQuestion) {
  const key = JSON.stringify([origin, objectTypeId, objectId, locale, fields]);
  const query = { objectTypeId, objectId, locale };
  const state = useAnswer(() => askServer({ origin, path: UI_PATHS.ownership, query }, isOwnership), key);
  const view = state.answer?.view ?? null;

  /** How the decision ended; null when the server did not answer, so that nobody knows. */
  const decide = async (decision: Decision): Promise<Outcome | null> => {
    const body = { ...decision, registrationId: view?.registrationId ?? '', ...query };
    const asked = await askServer({ origin, path: UI_PATHS.decide, body }, isDecided);
    switch (asked.kind) {
      case 'answered':
        state.replace({ ok: true, view: asked.answer.view });
        return { ok: true, message: asked.answer.message };
      case 'refused':
        // Somebody was faster, or the record moved on: show how it stands now.
        state.reload();
        return { ok: false, message: asked.message };
      case 'away':
        return null;
    }
  };

  return { ...state, view, decide };
}

/** What the screen shows: the server's view when there is one, else what the record's own fields say. */
export const shownOwnership = (view: OwnershipView | null, fields: FieldValues, now: string, zone: Zone): Ownership =>
  view ?? ownershipFromFields(fields, now, zone);
