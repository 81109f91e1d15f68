/**
 * Somebody else was first: what the caller decided rests on an older state. Roll back, read again and decide again.
 * Thrown inside a transaction, it means that the transaction must not be committed.
 */
export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';
}

/** The value belongs to another record of the same program already. `field` names it in our words. */
export class AlreadyTaken extends Error {
  override readonly name = 'AlreadyTaken';
  readonly field: string;
  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

/** Whether the error is a violation of this unique constraint or index, on either engine. */
export const violates = (error: unknown, constraint: string): boolean =>
  sqlState(error) === '23505' && property(error, 'constraint') === constraint;

/** The five-character PostgreSQL error code; null when the error did not come from the database. */
export const sqlState = (error: unknown): string | null => property(error, 'code');

function property(error: unknown, name: 'code' | 'constraint'): string | null {
  if (!(error instanceof Error) || !(name in error)) return null;
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : null;
}
