import { CrmRefused, CrmUnavailable } from '../../shared/crm/crm-port.ts';

/** A write was sent and no answer tells whether it happened. The adapter looks before it does anything else. */
export class UnknownOutcome extends Error {
  override readonly name = 'UnknownOutcome';
}

/** The account took the app's grant away, or it was never valid: only connecting again helps. */
export class GrantRevoked extends Error {
  override readonly name = 'GrantRevoked';
}

/**
 * Runs a port method so that it throws what the port promises; bugs stay what they are. `refusalOf` says in the
 * port's words what the CRM itself refused, null for anything else.
 */
export async function inPortWords<T>(
  run: () => Promise<T>,
  refusalOf: (error: unknown) => CrmRefused | null,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof UnknownOutcome) throw new CrmUnavailable(error.message);
    if (error instanceof GrantRevoked) throw new CrmRefused('disconnected', error.message);
    throw refusalOf(error) ?? error;
  }
}
