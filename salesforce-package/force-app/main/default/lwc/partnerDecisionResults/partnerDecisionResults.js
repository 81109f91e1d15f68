import { LightningElement, api, wire } from 'lwc';
import { gql, graphql } from 'lightning/graphql';
import { fromSalesforce, rowOf } from 'c/partnerCore';
import { AnswerWatch } from 'c/partnerDecision';
import { CURRENCY, say } from 'c/partnerReader';

/**
 * One decision: saved and with PartnerLock, refused by Salesforce, or never tried.
 * @typedef {{ recordId: string, company: string, state: 'saved' | 'failed' | 'notTried', text?: string }} Line
 */

const ANSWERS = gql`
  query answers($ids: [ID]) {
    uiapi {
      query {
        Partner_Registration__c(first: 50, where: { Id: { in: $ids } }) {
          edges {
            node {
              Id
              Partner_Decision__c {
                value
              }
              Partner_Decision_Answer__c {
                value
              }
            }
          }
        }
      }
    }
  }
`;

/**
 * What became of each of several decisions. All answers are asked for together, and again until none is missing; its
 * parent hears `answered` whenever some have come.
 */
export default class PartnerDecisionResults extends LightningElement {
  @api isRunning = false;

  labels = { results: say('lwc.results'), late: say('lwc.late'), close: say('lwc.close') };
  /** @type {readonly Line[]} */
  given = [];
  /** PartnerLock's answers by record. @type {Map<string, string>} */
  answers = new Map();
  isLate = false;
  watch = new AnswerWatch(
    () => this.refreshAnswers?.(),
    () => {
      this.isLate = true;
    },
  );

  /** @type {readonly Line[]} */
  @api
  get lines() {
    return this.given;
  }
  set lines(lines) {
    const known = new Set(this.given.map(({ recordId }) => recordId));
    // A decision that is new here has no answer yet, whatever was answered to the one before it.
    const fresh = lines.filter(({ recordId }) => !known.has(recordId)).map(({ recordId }) => recordId);
    this.answers = new Map([...this.answers].filter(([recordId]) => !fresh.includes(recordId)));
    this.given = lines;
    if (this.openIds.length > 0) this.watch.start();
  }

  get openIds() {
    return this.given
      .filter((line) => line.state === 'saved' && !this.answers.has(line.recordId))
      .map((line) => line.recordId);
  }
  /** Without a query the wire waits: nothing is asked while decisions are still being saved. */
  get query() {
    return this.isRunning || this.openIds.length === 0 ? undefined : ANSWERS;
  }
  get variables() {
    return { ids: this.openIds };
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  wiredAnswers({ data, refresh }) {
    this.refreshAnswers = refresh ?? this.refreshAnswers;
    if (!data) return;
    const nodes = data.uiapi.query.Partner_Registration__c.edges.map(({ node }) => node);
    const answered = nodes.flatMap(answerOf).filter(([recordId]) => this.openIds.includes(recordId));
    if (answered.length === 0) return;
    this.answers = new Map([...this.answers, ...answered]);
    if (this.openIds.length === 0) this.stopWaiting();
    this.dispatchEvent(new CustomEvent('answered'));
  }

  connectedCallback() {
    if (this.openIds.length > 0) this.watch.start();
  }
  disconnectedCallback() {
    this.watch.stop();
  }

  /** Moves the focus to what became of the decisions. */
  @api
  focus() {
    this.template?.querySelector('h3')?.focus();
  }

  get summary() {
    const done = this.given.filter(({ state }) => state === 'saved').length;
    return say('lwc.saved', { done, count: this.given.length });
  }
  get shown() {
    return this.given.map((line) => ({ ...line, ...this.lookOf(line) }));
  }

  handleClose() {
    this.dispatchEvent(new CustomEvent('close'));
  }

  stopWaiting() {
    this.watch.stop();
    this.isLate = false;
  }

  /** @param {Line} line */
  lookOf(line) {
    if (line.state === 'failed') return { text: line.text, icon: 'utility:error', tone: 'slds-text-color_error' };
    if (line.state === 'notTried') return { text: say('lwc.notTried'), icon: 'utility:ban', tone: '' };
    const answer = this.answers.get(line.recordId);
    if (answer === undefined) return { text: say('lwc.deciding'), icon: 'utility:clock', tone: '' };
    return { text: answer, icon: 'utility:comments', tone: '' };
  }
}

/** PartnerLock empties the decision with its answer; until then the answer is the one to an older decision. */
function answerOf(node) {
  const { decision, decisionAnswer } = fromSalesforce('Partner_Registration__c', rowOf({ fields: node }), CURRENCY);
  return decision ? [] : [[node.Id, decisionAnswer ?? say('decide.done')]];
}
