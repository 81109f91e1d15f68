import { Messages, SfError } from '@salesforce/core';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@partnerlock/plugin-partner', 'partner.errors');

/** What the org answers when it cannot do what was asked, and the sentence of ours that says what to do. */
const EXPLAINED: Readonly<Record<string, string>> = {
  INVALID_TYPE: 'objectMissing',
  NOT_FOUND: 'objectMissing',
  INVALID_FIELD: 'fieldMissing',
  INVALID_SESSION_ID: 'sessionEnded',
  REQUEST_LIMIT_EXCEEDED: 'limitReached',
  INSUFFICIENT_ACCESS: 'noAccess',
  API_DISABLED_FOR_ORG: 'noAccess',
  ECONNREFUSED: 'notReachable',
  ENOTFOUND: 'notReachable',
};

/** Whether the org answered that it has no such thing, or that this user may not see it. */
export const isUnknownToUser = (error: unknown): boolean =>
  ['INVALID_TYPE', 'INVALID_FIELD', 'NOT_FOUND', 'INSUFFICIENT_ACCESS'].includes(codeOf(error));

/** Runs what asks the org; a known refusal becomes a sentence with what to do next. */
export async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const name = EXPLAINED[codeOf(error)];
    if (name === undefined || !(error instanceof Error)) throw error;
    // Without the error as its cause: sf takes the TypeError of a failed fetch for a bug of ours, and exits with 10.
    throw new SfError(messages.getMessage(name), codeOf(error), messages.getMessages(`${name}.actions`), 1);
  }
}

/** jsforce names its errors after Salesforce's codes; a connection that fails carries the code of its cause. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const known = Object.keys(EXPLAINED);
  const said = [error.name, 'errorCode' in error ? error.errorCode : '', 'code' in error ? error.code : ''];
  const found = said.find((code) => typeof code === 'string' && known.includes(code));
  if (typeof found === 'string') return found;
  return error.cause === undefined ? (known.find((code) => error.message.includes(code)) ?? '') : codeOf(error.cause);
}
