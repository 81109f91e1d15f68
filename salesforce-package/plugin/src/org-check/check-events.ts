import { REGISTRATION_OBJECT } from '../../../../shared/catalog/salesforce-fields.ts';
import { findingsOf, type Finding } from './finding.ts';

/** Objects whose changes PartnerLock listens to. */
export const CAPTURED_OBJECTS = ['Account', 'Lead', 'Opportunity', REGISTRATION_OBJECT] as const;

/** Whether the org sends the change events that PartnerLock listens to. */
export const checkEvents = (captured: readonly string[]): readonly Finding[] =>
  CAPTURED_OBJECTS.filter((object) => !captured.includes(changeEventOf(object))).map((object) =>
    findingsOf('events')('notCaptured', object),
  );

/** `LeadChangeEvent`, and `Partner_Registration__ChangeEvent` for an object of ours. */
export const changeEventOf = (object: string): string =>
  object.endsWith('__c') ? `${object.slice(0, -1)}ChangeEvent` : `${object}ChangeEvent`;
