import { LightningElement, wire } from 'lwc';
import { graphql } from 'lightning/graphql';
import { NavigationMixin } from 'lightning/navigation';
import CAN_DECIDE from '@salesforce/customPermission/Partner_Decide_Registration';
import REGISTRATION from '@salesforce/schema/Partner_Registration__c';
import { QUEUE_TABS, SOON_DAYS, queueOrder, queueWhere } from 'c/partnerCore';
import { saveDecision, whyNotDecided } from 'c/partnerDecision';
import { problemsOf } from 'c/partnerProblems';
import { now, say } from 'c/partnerReader';
import { PAGE_SIZE, REGISTRATIONS } from './registrations.js';
import { columnsFor, lineOf, SORTED_BY } from './rows.js';

/** Registrations that wait for somebody, oldest first, and decisions on one or on many. */
export default class PartnerQueue extends NavigationMixin(LightningElement) {
  columns = columnsFor(CAN_DECIDE === true);
  tabs = QUEUE_TABS.map((value) => ({ value, label: say(`lwc.tab_${value}`, { days: SOON_DAYS }) }));
  labels = {
    title: say('lwc.queueTitle'),
    tabs: say('lwc.tabs'),
    refresh: say('lwc.refresh'),
    retry: say('screen.retry'),
    loading: say('screen.loading'),
    unreadable: say('lwc.queueUnreadable'),
    previous: say('lwc.previous'),
    next: say('lwc.next'),
  };

  tab = QUEUE_TABS[0];
  where = queueWhere(this.tab, now());
  sortedBy = 'registered';
  /** @type {'asc' | 'desc'} */
  sortedDirection = 'asc';
  /** Where the pages before this one, and this one, start. @type {string[]} */
  starts = [];

  isLoading = true;
  isRetrying = false;
  /** The page that is being shown: another one may come while its addresses are found. */
  page = {};
  /** @type {string | null} */
  error = null;
  /** @type {(ReturnType<typeof lineOf> & { href: string })[]} */
  rows = [];
  totalCount = 0;
  /** @type {string | null} */
  nextStart = null;
  /** @type {string[]} */
  selected = [];

  /**
   * The line whose form is open, and the decision it is about.
   * @type {{ recordId: string, company: string, action: string } | null}
   */
  deciding = null;
  isSaving = false;
  /** @type {string[]} */
  problems = [];

  /** What became of this page's decisions. @type {import('c/partnerDecisionResults').Line[]} */
  lines = [];
  isRunning = false;
  /** What has just appeared and gets the focus once it is drawn. @type {string | null} */
  focusNext = null;

