/**
 * One thing that Salesforce said was wrong.
 * @typedef {{ errorCode?: string, message?: string }} Problem
 */

/**
 * What Salesforce said of a call that failed, the sentences of the rules first: the message on top is the same for
 * everything. Empty when nothing was answered at all.
 * @param {unknown} error
 * @returns {string[]}
 */
export function problemsOf(error) {
  const entries = entriesOf(error);
  const said = entries.length > 0 ? entries : [bodyOf(error)].flat();
  return [...new Set(said.flatMap(({ message }) => message || []))];
}

/**
 * Whether Salesforce refused because of a unique field.
 * @param {unknown} error
 */
export const isDuplicate = (error) => entriesOf(error).some(({ errorCode }) => errorCode === 'DUPLICATE_VALUE');

/**
 * Whether Salesforce has refused, so that surely nothing was saved. Without an answer, or with a broken one, it is not
 * known.
 * @param {unknown} error
 */
export function isRefused(error) {
  const { status } = /** @type {{ status?: number }} */ (error ?? {});
  return entriesOf(error).length > 0 || (status !== undefined && status >= 400 && status < 500);
}

/**
 * @param {unknown} error
 * @returns {Problem[]}
 */
function entriesOf(error) {
  const { fieldErrors = {}, errors = [] } = bodyOf(error).output ?? {};
  return [...Object.values(fieldErrors).flat(), ...errors];
}

/**
 * @param {unknown} error
 * @returns {any}
 */
const bodyOf = (error) => /** @type {any} */ (error)?.body ?? {};
