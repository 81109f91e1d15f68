import formulon from 'formulon';
import type { FormulaNode } from 'formulon';

/** Formulas seen before, by their text: parsing one takes milliseconds, and a rule runs at every save. */
const compiled = new Map<string, FormulaNode>();

/** A formula as a tree. Comments are cut out, which formulon does not know; a syntax error throws. */
export function compile(formula: string): FormulaNode {
  const known = compiled.get(formula);
  if (known !== undefined) return known;
  const text = withoutComments(formula);
  const tree = formulon.ast(text);
  if (tree.type === 'error') throw new Error(`Formula does not compile: ${tree.message}\n${formula}`);
  compiled.set(formula, tree);
  return tree;
}

function withoutComments(formula: string): string {
  const pieces = formula.replace(/\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, (piece) =>
    piece.startsWith('/*') ? ' ' : piece,
  );
  // formulon reads `!a && b` as `!(a && b)`; on the platform it is `(!a) && b`.
  const code = pieces.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, '""');
  if (/!(?!=)/.test(code)) throw new Error(`Write NOT(…) for !, which the stand-in cannot read.\n${formula}`);
  return pieces;
}
