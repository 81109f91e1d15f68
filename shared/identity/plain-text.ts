/**
 * Text as it may be stored and shown: one line, without control or invisible characters, at most `maxLength` UTF-16
 * units. PostgreSQL refuses NUL and half a surrogate pair, and an invisible mark would make two equal names differ.
 */
export function plainText(text: string, maxLength: number): string {
  return text.slice(0, maxLength).toWellFormed().replaceAll(INVISIBLE, '').replaceAll(BLANK, ' ').trim();
}

// Joiners inside an emoji go as well (U+200D): in a domain or a company name they are invisible all the same.
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u2028\u2029\uFFFD\uFFF9-\uFFFB]|(?![\t\n\v\f\r])\p{Cc}/gu;
const BLANK = /\s+/gu;
