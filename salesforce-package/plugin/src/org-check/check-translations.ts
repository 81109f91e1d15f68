import type { TranslationFacts } from './facts.ts';
import { findingsOf, type Finding } from './finding.ts';

/** Whether the people who work in Spanish find PartnerLock in Spanish. */
export function checkTranslations({ labels, labelsInSpanish, spanishUsers }: TranslationFacts): readonly Finding[] {
  if (labels === 0) return [finding('labelsMissing')];
  if (labelsInSpanish === 0) return spanishUsers === 0 ? [] : [finding('spanishMissing', String(spanishUsers))];
  const left = labels - labelsInSpanish;
  return left > 0 ? [finding('spanishIncomplete', String(left), String(labels))] : [];
}

const finding = findingsOf('translations');
