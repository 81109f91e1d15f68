import pino from 'pino';
import type { Log } from './flow/ports.ts';

/**
 * What must never be in a log, wherever it stands: bearer tokens, codes and secrets in queries, signed link tokens,
 * e-mail addresses. Scrubbing the finished line catches what redacting named paths overlooks.
 */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/((?:bearer|basic|oauth)\s+)[\w.~+/=!-]{6,}/gi, '$1[removed]'],
  // A Salesforce session: the org's id, then the secret.
  [/(00D\w{12,15}!)[\w.]+/g, '$1[removed]'],
  [/(:\/\/)[^\s:/@]+:[^\s/@]+@/g, '$1[removed]@'],
  [
    /((?:access_token|refresh_token|client_secret|code|code_verifier|token|password|assertion)["'\\]*\s*[=:]\s*["'\\]*)[\w.~+/%=-]{6,}/gi,
    '$1[removed]',
  ],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[e-mail]'],
];

/** The line without its secrets. */
export const scrub = (line: string): string =>
  SECRETS.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line);

/** Structured logs on standard output, one JSON object a line. */
export function createLog(level: string, destination?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: { streamWrite: scrub },
  };
  return destination ? pino(options, destination) : pino(options);
}
