import { UnknownOutcome } from '../wire-errors.ts';

/**
 * Repeats, once, a write whose outcome is unknown and that sets the same values on the same record however often
 * it is done. Creations must not go through here: they look for what they may have created.
 */
export async function again<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof UnknownOutcome) return write();
    throw error;
  }
}
