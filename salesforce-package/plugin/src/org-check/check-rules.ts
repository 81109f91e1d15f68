import { RULE_WORDS } from '../../../../shared/catalog/salesforce-rules.ts';
import type { RuleFact } from './facts.ts';
import { findingsOf, type Finding } from './finding.ts';

/** Whether every validation rule of the package is there and switched on. */
export const checkRules = (rules: readonly RuleFact[]): readonly Finding[] =>
  WANTED.flatMap(({ object, name }) => {
    const found = rules.find((rule) => rule.object === object && rule.name === name);
    if (found === undefined) return [finding('ruleMissing', object, name)];
    return found.isActive ? [] : [finding('ruleInactive', object, name)];
  });

const finding = findingsOf('rules');

const WANTED = Object.entries(RULE_WORDS).flatMap(([object, rules]) =>
  Object.keys(rules).map((name) => ({ object, name })),
);
