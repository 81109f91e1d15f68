/** What an extension takes from its surroundings: the clock in epoch milliseconds, and fresh ids for requests. */
export interface System {
  readonly now: () => number;
  readonly newId: () => string;
}

/**
 * The extensions' one clock read and one source of ids; entry files hand it in. Ids are made from random bytes
 * because `crypto.randomUUID` does not exist in a worker of an insecure origin.
 */
export const SYSTEM: System = {
  now: () => Date.now(),
  newId: () =>
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(''),
};
