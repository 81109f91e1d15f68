import { LightningElement, api } from 'lwc';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { AnswerWatch, saveDecision, whyNotDecided } from 'c/partnerDecision';
import { say, sayCode, sayMoment } from 'c/partnerReader';

/**
 * What a channel manager can do with one registration, the decision under way, and PartnerLock's answer. The record
 * itself is the parent's: it hands in what the record says, and this looks for news as long as a decision waits.
 */
export default class PartnerDecisionPanel extends LightningElement {
  @api recordId;
  /** What may be done now. @type {readonly string[]} */
  @api actions = [];
  /** PartnerLock's answer to the last decision. @type {string | null | undefined} */
  @api answer;
  /** When the last decision took effect. @type {string | null | undefined} */
  @api decidedAt;

  labels = { deciding: say('lwc.deciding'), lastAnswer: say('lwc.lastAnswer') };
  /** @type {string | null} */
  openAction = null;
  /** @type {string[]} */
  problems = [];
  isBusy = false;
  isWaiting = false;
  isLate = false;
  /** @type {string | null} */
  pending = null;
  /** What has just appeared and gets the focus once it is drawn. @type {string | null} */
  focusNext = null;
  watch = new AnswerWatch(
    () => this.look(),
    () => {
      this.isLate = true;
    },
  );

  /** The decision that stands in the record, until PartnerLock has carried it out. @type {string | null | undefined} */
  @api
  get decision() {
    return this.pending;
  }
  set decision(value) {
    const wasPending = this.pending;
    this.pending = value || null;
    if (this.pending) this.wait();
    else if (wasPending) this.stopWaiting();
  }

  connectedCallback() {
    if (this.pending) this.wait();
  }

  disconnectedCallback() {
    this.watch.stop();
  }

  renderedCallback() {
    if (!this.focusNext) return;
    this.template?.querySelector(this.focusNext)?.focus();
    this.focusNext = null;
  }

  get hasActions() {
    return !this.isWaiting && this.actions.length > 0;
  }
  get buttons() {
    return this.actions.map((action) => ({
      action,
      label: sayCode('decide', action),
      variant: action === 'approve' ? 'brand' : 'neutral',
    }));
  }
  /** A list of at most one: its key gives every decision a form of its own, with nothing typed for another. */
  get forms() {
    return this.openAction ? [{ action: this.openAction }] : [];
  }
  get waitingText() {
    return say(this.isLate ? 'lwc.late' : 'lwc.decidingHow');
  }
  get hasAnswer() {
    return Boolean(this.answer);
  }
  get decidedText() {
    return sayMoment(this.decidedAt);
  }

  handleOpen(event) {
    this.problems = [];
    this.openAction = event.currentTarget.dataset.action;
  }

  handleCancel() {
    this.focusNext = `[data-action="${this.openAction}"]`;
    this.openAction = null;
  }

  async handleDecide(event) {
    if (this.isBusy) return;
    this.isBusy = true;
    this.problems = [];
    try {
      await saveDecision(this.recordId, event.detail);
      this.openAction = null;
      this.focusNext = '[data-id=decision-status]';
      this.wait();
    } catch (error) {
      this.problems = whyNotDecided(error);
    }
    this.isBusy = false;
  }

  wait() {
    if (!this.isWaiting) this.isLate = false;
    this.isWaiting = true;
    this.watch.start();
  }

  stopWaiting() {
    this.isWaiting = false;
    this.watch.stop();
  }

  /** The cache of the page does not see what PartnerLock writes, so it is told to read again. */
  async look() {
    await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
    if (!this.pending) this.stopWaiting();
  }
}
