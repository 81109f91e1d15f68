import { LightningElement, api } from 'lwc';
import { saveDecision, whyNotDecided } from 'c/partnerDecision';
import { say } from 'c/partnerReader';

/** @typedef {import('c/partnerDecisionResults').Line} Line */

/**
 * Approves the registrations that were chosen, and can be stopped. Tells its parent `saving` before the first,
 * `result` with each line, and `done` after the last.
 */
export default class PartnerBulkApprove extends LightningElement {
  /** @type {readonly { readonly recordId: string, readonly company: string }[]} */
  @api chosen = [];

  labels = { approve: say('lwc.approveSelected'), stop: say('lwc.stop') };
  isRunning = false;
  isStopped = false;
  isFresh = false;
  doneCount = 0;
  runCount = 0;

  renderedCallback() {
    if (!this.isFresh) return;
    this.isFresh = false;
    this.template?.querySelector('[data-id=stop]')?.focus();
  }

  get isDisabled() {
    return this.chosen.length === 0 || this.isRunning;
  }
  get hint() {
    const { length: count } = this.chosen;
    if (count === 0) return say('lwc.selectFirst');
    return `${say('lwc.selected', { count })}. ${say('lwc.approveSelectedIntro')}`;
  }
  get progressText() {
    return say('lwc.progress', { done: this.doneCount, count: this.runCount });
  }
  get progress() {
    return Math.round((this.doneCount / this.runCount) * 100);
  }

  /** One after the other: a save that a rule refuses stops none of the others. */
  async handleApprove() {
    if (this.isDisabled) return;
    const lines = this.chosen.map(({ recordId, company }) => ({ recordId, company }));
    this.begin(lines.length);
    for (const line of lines) {
      // eslint-disable-next-line no-await-in-loop -- "Stop" must find something that has not been sent yet
      const detail = this.isStopped ? notTried(line) : await approved(line);
      if (detail.state !== 'notTried') this.doneCount += 1;
      this.dispatchEvent(new CustomEvent('result', { detail }));
    }
    this.isRunning = false;
    this.dispatchEvent(new CustomEvent('done'));
  }

  handleStop() {
    this.isStopped = true;
  }

  /** @param {number} count */
  begin(count) {
    this.isRunning = true;
    this.isStopped = false;
    this.isFresh = true;
    this.doneCount = 0;
    this.runCount = count;
    this.dispatchEvent(new CustomEvent('saving'));
  }
}

/**
 * @param {{ recordId: string, company: string }} line
 * @returns {Promise<Line>}
 */
async function approved(line) {
  try {
    await saveDecision(line.recordId, { action: 'approve' });
    return { ...line, state: 'saved' };
  } catch (error) {
    return { ...line, state: 'failed', text: whyNotDecided(error).join(' ') };
  }
}

/**
 * @param {{ recordId: string, company: string }} line
 * @returns {Line}
 */
const notTried = (line) => ({ ...line, state: 'notTried' });
