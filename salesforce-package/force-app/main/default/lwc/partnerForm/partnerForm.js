import { LightningElement, wire } from 'lwc';
import { gql, graphql } from 'lightning/graphql';
import { NavigationMixin } from 'lightning/navigation';
import { createRecord, getFieldValue, getRecord } from 'lightning/uiRecordApi';
import REGISTRATION from '@salesforce/schema/Partner_Registration__c';
import CREATED from '@salesforce/schema/Partner_Registration__c.CreatedDate';
import NUMBER from '@salesforce/schema/Partner_Registration__c.Name';
import { checkSubmission, submissionValues, toSalesforce } from 'c/partnerCore';
import { isDuplicate, isRefused, problemsOf } from 'c/partnerProblems';
import { CURRENCY, countryOptions, say, sayMoment } from 'c/partnerReader';
import { EMPTY, INPUTS } from './inputs.js';

/** Finds what has arrived by the id of the submission. */
const BY_NONCE = gql`
  query byNonce($nonce: String) {
    uiapi {
      query {
        Partner_Registration__c(first: 1, where: { Partner_Submission_Nonce__c: { eq: $nonce } }) {
          edges {
            node {
              Id
            }
          }
        }
      }
    }
  }
`;

/** A partner user registers a company, and gets a receipt with its number and time. */
export default class PartnerForm extends NavigationMixin(LightningElement) {
  labels = {
    title: say('form.name'),
    needed: say('lwc.needed'),
    correct: say('lwc.correct'),
    chooseCountry: say('lwc.chooseCountry'),
    consent: say('form.stagingConsent'),
    consentHow: say('lwc.consentHow'),
    submit: say('form.submit'),
    sent: say('lwc.sent'),
    arrivedBefore: say('lwc.arrivedBefore'),
    number: say('lwc.receiptNumber'),
    time: say('lwc.receiptTime'),
    whatNext: say('lwc.receiptNext'),
    open: say('lwc.receiptOpen'),
    another: say('lwc.another'),
  };
  countries = countryOptions();
  receiptFields = [NUMBER, CREATED];

  typed = EMPTY;
  /** Names this opening of the form: sent twice, it is one registration. */
  nonce = crypto.randomUUID();
  isSending = false;
  isSent = false;
  /** Whether Salesforce had it already when it was sent again. */
  hadArrived = false;
  /** @type {string | undefined} */
  recordId;
  /** @type {{ number: string, time: string | null } | null} */
  receipt = null;
  problemsTitle = '';
  /** @type {string[]} */
  problems = [];
  /** What has just appeared and gets the focus once it is drawn. @type {string | null} */
  focusNext = null;

  @wire(getRecord, { recordId: '$recordId', fields: '$receiptFields' })
  wiredReceipt({ data }) {
    if (!data) return;
    this.receipt = { number: String(getFieldValue(data, NUMBER)), time: sayMoment(getFieldValue(data, CREATED)) };
  }

  @wire(graphql, { query: '$lookup', variables: '$lookupVariables' })
  wiredLookup({ data }) {
    const [edge] = data?.uiapi.query.Partner_Registration__c.edges ?? [];
    if (edge && this.hadArrived) this.recordId = edge.node.Id;
  }

  renderedCallback() {
    if (!this.focusNext) return;
    this.template?.querySelector(this.focusNext)?.focus();
    this.focusNext = null;
  }

  /** Only what had arrived already has to be looked up: without a query the wire waits. */
  get lookup() {
    return this.hadArrived ? BY_NONCE : undefined;
  }
  get lookupVariables() {
    return { nonce: this.nonce };
  }
  get inputs() {
    return INPUTS.map((input) => ({ ...input, value: this.typed[input.code] }));
  }
  get hasProblems() {
    return this.problemsTitle !== '';
  }
  get problemsClass() {
    return this.hasProblems ? 'slds-box slds-box_x-small slds-text-color_error slds-m-top_small' : '';
  }
  get sendingText() {
    return this.isSending ? say('lwc.sending') : '';
  }

  handleChange(event) {
    this.typed = { ...this.typed, [event.target.dataset.code]: String(event.detail.value ?? '') };
  }
  handleConsent(event) {
    this.typed = { ...this.typed, consent: event.detail.checked };
  }
  handleOpen() {
    const { objectApiName } = REGISTRATION;
    const attributes = { recordId: this.recordId, objectApiName, actionName: 'view' };
    this[NavigationMixin.Navigate]({ type: 'standard__recordPage', attributes });
  }
  handleAnother() {
    this.typed = EMPTY;
    this.nonce = crypto.randomUUID();
    this.isSent = false;
    this.hadArrived = false;
    this.recordId = undefined;
    this.receipt = null;
  }

  async handleSubmit() {
    // Set at once, so that the second click of a double click finds it.
    if (this.isSending || !this.isChecked()) return;
    this.isSending = true;
    try {
      const fields = toSalesforce('Partner_Registration__c', submissionValues(this.typed, this.nonce, CURRENCY));
      const { id } = await createRecord({ apiName: REGISTRATION.objectApiName, fields });
      this.recordId = id;
      this.arrive();
    } catch (error) {
      // The id is unique and this form made it, so a duplicate can only be this very submission.
      this.hadArrived = isDuplicate(error);
      if (this.hadArrived) this.arrive();
      else this.showWhyNotSent(error);
    }
    this.isSending = false;
  }

  isChecked() {
    const found = checkSubmission(this.typed, CURRENCY);
    for (const element of this.template?.querySelectorAll('[data-code]') ?? []) {
      const problem = found[element.dataset.code ?? ''];
      element.setCustomValidity(problem ? say(problem) : '');
      element.reportValidity();
    }
    const problems = Object.values(found).map((problem) => say(problem));
    if (problems.length > 0) this.showProblems(this.labels.correct, problems);
    else this.problemsTitle = '';
    return problems.length === 0;
  }

  showProblems(title, problems) {
    this.problemsTitle = title;
    this.problems = problems;
    this.focusNext = '[data-id=problems]';
  }

  /** Without a refusal it may have arrived, and sending it again is the way to find out. */
  showWhyNotSent(error) {
    const problems = problemsOf(error);
    if (isRefused(error)) this.showProblems(say('lwc.notSaved'), problems);
    else this.showProblems(say('lwc.outcomeUnknown'), problems);
  }

  arrive() {
    this.isSent = true;
    this.focusNext = 'h2';
  }
}
