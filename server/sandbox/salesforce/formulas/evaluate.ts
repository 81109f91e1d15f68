import formulon from 'formulon';
import type { CallExpression, FormulaNode, Literal } from 'formulon';
import { BLANK, literal } from './literals.ts';

/** What a formula asks of the save it belongs to. */
export interface FormulaWorld {
  readonly now: number;
  readonly isNew: boolean;
  /** Never on an insert. */
  readonly hasChanged: (field: string) => boolean;
  /** A field, a parent's field or a `$` variable. */
  readonly valueOf: (name: string) => Literal;
  /** On an insert the new value. */
  readonly priorValueOf: (field: string) => Literal;
  /** Also what AND, OR and IF would not need: finds what does not compile. */
  readonly everything?: boolean;
}

/**
 * Evaluates a tree with formulon's functions. By itself it knows what formulon lacks (ISNEW, ISCHANGED, PRIORVALUE),
 * what there reads the machine's clock (NOW, TODAY), and AND, OR, NOT, IF, which stop early.
 */
export function evaluate(node: FormulaNode, world: FormulaWorld): Literal {
  if (node.type === 'literal') return node;
  if (node.type === 'identifier') return world.valueOf(node.name);
  const special = SPECIAL[node.id];
  if (special !== undefined) return special(node, world);
  return call(
    node.id,
    node.arguments.map((argument) => evaluate(argument, world)),
  );
}

const TRUTH = { true: literal('checkbox', true), false: literal('checkbox', false) };
const truth = (value: boolean): Literal => (value ? TRUTH.true : TRUTH.false);

const SPECIAL: Readonly<Record<string, (node: CallExpression, world: FormulaWorld) => Literal>> = {
  isnew: (_, world) => truth(world.isNew),
  ischanged: (node, world) => truth(world.hasChanged(fieldIn(node))),
  priorvalue: (node, world) => world.priorValueOf(fieldIn(node)),
  now: (_, world) => literal('datetime', new Date(world.now)),
  today: (_, world) => literal('date', new Date(startOfDay(world.now))),
  and: (node, world) => truth(every(node, world, true)),
  or: (node, world) => truth(!every(node, world, false)),
  not: (node, world) => truth(!isTrue(evaluate(argumentOf(node, 0), world))),
  if: (node, world) => {
    const condition = isTrue(evaluate(argumentOf(node, 0), world));
    const [yes, no] = [argumentOf(node, 1), argumentOf(node, 2)];
    if (world.everything === true) evaluate(condition ? no : yes, world);
    return evaluate(condition ? yes : no, world);
  },
};

/** Whether every argument is what was wanted; stops at the first that is not. */
function every(node: CallExpression, world: FormulaWorld, wanted: boolean): boolean {
  if (world.everything !== true) return node.arguments.every((each) => isTrue(evaluate(each, world)) === wanted);
  return node.arguments.map((each) => isTrue(evaluate(each, world)) === wanted).every(Boolean);
}

/** Blank counts as false; anything else than a checkbox does not compile. */
function isTrue(value: Literal): boolean {
  if (value === BLANK || value.dataType === 'null') return false;
  if (value.dataType !== 'checkbox') throw new Error(`a condition is ${value.dataType}, not a checkbox`);
  return value.value === true;
}

function argumentOf(node: CallExpression, index: number): FormulaNode {
  const argument = node.arguments[index];
  if (argument !== undefined) return argument;
  throw new Error(`${node.id.toUpperCase()}() lacks an argument`);
}

function fieldIn(node: CallExpression): string {
  const [field] = node.arguments;
  if (field?.type === 'identifier' && node.arguments.length === 1) return field.name;
  throw new Error(`${node.id.toUpperCase()}() takes one field`);
}

export const startOfDay = (ms: number): number => ms - (((ms % DAY_MS) + DAY_MS) % DAY_MS);
const DAY_MS = 86_400_000;

/** Operators have names in the tree that the grammar itself does not take as functions. */
const OPERATORS: Readonly<Record<string, string>> = {
  greaterThan: '>',
  greaterThanOrEqual: '>=',
  lessThan: '<',
  lessThanOrEqual: '<=',
};

function call(id: string, given: readonly Literal[]): Literal {
  // formulon makes TEXT of a blank the word "NULL".
  if (id === 'text' && given[0]?.dataType === 'null') return literal('text', '', { length: 255 });
  const names = given.map((_, index) => `a${index}`);
  const operator = OPERATORS[id];
  const text = operator === undefined ? `${id.toUpperCase()}(${names.join(',')})` : names.join(operator);
  const result = formulon.parse(text, Object.fromEntries(names.map((name, index) => [name, given[index] ?? BLANK])));
  if (result.type !== 'error') return result;
  // The platform makes arithmetic with a blank operand blank; formulon answers with an ArgumentError.
  if (result.errorType === 'ArgumentError' && given.some((each) => each.dataType === 'null')) return BLANK;
  throw new Error(`${result.errorType}: ${result.message}`);
}
