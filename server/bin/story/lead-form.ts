import { createBrowser } from '../../sandbox/demo/browser.ts';
import { say, type WordKey } from '../../../shared/words/say.ts';
import { readReceipt, type Registered } from './receipt.ts';

export interface LeadFormValues {
  readonly company: string;
  readonly website: string;
  readonly country?: string;
  readonly contact: string;
  readonly email: string;
  readonly amount?: string;
}

/** A partner at our form for Salesforce's Web-to-Lead: opens its own link, fills in, and reads the receipt. */
export async function registerAtLeadForm(formUrl: string, values: LeadFormValues): Promise<Registered> {
  const browser = createBrowser();
  const page = await browser.open(`${formUrl}&crm=salesforce&lang=en`);
  const nameOf = (word: WordKey): string => inputLabelled(page.text, say('en', word));
  const typed = {
    [nameOf('form.stagingCompany')]: values.company,
    [nameOf('form.stagingWebsite')]: values.website,
    [nameOf('form.stagingCountry')]: values.country ?? '',
    [nameOf('form.lastName')]: values.contact,
    [nameOf('form.email')]: values.email,
    [nameOf('form.stagingAmount')]: values.amount ?? '',
    [nameOf('form.stagingSubmittedBy')]: 'registrations@demo-partner.example',
    [nameOf('form.stagingConsent')]: '1',
  };
  return readReceipt(await browser.submit(page, typed));
}

/** The name under which the browser sends what stands behind a label. */
function inputLabelled(page: string, label: string): string {
  const labels = [...page.matchAll(/<label[^>]*\sfor="([^"]+)"[^>]*>(.*?)<\/label>/gs)];
  const id = labels.find(([, , text = '']) => plain(text).startsWith(label))?.[1];
  const tag = new RegExp(`<(?:input|select|textarea)[^>]*\\sid="${id ?? ''}"[^>]*>`).exec(page)?.[0] ?? '';
  const name = /\sname="([^"]+)"/.exec(tag)?.[1];
  if (id === undefined || name === undefined)
    throw new Error(`The form has no field “${label}”: ${plain(page).slice(0, 300)}`);
  return name;
}

const plain = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .trim();
