import type { StagedSubmission } from '../../shared/crm/crm-port.ts';
import { identify } from '../../shared/identity/identify.ts';
import { plainText } from '../../shared/identity/plain-text.ts';
import type { Command } from '../../shared/registration/commands.ts';
import type { Source, Submission } from '../../shared/registration/registration.ts';
import type { PartnerId, RegistrationId } from '../../shared/values/ids.ts';
import { parseDecimal, type Money } from '../../shared/values/money.ts';
import type { CalendarDate, Instant } from '../../shared/values/time.ts';
import { countryCode } from './country-code.ts';

/** What the form's text cannot say of itself. */
export interface FormContext {
  readonly source: Source;
  readonly registrationId: RegistrationId;
  readonly reference: string;
  /** Who submitted, by the form's signed token or by the CRM's own word; null when neither names a partner. */
  readonly partnerId: PartnerId | null;
  readonly currency: string;
  readonly receivedAt: Instant;
}

/** Room for what people write; HubSpot itself takes 65,536 characters. */
const LINE_MAX = 300;
const NOTES_MAX = 10_000;

/** The command behind a submitted form. Whatever stands in the fields, it is text or it is left open: never an error. */
export function commandFromForm(
  staged: StagedSubmission,
  context: FormContext,
): Extract<Command, { type: 'SubmitRegistration' }> {
  const { registrationId, reference, partnerId, receivedAt } = context;
  const line = (name: string) => plainText(staged.values[name] ?? '', LINE_MAX);
  const country = countryCode(line('stagingCountry'));
  const { prospect } = identify(
    {
      website: line('stagingWebsite') || null,
      email: staged.contactEmail,
      companyName: line('stagingCompany'),
      country,
    },
    registrationId,
  );
  const submittedByEmail = line('stagingSubmittedBy') || null;
  const submission: Submission = {
    registrationId,
    reference,
    source: context.source,
    sourceId: staged.nonce,
    contactId: staged.record.id,
    nonce: staged.nonce,
    partnerId,
    submittedByEmail,
    submittedAt: staged.submittedAt,
    receivedAt,
    prospect,
    contact: { name: line('stagingContactName'), email: staged.contactEmail, phone: null },
    qualification: {
      employees: wholeNumber(line('stagingEmployees')),
      industry: line('stagingIndustry') || null,
      estimatedAmount: amount(line('stagingAmount'), context.currency),
      estimatedCloseOn: calendarDate(line('stagingCloseOn')),
      notes: severalLines(staged.values['stagingNotes'] ?? '', NOTES_MAX),
      consent: staged.values['stagingConsent'] === 'true',
    },
  };
  return {
    type: 'SubmitRegistration',
    commandId: `submit:${registrationId}`,
    at: receivedAt,
    by: { kind: 'partner', partnerId, email: submittedByEmail },
    registrationId,
    submission,
  };
}

/** What people write over several lines; each line is cleaned like any other text. */
const severalLines = (text: string, lengthMax: number): string =>
  text
    .slice(0, lengthMax)
    .split('\n')
    .map((line) => plainText(line, lengthMax))
    .join('\n')
    .trim();

function wholeNumber(text: string): number | null {
  const digits = text.replace(/[\s.,'’]/g, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}

/** A currency before or after the number, as people write it. */
const CURRENCY = /^(?:[$€£¥]|[A-Z]{3})\s*|\s*(?:[$€£¥]|[A-Z]{3})$/gi;

/**
 * "48,000", "48 000.50", "€48.000": what separates thousands is dropped, the last separator may be the decimal point.
 * "48k", "-5" and whatever else is no plain amount stay open, because a guess could be a thousand times wrong.
 */
function amount(text: string, currency: string): Money | null {
  const plain = text
    .trim()
    .replace(CURRENCY, '')
    .replace(/[\s'’]/g, '');
  const match = /^(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](\d{1,2}))?$/.exec(plain);
  if (!match?.[1] || new Set(match[1].match(/[.,]/g)).size > 1) return null;
  return parseDecimal(`${match[1].replace(/[.,]/g, '')}${match[2] ? `.${match[2]}` : ''}`, currency);
}

function calendarDate(text: string): CalendarDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : null;
}
