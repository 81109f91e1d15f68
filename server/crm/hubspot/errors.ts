import { CrmRefused } from '../../../shared/crm/crm-port.ts';
import { inPortWords } from '../wire-errors.ts';

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

/** Runs a port method so that it throws what the port promises. */
export const speakingPort = <T>(run: () => Promise<T>): Promise<T> => inPortWords(run, refusalOf);

function refusalOf(error: unknown): CrmRefused | null {
  if (!(error instanceof HubSpotRefusal)) return null;
  return error.status === 403
    ? new CrmRefused('not_permitted', `HubSpot does not permit it: ${error.sentence}`)
    : new CrmRefused('invalid', `HubSpot refused the values: ${error.sentence}`);
}
