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

  const decide = async (decision: Decision): Promise<Decided> => {
    const registrationId = view?.registrationId ?? '';
    const body = { ...decision, registrationId, ...query };
    const asked = await askServer({ origin, path: UI_PATHS.decide, body }, isDecided);
    if (asked.kind === 'answered') state.replace({ ok: true, view: asked.answer.view });
    // Refused means that somebody was faster or the record moved on: show how it stands now.
    if (asked.kind === 'refused') state.reload();
    if (asked.kind === 'away') return { ok: false, isAway: true, message: '' };
    return { ok: asked.kind === 'answered', isAway: false, message: messageOf(asked) };
  };

  return { ...state, view, decide };
}

export type Decided = Outcome & { readonly isAway: boolean };

/** What the screen shows: the server's view when there is one, else what the record's own fields say. */
export const shownOwnership = (view: OwnershipView | null, fields: FieldValues, now: string, zone: Zone): Ownership =>
  view ?? ownershipFromFields(fields, now, zone);

const messageOf = (
  asked:
    | { readonly kind: 'answered'; readonly answer: { readonly message: string } }
    | { readonly kind: 'refused'; readonly message: string },
): string => (asked.kind === 'answered' ? asked.answer.message : asked.message);
