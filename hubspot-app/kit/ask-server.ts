import { hubspot } from '@hubspot/ui-extensions';
import { isObject } from './shape.ts';

/** What came of asking the server. `away` also means that whether a POST took effect is unknown: repeat it as it was. */
export type Asked<T> =
  | { readonly kind: 'answered'; readonly answer: T }
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly message: string;
      /** What to correct, by field. */
      readonly fields: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'away' };

export interface Question {
  readonly origin: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Makes it a POST. */
  readonly body?: object;
}

/** A person waits in front of the card; HubSpot's own limit is 15 seconds. */
const TIMEOUT_MS = 8_000;

/** Asks our server through HubSpot, which signs the request and says who asks. Never throws. */
export async function askServer<T>(question: Question, isAnswer: (value: unknown) => value is T): Promise<Asked<T>> {
  try {
    const response = await hubspot.fetch(urlOf(question), {
      method: question.body === undefined ? 'GET' : 'POST',
      timeout: TIMEOUT_MS,
      ...(question.body === undefined ? {} : { body: { ...question.body } }),
    });
    return readAnswer(await response.json(), isAnswer);
  } catch {
    // HubSpot says a lost connection, a timeout and a server that is down in different ways; to the reader they are one.
    return { kind: 'away' };
  }
}

/** HubSpot wraps an error of the server into a body of its own, which has no `ok` and so is "away" too. */
function readAnswer<T>(body: unknown, isAnswer: (value: unknown) => value is T): Asked<T> {
  if (!isObject(body)) return { kind: 'away' };
  if (body.ok === true && isAnswer(body)) return { kind: 'answered', answer: body };
  if (body.ok === false && typeof body.code === 'string' && typeof body.message === 'string') {
    return { kind: 'refused', code: body.code, message: body.message, fields: textsOf(body.fields) };
  }
  return { kind: 'away' };
}

const textsOf = (fields: unknown): Readonly<Record<string, string>> =>
  isObject(fields)
    ? Object.fromEntries(Object.entries(fields).filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
    : {};

function urlOf({ origin, path, query }: Question): string {
  const pairs = Object.entries(query ?? {}).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  return `${origin}${path}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
}
