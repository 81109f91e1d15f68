import { CrmRefused, CrmUnavailable } from '../../../shared/crm/crm-port.ts';

/** HubSpot answered 4xx and meant it. `sentence` is its own explanation; it never contains a token. */
export class HubSpotRefusal extends Error {
  override readonly name = 'HubSpotRefusal';
  readonly status: number;
  readonly category: string;
  readonly sentence: string;
  constructor(what: string, status: number, category: string, sentence: string) {
    super(`HubSpot refused ${what} (${status}): ${sentence}`);
    this.status = status;
    this.category = category;
    this.sentence = sentence;
  }
}

/** A write was sent and no answer tells whether it happened. The adapter looks before it does anything else. */
export class UnknownOutcome extends Error {
  override readonly name = 'UnknownOutcome';
}

/** The portal took the app's grant away, or it was never valid: only connecting again helps. */
export class GrantRevoked extends Error {
  override readonly name = 'GrantRevoked';
}

export const isNotFound = (error: unknown): boolean => error instanceof HubSpotRefusal && error.status === 404;

export const isBadRequest = (error: unknown): boolean => error instanceof HubSpotRefusal && error.status === 400;

/**
 * The record that holds a unique value, when this is the refusal of a second holder. HubSpot names it only at the
 * end of its sentence ("… 552239500007 already has that value."), so nothing else of the text is relied on.
 */
export function holderOf(error: unknown): string | null {
  if (!(error instanceof HubSpotRefusal) || (error.status !== 400 && error.status !== 409)) return null;
  return /(\d+) already has that value\.?\s*$/.exec(error.sentence)?.[1] ?? null;
}

/** Runs a port method so that it throws what the port promises; bugs stay what they are. */
export async function speakingPort<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw toPortError(error);
  }
}

function toPortError(error: unknown): unknown {
  if (error instanceof UnknownOutcome) return new CrmUnavailable(error.message);
  if (error instanceof GrantRevoked) return new CrmRefused('disconnected', error.message);
  if (!(error instanceof HubSpotRefusal)) return error;
  return error.status === 403
    ? new CrmRefused('not_permitted', `HubSpot does not permit it: ${error.sentence}`)
    : new CrmRefused('invalid', `HubSpot refused the values: ${error.sentence}`);
}
