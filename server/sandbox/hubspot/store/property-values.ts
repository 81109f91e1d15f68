import { toHubSpotTime } from '../clock.ts';
import type { PropertyDefinition } from '../entities.ts';
import type { PropertyProblem } from '../errors.ts';

/** HubSpot's limit for one text value. */
const STRING_MAX_CHARS = 65_536;
const EDGE_SPACE = /^[\s\u00a0\u200b\ufeff]|[\s\u00a0\u200b\ufeff]$/u;
const DAY_MS = 86_400_000;

export type Coerced =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly problem: PropertyProblem };

/** The canonical text of a value sent for a property, or HubSpot's objection. Empty text clears and is always fine. */
export function coerceValue(definition: PropertyDefinition, sent: string): Coerced {
  if (sent === '') return fine('');
  if (sent.includes('\u0000')) return bad(definition, 'INVALID_CHARACTER', 'Value contains a NUL character.');
  if (definition.type === 'string') return coerceString(definition, sent);
  if (EDGE_SPACE.test(sent)) {
    return bad(definition, 'LEADING_TRAILING_WHITESPACE', `"${sent}" includes leading or trailing whitespace.`);
  }
  switch (definition.type) {
    case 'number':
      return coerceNumber(definition, sent);
    case 'date':
      return coerceDate(definition, sent);
    case 'datetime':
      return coerceDatetime(definition, sent);
    case 'bool':
      return sent === 'true' || sent === 'false' ? fine(sent) : notAnOption(definition, sent, ['true', 'false']);
    case 'enumeration':
      return coerceEnumeration(definition, sent);
    default: {
      const unreachable: never = definition.type;
      return unreachable;
    }
  }
}

/** HubSpot's wording for a value outside the options. */
export const notAnOption = (definition: { readonly name: string }, sent: string, allowed: readonly string[]): Coerced =>
  bad(definition, 'INVALID_OPTION', `${sent} was not one of the allowed options: [${allowed.join(', ')}]`);

const fine = (value: string): Coerced => ({ ok: true, value });

const bad = (definition: { readonly name: string }, error: string, message: string): Coerced => ({
  ok: false,
  problem: { name: definition.name, error, message },
});

function coerceString(definition: PropertyDefinition, sent: string): Coerced {
  if (sent.length > STRING_MAX_CHARS) {
    const message = `Property value is too long: ${sent.length} characters, the limit is ${STRING_MAX_CHARS}.`;
    return bad(definition, 'PROPERTY_VALUE_TOO_LONG', message);
  }
  if (definition.hubspotDefined && definition.name === 'email') return coerceEmail(definition, sent);
  if (definition.hubspotDefined && definition.name === 'domain') return fine(toDomain(sent));
  return fine(sent);
}

function coerceEmail(definition: PropertyDefinition, sent: string): Coerced {
  const email = sent.trim().toLowerCase();
  return isEmail(email) ? fine(email) : bad(definition, 'INVALID_EMAIL', `Email address ${sent} is invalid`);
}

export const isEmail = (email: string): boolean =>
  email.length <= 254 && /^[^\s@<>"',;:]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/i.test(email);

/** HubSpot keeps only the host of a company domain, in lower case, without `www.`. */
const toDomain = (sent: string): string =>
  sent
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/[/?#].*$/, '')
    .replace(/^www\./, '');

function coerceNumber(definition: PropertyDefinition, sent: string): Coerced {
  return /^-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(sent) && Number.isFinite(Number(sent))
    ? fine(sent)
    : bad(definition, 'INVALID_NUMBER', `${sent} was not a valid number.`);
}

function coerceDate(definition: PropertyDefinition, sent: string): Coerced {
  if (/^\d{4}-\d{2}-\d{2}$/.test(sent) && dayExists(sent)) return fine(sent);
  const ms = /^-?\d+$/.test(sent) ? Number(sent) : Date.parse(isoMoment(sent) ?? '');
  if (Number.isNaN(ms) || Math.abs(ms) > 8.64e15) {
    return bad(definition, 'INVALID_LONG', `${sent} was not a valid long.`);
  }
  if (ms % DAY_MS !== 0) {
    const time = new Date(ms).toISOString().slice(11, 23);
    return bad(definition, 'INVALID_DATE', `${sent} is at ${time} UTC, not midnight!`);
  }
  return fine(new Date(ms).toISOString().slice(0, 10));
}

function coerceDatetime(definition: PropertyDefinition, sent: string): Coerced {
  const dateOnly = /^\d{4}-\d{2}-\d{2}$/.test(sent) && dayExists(sent) ? `${sent}T00:00:00Z` : undefined;
  const ms = /^-?\d+$/.test(sent) ? Number(sent) : Date.parse(dateOnly ?? isoMoment(sent) ?? '');
  return Number.isNaN(ms) || Math.abs(ms) > 8.64e15
    ? bad(definition, 'INVALID_LONG', `${sent} was not a valid long.`)
    : fine(toHubSpotTime(ms));
}

/** Only ISO 8601 with a zone: `Date.parse` alone would accept much that HubSpot refuses. */
const isoMoment = (sent: string): string | undefined =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(sent) && dayExists(sent.slice(0, 10))
    ? sent
    : undefined;

function dayExists(day: string): boolean {
  const ms = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
}

function coerceEnumeration(definition: PropertyDefinition, sent: string): Coerced {
  if (definition.externalOptions) return fine(sent);
  const allowed = definition.options.map((option) => option.value);
  // Several values are joined with semicolons, and only multiple checkboxes may hold several.
  const values = definition.fieldType === 'checkbox' ? sent.split(';').filter((value) => value !== '') : [sent];
  const stranger = values.find((value) => !allowed.includes(value));
  return stranger === undefined ? fine(values.join(';')) : notAnOption(definition, stranger, allowed);
}
