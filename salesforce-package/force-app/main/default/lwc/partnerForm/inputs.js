import { say } from 'c/partnerReader';

/** The form before anything is typed. @type {import('c/partnerCore').TypedSubmission} */
export const EMPTY = {
  prospectName: '',
  prospectWebsite: '',
  prospectCountry: '',
  contactName: '',
  contactEmail: '',
  contactPhone: '',
  employees: '',
  industry: '',
  estimatedAmount: '',
  estimatedCloseOn: '',
  notes: '',
  consent: false,
};

const HALF = 'slds-col slds-size_1-of-1 slds-medium-size_1-of-2';

/** What is asked, in the order of the form; the consent stands below it. */
export const INPUTS = [
  input('prospectName', 'form.stagingCompany', { isNeeded: true }),
  input('prospectWebsite', 'form.stagingWebsite'),
  input('prospectCountry', 'form.stagingCountry', { isCountry: true }),
  input('industry', 'form.stagingIndustry'),
  input('contactName', 'form.stagingContactName'),
  input('contactEmail', 'form.email', { type: 'email', maxLength: 80, isNeeded: true }),
  input('contactPhone', 'lwc.contactPhone', { type: 'tel' }),
  input('employees', 'form.stagingEmployees', { type: 'number', step: '1' }),
  input('estimatedAmount', 'form.stagingAmount', { type: 'number', step: 'any' }),
  input('estimatedCloseOn', 'lwc.closeOn', { type: 'date' }),
  input('notes', 'form.stagingNotes', { isLong: true, cellClass: 'slds-col slds-size_1-of-1' }),
];

/**
 * @param {string} code
 * @param {string} key
 * @param {Record<string, unknown>} [more]
 */
function input(code, key, more = {}) {
  return { code, label: say(key), type: 'text', maxLength: 255, cellClass: HALF, ...more };
}
