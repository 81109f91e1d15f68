/** What the rewritten formula is asked about. */
export interface RewriteFacts {
  readonly isNew: boolean;
  /** Whether a field differs between the record before and after the save. */
  readonly hasChanged: (field: string) => boolean;
}

/** Names the rewritten text uses for what formulon cannot compute by itself. */
export const PRIOR = 'PRIOR__';
export const NOW_VALUE = 'SANDBOX_NOW';
export const TODAY_VALUE = 'SANDBOX_TODAY';

/**
 * Rewrites what formulon lacks: comments, ISNEW, ISCHANGED, PRIORVALUE, and NOW and TODAY, which there read the
 * machine's clock instead of ours. Text inside quotes stays as it is.
 */
export function rewrite(formula: string, { isNew, hasChanged }: RewriteFacts): string {
  return pieces(formula)
    .map(({ kind, text }) => {
      if (kind === 'comment') return ' ';
      if (kind === 'quoted') return text;
      return (
        text
          .replace(/\bISNEW\s*\(\s*\)/gi, isNew ? 'TRUE' : 'FALSE')
          // On an insert nothing counts as changed, and the prior value is the new one.
          .replace(/\bISCHANGED\s*\(\s*(\w+)\s*\)/gi, (_, field: string) =>
            !isNew && hasChanged(field) ? 'TRUE' : 'FALSE',
          )
          .replace(/\bPRIORVALUE\s*\(\s*(\w+)\s*\)/gi, `${PRIOR}$1`)
          .replace(/\bNOW\s*\(\s*\)/gi, NOW_VALUE)
          .replace(/\bTODAY\s*\(\s*\)/gi, TODAY_VALUE)
      );
    })
    .join('');
}

interface Piece {
  readonly kind: 'code' | 'quoted' | 'comment';
  readonly text: string;
}

function pieces(formula: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of formula.matchAll(/\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g)) {
    found.push({ kind: 'code', text: formula.slice(from, match.index) });
    found.push({ kind: match[0].startsWith('/*') ? 'comment' : 'quoted', text: match[0] });
    from = match.index + match[0].length;
  }
  return [...found, { kind: 'code', text: formula.slice(from) }];
}
