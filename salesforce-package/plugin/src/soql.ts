/** Text as a SOQL literal, so that what somebody types is never a part of the query. */
export const quoted = (text: string): string => `'${escaped(text)}'`;

/** A literal for LIKE that finds the text anywhere: what somebody types is no wildcard. */
export const containing = (text: string): string => `'%${escaped(text).replace(/[%_]/g, '\\$&')}%'`;

export const listed = (texts: readonly string[]): string => `(${texts.map(quoted).join(', ')})`;

const escaped = (text: string): string =>
  text
    .replace(/[\\'"]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
