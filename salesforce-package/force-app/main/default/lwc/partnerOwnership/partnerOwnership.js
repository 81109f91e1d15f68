import { LightningElement, api, wire } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { getRecord } from 'lightning/uiRecordApi';
import MAY_DECIDE from '@salesforce/customPermission/Partner_Decide_Registration';
import REGISTRATION from '@salesforce/schema/Partner_Registration__c';
import { ownershipInSalesforce } from 'c/partnerCore';
import { now, say } from 'c/partnerReader';
import { FIELDS } from './fields';
import { shownOf } from './shown';

/** A page may stay open past the end of a lock, so what is shown is computed anew each minute. */
const LOOK_AGAIN_MS = 60_000;

/** Who owns the company behind a lead, account, contact or opportunity, until when, and what to do next. */
export default class PartnerOwnership extends NavigationMixin(LightningElement) {
  /** @type {string} */
  @api recordId;
  /** @type {import('c/partnerCore').SalesforceObject} */
  @api objectApiName;

  words = {
    title: say('lwc.ownership'),
    loading: say('screen.loading'),
    hidden: say('lwc.ownershipHidden'),
    unreadable: say('lwc.ownershipUnreadable'),
    retry: say('screen.retry'),
  };

  /** @type {import('c/partnerCore').UiRecord | undefined} */
  record;
  problem = '';
  moment = now();
  isRetrying = false;
  registrationUrl = '';
  /** @type {ReturnType<typeof setInterval> | undefined} */
  clock;

  @wire(getRecord, { recordId: '$askedId', optionalFields: '$fields' })
  onRecord({ data, error }) {
    if (!data && !error) return;
    this.record = data;
    this.problem = error ? messageOf(error) : '';
    this.moment = now();
    this.findRegistrationUrl();
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

  get fields() {
    return FIELDS[this.objectApiName];
  }

  get shown() {
    if (!this.record) return null;
    const viewerIsApprover = MAY_DECIDE === true;
    const viewing = { now: this.moment, viewerIsApprover };
    const ownership = ownershipInSalesforce(this.objectApiName, this.record, viewing);
    return ownership && shownOf(ownership, viewerIsApprover);
  }

  get isLoading() {
    return !this.record && !this.problem;
  }

  get isHidden() {
    return !!this.record && !this.shown;
  }

  /** A wire asks again only when what it asks for changes. */
  async retry() {
    this.record = undefined;
    this.problem = '';
    this.isRetrying = true;
    await Promise.resolve();
    this.isRetrying = false;
  }

  /** @param {MouseEvent} event */
  openRegistration(event) {
    // With a key held down the browser opens the address in a tab of its own.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this[NavigationMixin.Navigate](this.registrationPage);
  }

  get registrationPage() {
    return {
      type: 'standard__recordPage',
      attributes: {
        recordId: this.shown?.registrationRecordId,
        objectApiName: REGISTRATION.objectApiName,
        actionName: 'view',
      },
    };
  }

  async findRegistrationUrl() {
    const page = this.registrationPage;
    this.registrationUrl = page.attributes.recordId ? await this[NavigationMixin.GenerateUrl](page) : '';
  }
}

/**
 * UI API answers with one problem or with a list.
 * @param {{ readonly body?: { readonly message?: string } | readonly { readonly message?: string }[] }} error
 */
function messageOf({ body }) {
  const problems = [body ?? {}].flat();
  return (
    problems
      .map(({ message }) => message ?? '')
      .join(' ')
      .trim() || '–'
  );
}