  /** Without a query the wire waits. */
  get query() {
    return this.isRetrying ? undefined : REGISTRATIONS;
  }
  get variables() {
    return {
      where: this.where,
      orderBy: queueOrder(SORTED_BY[this.sortedBy], this.sortedDirection),
      after: this.starts.at(-1) ?? null,
    };
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  wiredPage({ data, errors, refresh }) {
    this.refreshPage = refresh ?? this.refreshPage;
    if (data) this.showPage(data.uiapi.query.Partner_Registration__c);
    else if (errors) this.showError(errors[0]?.message);
  }

  renderedCallback() {
    if (!this.focusNext) return;
    this.template?.querySelector(this.focusNext)?.focus();
    this.focusNext = null;
  }

  get isReader() {
    return CAN_DECIDE !== true;
  }
  get whoDecides() {
    return this.isReader ? say('lwc.whoDecides') : null;
  }
  get hasRows() {
    return this.rows.length > 0;
  }
  get isEmpty() {
    return !this.hasRows && !this.isLoading && !this.error;
  }
  get emptyText() {
    return say(this.tab === 'waiting' ? 'lwc.queueEmpty' : 'lwc.queueNothing');
  }
  get emptyHow() {
    return this.tab === 'waiting' ? say('lwc.queueEmptyHow') : null;
  }
  get shownText() {
    const from = this.starts.length * PAGE_SIZE + 1;
    return say('lwc.shown', { from, to: from + this.rows.length - 1, count: this.totalCount });
  }
  get isFirstPage() {
    return this.starts.length === 0;
  }
  get isLastPage() {
    return this.nextStart === null;
  }
  /** A list of at most one: its key gives every decision a form of its own, with nothing typed for another. */
  get forms() {
    return this.deciding ? [{ ...this.deciding, key: `${this.deciding.recordId} ${this.deciding.action}` }] : [];
  }
  get hasLines() {
    return this.lines.length > 0;
  }

  get approvable() {
    return this.rows.filter(({ actions }) => actions.includes('approve'));
  }
  get chosen() {
    return this.approvable.filter(({ recordId }) => this.selected.includes(recordId));
  }
  get disabledRows() {
    const approvable = new Set(this.approvable);
    return this.rows.filter((row) => !approvable.has(row)).map(({ recordId }) => recordId);
  }
  get canApproveSelected() {
    // Stays while it is at work, although what it approves leaves the page.
    return !this.isReader && (this.approvable.length > 0 || this.isRunning);
  }

  handleTab(event) {
    this.tab = event.detail.value;
    this.where = queueWhere(this.tab, now());
    this.startOver();
  }
  handleSort(event) {
    this.sortedBy = event.detail.fieldName;
    this.sortedDirection = event.detail.sortDirection;
    this.startOver();
  }
  handleNext() {
    if (this.nextStart) this.turnTo([...this.starts, this.nextStart]);
  }
  handlePrevious() {
    this.turnTo(this.starts.slice(0, -1));
  }
  handleSelection(event) {
    this.selected = event.detail.selectedRows.map(({ recordId }) => recordId);
  }
  async handleRefresh() {
    try {
      await this.refreshPage?.();
    } catch (error) {
      this.showError(problemsOf(error)[0]);
    }
  }
  /** Salesforce asks again when it is asked for something else in between. */
  async handleRetry() {
    this.error = null;
    this.isLoading = true;
    this.isRetrying = true;
    await Promise.resolve();
    this.isRetrying = false;
  }
  handleCloseResults() {
    this.lines = [];
  }

  handleRowAction(event) {
    const { row, action } = event.detail;
    this.problems = [];
    this.deciding = { recordId: row.recordId, company: row.company, action: action.name };
  }
  handleCancel() {
    this.deciding = null;
    this.focusNext = 'lightning-datatable';
  }
  async handleDecide(event) {
    if (this.isSaving || !this.deciding) return;
    this.isSaving = true;
    this.problems = [];
    const { recordId, company } = this.deciding;
    try {
      await saveDecision(recordId, event.detail);
      this.deciding = null;
      this.lines = [...this.lines.filter((line) => line.recordId !== recordId), { recordId, company, state: 'saved' }];
      this.focusNext = 'c-partner-decision-results';
      this.handleRefresh();
    } catch (error) {
      this.problems = whyNotDecided(error);
    }
    this.isSaving = false;
  }

  handleSaving() {
    this.isRunning = true;
    const again = new Set(this.chosen.map(({ recordId }) => recordId));
    this.lines = this.lines.filter(({ recordId }) => !again.has(recordId));
  }
  handleResult(event) {
    this.lines = [...this.lines, event.detail];
  }
  handleDone() {
    this.isRunning = false;
    this.selected = [];
    this.focusNext = 'c-partner-decision-results';
    this.handleRefresh();
  }

  startOver() {
    this.turnTo([]);
    this.deciding = null;
  }

  /** @param {string[]} starts */
  turnTo(starts) {
    this.starts = starts;
    this.selected = [];
    this.rows = [];
    this.error = null;
    this.isLoading = true;
    this.page = {};
  }

  showError(message) {
    this.isLoading = false;
    this.error = message || '–';
  }

  async showPage(page) {
    this.page = page;
    const { edges, pageInfo, totalCount } = page;
    const shownAt = now();
    const lines = edges.map(({ node }) => lineOf(node, shownAt));
    const addresses = await Promise.all(
      lines.map(({ recordId }) => this[NavigationMixin.GenerateUrl](pageOf(recordId))),
    );
    if (this.page !== page) return;
    this.rows = lines.map((line, index) => ({ ...line, href: addresses[index] }));
    this.totalCount = totalCount;
    this.nextStart = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    this.isLoading = false;
    this.error = null;
  }
}

/** @param {string} recordId */
const pageOf = (recordId) => ({
  type: 'standard__recordPage',
  attributes: { recordId, objectApiName: REGISTRATION.objectApiName, actionName: 'view' },
});
