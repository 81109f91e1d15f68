import { getFieldValue } from 'lightning/uiRecordApi';
import { actionsFromFields, fromSalesforce, nextStepOf, ownershipFromFields, rowOf, untilKey } from 'c/partnerCore';
import {
  CURRENCY,
  LOOKS,
  say,
  sayCode,
  sayDate,
  sayMoment,
  sayMoney,
  sayNumber,
  sayReasons,
  sayUntil,
} from 'c/partnerReader';
import { LEAD_NAME, OPPORTUNITY_NAME, PROSPECT_ACCOUNT_NAME } from 'c/partnerRegistrationFields';

const OBJECT = 'Partner_Registration__c';

/**
 * A registration's record in words.
 * @param {import('c/partnerCore').UiRecord} record
 * @param {{ now: string, viewerMayDecide: boolean }} viewing
 */
export function shownOf(record, { now, viewerMayDecide }) {
  const values = fromSalesforce(OBJECT, rowOf(record), CURRENCY);
  const ownership = ownershipFromFields(values, now, null);
  const { state, registrationStatus: status } = ownership;
  // Partner users do not see whose registration it is: the fields that tell are hidden from them.
  const isInside = values.partnerName !== undefined;
  const actions = viewerMayDecide ? actionsFromFields(values, now) : [];
  // The panel says that a decision is under way; before anybody has looked at it there is no next step either.
  const isUnderWay = Boolean(values.decision) || status === null;
  return {
    ...LOOKS[state],
    stateText: status === null ? say('lwc.notLookedAt') : sayCode('state', state),
    nextText: isInside && !isUnderWay ? sayCode('next', nextStepOf({ state, status }, viewerMayDecide)) : null,
    holder: linesOf(HOLDER, { ...values, ...ownership, name: record.fields.Name?.value }),
    isOfDecisionInterest: isInside,
    decisionHint: hintOf(viewerMayDecide, actions),
    actions,
    decision: values.decision ?? null,
    answer: values.decisionAnswer ?? null,
    decidedAt: values.decidedAt ?? null,
    ...verdictOf(values),
    conflictText: values.conflictText ?? null,
    conversation: values.conversationText ?? null,
    submission: linesOf(SUBMISSION, values),
    hasSubmission: linesOf(SUBMISSION, values).length > 0,
  };
}

/**
 * The records that belong to a registration, as far as whoever looks may see them.
 * @param {import('c/partnerCore').UiRecord} record
 */
export function linksOf(record) {
  const values = fromSalesforce(OBJECT, rowOf(record), CURRENCY);
  const links = [
    { recordId: values.prospectAccount, object: 'Account', name: PROSPECT_ACCOUNT_NAME, label: say('lwc.account') },
    { recordId: values.opportunity, object: 'Opportunity', name: OPPORTUNITY_NAME, label: say('lwc.opportunity') },
    { recordId: values.lead, object: 'Lead', name: LEAD_NAME, label: say('lwc.lead') },
  ];
  return links
    .filter(({ recordId }) => typeof recordId === 'string')
    .map(({ recordId, object, name, label }) => ({
      ...{ recordId, object, label },
      text: getFieldValue(record, name) ?? recordId,
    }));
}

/** What is said for whoever cannot decide, or has nothing to decide. */
function hintOf(viewerMayDecide, actions) {
  if (!viewerMayDecide) return say('lwc.whoDecides');
  return actions.length === 0 ? say('lwc.nothingToDecide') : null;
}

/** Reasons in the reader's language; the text beside them only where it names records too. */
function verdictOf(values) {
  const reasons = sayReasons(values.verdictReasons);
  const isMore = (values.verdictText ?? '').split('\n').some((line) => /\(.+\)$/.test(line.trim()));
  return {
    hasVerdict: reasons.length > 0 || Boolean(values.verdictText),
    reasons,
    verdictText: reasons.length === 0 || isMore ? (values.verdictText ?? null) : null,
    policyText:
      typeof values.policyVersion === 'number' ? say('card.policyVersion', { version: values.policyVersion }) : null,
  };
}

/** Each line: its id, its label's word key, and its text; a line without text is not shown. */
const HOLDER = [
  ['partner', 'card.partner', ({ partnerName, partnerTier }) => joined(partnerName, sayCode('tier', partnerTier))],
  ['until', ({ state }) => untilKey(state), untilText],
  ['status', 'card.status', ({ registrationStatus }) => sayCode('status', registrationStatus)],
  ['registered-at', 'card.registeredAt', ({ registeredAt }) => sayMoment(registeredAt)],
  ['reference', 'card.reference', ({ registrationReference, name }) => joined(registrationReference, name)],
  ['submitted-by', 'card.submittedBy', ({ submittedByEmail }) => submittedByEmail],
  ['rejection', 'card.rejection', ({ rejectionReason }) => sayCode('rejection', rejectionReason)],
];

const SUBMISSION = [
  ['company', 'lwc.company', ({ prospectName }) => prospectName],
  ['website', 'lwc.website', ({ prospectWebsite }) => prospectWebsite],
  ['country', 'lwc.country', ({ prospectCountry }) => prospectCountry],
  ['contact', 'lwc.contact', ({ contactName }) => contactName],
  ['email', 'lwc.email', ({ contactEmail }) => contactEmail],
  ['phone', 'lwc.phone', ({ contactPhone }) => contactPhone],
  ['employees', 'lwc.employees', ({ employees }) => sayNumber(employees)],
  ['industry', 'lwc.industry', ({ industry }) => industry],
  ['estimate', 'lwc.estimate', ({ estimatedAmount }) => sayMoney(estimatedAmount)],
  ['close-on', 'lwc.closeOn', ({ estimatedCloseOn }) => sayDate(estimatedCloseOn)],
  ['notes', 'lwc.notes', ({ notes }) => notes],
  ['consent', 'lwc.consent', ({ consent }) => consentText(consent)],
];

const linesOf = (lines, values) =>
  lines
    .map(([id, key, textOf]) => ({
      id,
      label: say(typeof key === 'function' ? key(values) : key),
      text: textOf(values),
    }))
    .filter(({ text }) => text !== null && text !== undefined && text !== '');

const joined = (...parts) => parts.filter((part) => part).join(' · ');

/** What was refused is protected no more, whatever its reservation said. */
function untilText(ownership) {
  return ownership.state === 'refused' ? null : sayUntil(ownership);
}

const consentText = (consent) => (consent === undefined ? null : say(consent ? 'screen.yes' : 'screen.no'));
