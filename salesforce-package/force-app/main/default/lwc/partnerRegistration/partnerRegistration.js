import { LightningElement, api, wire } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { getRecord } from 'lightning/uiRecordApi';
import CAN_DECIDE from '@salesforce/customPermission/Partner_Decide_Registration';
import { problemsOf } from 'c/partnerProblems';
import { now, say } from 'c/partnerReader';
import { FIELDS } from 'c/partnerRegistrationFields';
import { linksOf, shownOf } from './shown.js';

/** A page may stay open past the end of a lock, so what is shown is computed anew each minute. */
const LOOK_AGAIN_MS = 60_000;

/** One registration: who holds the company until when, what the rules found, the decision, and what the partner told. */
export default class PartnerRegistration extends NavigationMixin(LightningElement) {
  @api recordId;

  fields = FIELDS;
  labels = {
    title: say('lwc.registration'),
    loading: say('screen.loading'),
    retry: say('screen.retry'),
    unreadable: say('lwc.unreadable'),
    decide: say('lwc.decide'),
    verdict: say('card.verdict'),
    details: say('lwc.details'),
    conflicts: say('card.conflicts'),
    conversation: say('card.conversation'),
    told: say('lwc.told'),
    records: say('lwc.recordsTitle'),
  };
  /** @type {string | null} */
  error = null;
  /** @type {import('c/partnerCore').UiRecord | null} */
  record = null;
  moment = now();
  isRetrying = false;
  /** @type {(ReturnType<typeof linksOf>[number] & { href: string })[]} */
  links = [];

  @wire(getRecord, { recordId: '$askedId', optionalFields: '$fields' })
  wiredRecord({ data, error }) {
    if (data) {
      this.error = null;
      this.record = data;
      this.moment = now();
      this.showLinks(linksOf(data));
    } else if (error) {
      [this.error] = [...problemsOf(error), '–'];
      this.record = null;
      this.links = [];
    }
  }

  connectedCallback() {
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- cleared when the component leaves the page
    this.clock = setInterval(() => {
      this.moment = now();
    }, LOOK_AGAIN_MS);
  }
  disconnectedCallback() {
    clearInterval(this.clock);
  }

  get askedId() {
    return this.isRetrying ? undefined : this.recordId;
  }
  get shown() {
    return this.record && shownOf(this.record, { now: this.moment, viewerMayDecide: CAN_DECIDE === true });
  }
  get isLoading() {
    return !this.record && !this.error;
  }
  get hasLinks() {
    return this.links.length > 0;
  }

  /** Lightning Data Service asks again when it is asked for something else in between. */
  async handleRetry() {
    this.error = null;
    this.isRetrying = true;
    await Promise.resolve();
    this.isRetrying = false;
  }

  handleOpen(event) {
    // With a key held down the browser opens the address in a tab of its own.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { record, object } = event.currentTarget.dataset;
    this[NavigationMixin.Navigate](pageOf(record, object));
  }

  /** Addresses come later than the record; until then a link has nowhere to go, so it is not shown. */
  async showLinks(links) {
    const addresses = await Promise.all(
      links.map((link) => this[NavigationMixin.GenerateUrl](pageOf(link.recordId, link.object))),
    );
    this.links = links.map((link, index) => ({ ...link, href: addresses[index] }));
  }
}

/**
 * @param {string} recordId
 * @param {string} objectApiName
 */
const pageOf = (recordId, objectApiName) => ({
  type: 'standard__recordPage',
  attributes: { recordId, objectApiName, actionName: 'view' },
});
