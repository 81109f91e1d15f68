import type { HolderFact, LockFacts } from './facts.ts';
import { asNote, findingsOf, type Finding } from './finding.ts';

/** Whether one company has one holder, and whether PartnerLock keeps up with what happens in the org. */
export function checkLocks({ holders, unanswered }: LockFacts): readonly Finding[] {
  const keyless = holders.filter(({ holds, key }) => holds && key === null).map(({ number }) => number);
  const lapsed = holders.filter(({ key, isLongOver }) => key !== null && isLongOver).map(({ number }) => number);
  return [
    // Case is nothing to the unique index, so it is nothing here.
    ...twice(holders, ({ key }) => key?.toLowerCase() ?? null).map(([key, held]) => finding('keyTwice', key, held)),
    ...twice(
      holders.filter(({ holds }) => holds),
      ({ prospectKey }) => prospectKey,
    ).map(([prospect, held]) => finding('companyHeldTwice', prospect, held)),
    ...(keyless.length > 0 ? [finding('holdsWithoutKey', keyless.join(', '))] : []),
    ...(lapsed.length > 0 ? [asNote(finding('keyAfterEnd', lapsed.join(', ')))] : []),
    ...(unanswered.length > 0 ? [finding('decisionUnanswered', unanswered.join(', '))] : []),
  ];
}

const finding = findingsOf('locks');

/** Values that more than one registration has, each with the registrations' numbers. */
function twice(holders: readonly HolderFact[], of: (holder: HolderFact) => string | null): [string, string][] {
  const byValue = Map.groupBy(holders, of);
  return [...byValue].flatMap(([value, held]): [string, string][] =>
    value === null || held.length < 2 ? [] : [[value, held.map(({ number }) => number).join(', ')]],
  );
}
