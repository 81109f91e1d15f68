import { untilKey } from 'c/partnerCore';
import { LOOKS, say, sayCode, sayMoment, sayUntil } from 'c/partnerReader';

/** @typedef {import('c/partnerCore').SalesforceOwnership} SalesforceOwnership */
/** @typedef {{ readonly id: string, readonly label: string, readonly text: string }} Fact */

/**
 * The ownership in words.
 * @param {SalesforceOwnership} ownership
 * @param {boolean} viewerIsApprover
 */
export function shownOf(ownership, viewerIsApprover) {
  const { state, next, reference, registrationRecordId } = ownership;
  const isOpen = state === 'pending' || state === 'locked' || state === 'conflict';
  return {
    ...LOOKS[state],
    state: say(`state.${state}`),
    facts: factsOf(ownership),
    next: say(`next.${next}`),
    whoDecides: isOpen && !viewerIsApprover ? say('lwc.whoDecides') : null,
    conflict: conflictOf(ownership),
    registrationRecordId,
    link: say('lwc.openRegistration', { reference: reference ?? '' }).trim(),
  };
}

/**
 * Who, until when, since when, and what to quote.
 * @param {SalesforceOwnership} ownership
 * @returns {readonly Fact[]}
 */
function factsOf(ownership) {
  const { state, partnerName, registrationStatus, registeredAt, reference, rejectionReason } = ownership;
  const lines = [
    { id: 'partner', label: say('card.partner'), text: partnerName },
    { id: 'until', label: say(untilKey(state)), text: sayUntil(ownership) },
    { id: 'status', label: say('card.status'), text: sayCode('status', registrationStatus) },
    { id: 'registered', label: say('card.registeredAt'), text: sayMoment(registeredAt) },
    { id: 'reference', label: say('card.reference'), text: reference },
    { id: 'rejection', label: say('card.rejection'), text: sayCode('rejection', rejectionReason) },
  ];
  return lines.flatMap(({ id, label, text }) => (text ? [{ id, label, text }] : []));
}

/** @param {SalesforceOwnership} ownership */
function conflictOf({ state, conflictKind, conflictText, partnerName, protectedUntil }) {
  if (state !== 'conflict') return null;
  const competing = say('record.competing', { partner: partnerName ?? '', until: sayMoment(protectedUntil) ?? '' });
  const lines = (conflictText ?? competing).split('\n').map((text, index) => ({ id: `${index}`, text }));
  return { title: sayCode('conflict', conflictKind) ?? say('card.conflicts'), lines };
}
