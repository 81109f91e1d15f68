import { LightningElement, api } from 'lwc';
import { REJECTION_REASONS } from 'c/partnerCore';
import { say, sayCode } from 'c/partnerReader';

/** Decisions that cannot be taken back. */
const HURTS = new Set(['reject', 'release']);
const CONFIRMS = {
  approve: 'approve',
  reject: 'rejectConfirm',
  ask: 'askConfirm',
  extend: 'extend',
  release: 'releaseConfirm',
};

/**
 * Asks for what a decision needs, and says what it means before it can be confirmed. Tells its parent `decide` or
 * `cancel`; what was typed stays until the parent takes the form away.
 */
export default class PartnerDecisionForm extends LightningElement {
  /** @type {'approve' | 'reject' | 'ask' | 'extend' | 'release'} */
  @api action = 'approve';
  /** Which company it is about, where the page shows several. @type {string | undefined} */
  @api company;
  @api isBusy = false;
  /** What was said of the last attempt. @type {string[]} */
  @api problems = [];

  labels = { reason: say('decide.reason'), days: say('decide.days'), cancel: say('decide.cancel') };
  reasons = REJECTION_REASONS.map((value) => ({ value, label: sayCode('rejection', value) }));
  reason = '';
  note = '';
  days = '';
  /** What is missing. @type {string[]} */
  missing = [];
  isFresh = true;

  renderedCallback() {
    if (!this.isFresh) return;
    this.isFresh = false;
    this.template?.querySelector('h3')?.focus();
  }

  get isReject() {
    return this.action === 'reject';
  }
  get isExtend() {
    return this.action === 'extend';
  }
  get isAsk() {
    return this.action === 'ask';
  }
  get title() {
    return say(`decide.${this.action}Title`);
  }
  get intro() {
    return say(this.isExtend ? 'lwc.extendIntro' : `decide.${this.action}Intro`);
  }
  get noteLabel() {
    return say(this.isAsk ? 'decide.question' : 'decide.noteOptional');
  }
  get confirmLabel() {
    return say(`decide.${CONFIRMS[this.action]}`);
  }
  get variant() {
    return HURTS.has(this.action) ? 'destructive' : 'brand';
  }
  get shownProblems() {
    return this.missing.length > 0 ? this.missing : this.problems;
  }
  get hasProblems() {
    return this.shownProblems.length > 0;
  }

  handleReason(event) {
    this.reason = event.detail.value;
  }
  handleNote(event) {
    this.note = event.detail.value;
  }
  handleDays(event) {
    this.days = event.detail.value;
  }

  handleConfirm() {
    this.missing = this.whatIsMissing();
    if (this.missing.length > 0 || this.isBusy) return;
    const detail = {
      action: this.action,
      reason: this.isReject ? this.reason : null,
      note: this.note.trim() || null,
      days: this.isExtend ? Number(this.days) : null,
    };
    this.dispatchEvent(new CustomEvent('decide', { detail }));
  }

  handleCancel() {
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  handleKey(event) {
    if (event.key === 'Escape' && !this.isBusy) this.handleCancel();
  }

  whatIsMissing() {
    if (this.isReject && this.reason === '') return [say('lwc.needReason')];
    if (this.isAsk && this.note.trim() === '') return [say('lwc.needQuestion')];
    if (this.isExtend && !/^[1-9]\d{0,3}$/.test(String(this.days).trim())) return [say('lwc.needDays')];
    return [];
  }
}
