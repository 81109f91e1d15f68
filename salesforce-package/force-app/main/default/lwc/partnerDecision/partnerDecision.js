import { updateRecord } from 'lightning/uiRecordApi';
import ID from '@salesforce/schema/Partner_Registration__c.Id';
import DECISION from '@salesforce/schema/Partner_Registration__c.Partner_Decision__c';
import DECISION_BY from '@salesforce/schema/Partner_Registration__c.Partner_Decision_By__c';
import DECISION_DAYS from '@salesforce/schema/Partner_Registration__c.Partner_Decision_Days__c';
import DECISION_NOTE from '@salesforce/schema/Partner_Registration__c.Partner_Decision_Note__c';
import DECISION_REASON from '@salesforce/schema/Partner_Registration__c.Partner_Decision_Reason__c';
import USER_ID from '@salesforce/user/Id';
import { isRefused, problemsOf } from 'c/partnerProblems';
import { say } from 'c/partnerReader';

/**
 * @typedef {{ action: string, reason?: string | null, note?: string | null, days?: number | null }} Decision
 */

/**
 * Asks PartnerLock to carry out a decision. Everything goes in one save, in one's own name, because the rules look at
 * it together; what a decision does not need is emptied, so that no older note is taken for its own.
 * @param {string} recordId
 * @param {Decision} decision
 */
export const saveDecision = (recordId, { action, reason = null, note = null, days = null }) =>
  updateRecord({
    fields: {
      [ID.fieldApiName]: recordId,
      [DECISION.fieldApiName]: action,
      [DECISION_REASON.fieldApiName]: reason,
      [DECISION_NOTE.fieldApiName]: note,
      [DECISION_DAYS.fieldApiName]: days,
      [DECISION_BY.fieldApiName]: USER_ID,
    },
  });

/**
 * Why a decision was not saved; without a refusal it may have been.
 * @param {unknown} error
 * @returns {string[]}
 */
export const whyNotDecided = (error) =>
  isRefused(error) ? problemsOf(error) : [...problemsOf(error), say('lwc.outcomeUnknownDecision')];

const FIRST_LOOK_MS = 2_000;
const SLOWEST_LOOK_MS = 10_000;
const LATE_MS = 15_000;

/**
 * Looks for PartnerLock's answer again and again, ever more slowly, until it is stopped: Salesforce does not tell a
 * page that somebody else has written a record.
 */
export class AnswerWatch {
  /**
   * @param {() => unknown} look
   * @param {() => void} tellLate
   */
  constructor(look, tellLate) {
    this.look = look;
    this.tellLate = tellLate;
    this.isRunning = false;
  }

  start() {
    if (this.isRunning) return;
    this.isRunning = true;
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- stop() clears it, and every owner stops when it goes
    this.lateTimer = setTimeout(this.tellLate, LATE_MS);
    this.lookAfter(FIRST_LOOK_MS);
  }

  stop() {
    this.isRunning = false;
    clearTimeout(this.lateTimer);
    clearTimeout(this.lookTimer);
  }

  /** @param {number} delayMs */
  lookAfter(delayMs) {
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- stop() clears it, and every owner stops when it goes
    const timer = setTimeout(async () => {
      // A look that fails is one look less, no more: the next one follows.
      await Promise.resolve(this.look()).catch(() => undefined);
      // Whoever stopped and started again meanwhile has a timer of its own.
      if (this.isRunning && this.lookTimer === timer) this.lookAfter(Math.min(delayMs * 1.5, SLOWEST_LOOK_MS));
    }, delayMs);
    this.lookTimer = timer;
  }
}
