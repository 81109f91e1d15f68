import { PostgresQueryCompiler, sql, type RawBuilder } from 'kysely';

/**
 * PostgreSQL cannot store the character U+0000, neither in text nor in jsonb, and jsonb refuses half surrogate pairs.
 * A partner could otherwise type a form value that makes its own submission impossible to store.
 */
export const storableText = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');

/** A value for a jsonb column, written the same way on both engines. */
export const json = <T>(value: T): RawBuilder<T> => {
  const text = JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storableText(part) : part));
  return sql<T>`${text}::jsonb`;
};

/** Cleans every text parameter of every query, so that no caller has to remember it. */
export class StorableQueryCompiler extends PostgresQueryCompiler {
  protected override appendValue(parameter: unknown): void {
    super.appendValue(typeof parameter === 'string' ? storableText(parameter) : parameter);
  }
}
