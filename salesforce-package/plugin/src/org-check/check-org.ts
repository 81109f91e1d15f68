import { checkAccess } from './check-access.ts';
import { checkEvents } from './check-events.ts';
import { checkFields } from './check-fields.ts';
import { checkLocks } from './check-locks.ts';
import { checkRules } from './check-rules.ts';
import { checkTranslations } from './check-translations.ts';
import type { OrgFacts, Unreadable } from './facts.ts';
import { findingsOf, type Area, type Finding } from './finding.ts';

/** Everything in the org that is not as PartnerLock needs it. What could not be read counts as not right. */
export const checkOrg = (facts: OrgFacts): readonly Finding[] => [
  ...checked('fields', facts.objects, (objects) => objects.flatMap(checkFields)),
  ...checked('rules', facts.rules, checkRules),
  ...checked('access', facts.access, checkAccess),
  ...checked('events', facts.captured, checkEvents),
  ...checked('locks', facts.locks, checkLocks),
  ...checked('translations', facts.translations, checkTranslations),
];

function checked<Part extends object>(
  area: Area,
  part: Part | Unreadable,
  check: (part: Part) => readonly Finding[],
): readonly Finding[] {
  return 'unreadable' in part ? [findingsOf(area)('unreadable', part.unreadable)] : check(part);
}
