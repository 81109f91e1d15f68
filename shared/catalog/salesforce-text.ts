/** How much text the fields of each type hold in Salesforce; what it counts as one line break, it stores as two. */
export const SALESFORCE_LENGTHS = { text: 255, long_text: 32_768, email: 80, url: 255 } as const;

/**
 * Text that Salesforce takes and gives back unchanged: trimmed, without control characters and halves of surrogate
 * pairs, cut to `max` with an ellipsis. `lines` keeps line breaks, each of which counts twice.
 */
export function fitText(text: string, max: number, keep: 'one_line' | 'lines' = 'one_line'): string {
  const clean = keep === 'lines' ? cleanLines(text) : text.toWellFormed().replace(CONTROL_RUNS, ' ').trim();
  if (sizeOf(clean) <= max) return clean;
  let size = 1;
  let cut = '';
  for (const character of clean) {
    size += sizeOf(character);
    if (size > max) break;
    cut += character;
  }
  return `${cut.trimEnd()}…`;
}

/** Whether the text fits as it is. */
export const isFitting = (text: string, max: number): boolean => fitText(text, max) === text.trim();

const cleanLines = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replace(CONTROL_RUNS, ' '))
    .join('\n')
    .trim();

/** C0 and C1 controls, and the two code points that no text may hold. */
const CONTROL_RUNS = /[\p{Cc}\uFFFE\uFFFF]+/gu;

/** UTF-16 units, never fewer than what Salesforce counts. */
const sizeOf = (text: string): number => text.length + (text.split('\n').length - 1);
