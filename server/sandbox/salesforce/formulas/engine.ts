import type { Literal } from 'formulon';
import type { FieldDefinition, Value } from '../entities.ts';
import { readValidationRule } from '../schema/read-package.ts';
import type { Schema } from '../schema/schema.ts';
import { compile } from './compile.ts';
import type { FormulaWorld } from './evaluate.ts';
import { evaluate } from './evaluate.ts';
import { fromLiteral, literal, sampleOf, toLiteral } from './literals.ts';

/** A record by field names; a parent may stand in it under its relationship name (`Account`, `X__r`). */
export interface FormulaRecord {
  readonly [name: string]: Value | FormulaRecord | undefined;
}

/** Who saves or looks. */
export interface FormulaUser {
  readonly id?: string;
  readonly username?: string;
  readonly email?: string;
  readonly profileName?: string;
  /** Names of custom permissions, for `$Permission`. */
  readonly permissions: readonly string[];
}

export interface FormulaContext {
  readonly schema: Schema;
  /** The object of the record. */
  readonly object: string;
  /** Default: there is no record before the save. */
  readonly isNew?: boolean;
  /** The record before the save; null on insert. */
  readonly before?: FormulaRecord | null;
  readonly after: FormulaRecord;
  readonly user: FormulaUser;
  /** Epoch milliseconds, for NOW() and TODAY(). The day is UTC's. */
  readonly now: number;
  /** Finds a parent by its id when the record does not carry it. */
  readonly parentOf?: (object: string, id: string) => FormulaRecord | undefined;
}

/** Whether a rule (its XML, or its formula as text) refuses the save. Throws what the platform would not compile. */
export function evaluateRule(rule: string, context: FormulaContext): boolean {
  const isXml = rule.includes('<ValidationRule');
  const parsed = isXml ? readValidationRule(rule) : { active: true, formula: rule };
  return parsed.active && run(parsed.formula, context, false).value === true;
}

/** A formula field's value, as it is read. The field is one of the schema, named; or a definition. */
export function evaluateFormula(field: string | FieldDefinition, context: FormulaContext): Value {
  const definition = typeof field === 'string' ? context.schema.field(context.object, field) : field;
  if (definition?.formula === undefined)
    throw new Error(`${context.object} has no formula field ${typeof field === 'string' ? field : field.name}.`);
  return fromLiteral(run(definition.formula.text, context, definition.formula.blankAsZero), definition);
}

/** A default value, which is a formula without fields. */
export const evaluateDefault = (definition: FieldDefinition, context: FormulaContext): Value =>
  fromLiteral(run(definition.defaultValue ?? 'NULL', context, false), definition);

function run(formula: string, context: FormulaContext, blankAsZero: boolean): Literal {
  const tree = compile(formula);
  try {
    checkOnce(formula, context);
    return evaluate(
      tree,
      worldOf(context, (name, record) => read(name, record, context, blankAsZero)),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Formula of ${context.object} does not compile: ${reason}\n${formula}`);
  }
}

function worldOf(context: FormulaContext, readField: (name: string, record: FormulaRecord) => Literal): FormulaWorld {
  const before = context.before ?? null;
  return {
    now: context.now,
    isNew: context.isNew ?? before === null,
    hasChanged: (name) => before !== null && !isSame(readField(name, before), readField(name, context.after)),
    valueOf: (name) => (name.startsWith('$') ? globalValue(name, context) : readField(name, context.after)),
    priorValueOf: (name) => readField(name, before ?? context.after),
  };
}

const checked = new WeakMap<Schema, Set<string>>();

/** Runs every branch once on sample values, so that an unknown field or a wrong type shows wherever it stands. */
function checkOnce(formula: string, context: FormulaContext): void {
  const known = checked.get(context.schema) ?? new Set();
  checked.set(context.schema, known);
  const key = `${context.object} ${formula}`;
  if (known.has(key)) return;
  const sample = (name: string) => sampleOf(fieldAt(name, context).definition.type);
  const world = worldOf({ ...context, before: {}, after: {} }, sample);
  evaluate(compile(formula), { ...world, everything: true });
  known.add(key);
}

const isSame = (one: Literal, other: Literal): boolean => JSON.stringify(one.value) === JSON.stringify(other.value);

interface FieldPlace {
  readonly object: string;
  readonly definition: FieldDefinition;
  /** The lookups on the way, with the object each one leads to. */
  readonly steps: readonly { readonly name: string; readonly lookup: string; readonly target: string }[];
}

/** Finds `Field`, `Account.Field` or `X__r.Y__r.Field` in the schema. */
function fieldAt(name: string, { schema, object: start }: FormulaContext): FieldPlace {
  const path = name.split('.');
  const last = path.pop() ?? name;
  let object = start;
  const steps = path.map((step) => {
    const relation = schema.relationship(object, step);
    if (relation === undefined) throw new Error(`${object} has no relationship ${step}`);
    object = relation.referenceTo[0] ?? object;
    return { name: step, lookup: relation.name, target: object };
  });
  const definition = schema.field(object, last);
  if (definition === undefined) throw new Error(`${object} has no field ${last}`);
  return { object, definition, steps };
}

/** A field's value; a formula field is computed from the record it belongs to. */
function read(name: string, record: FormulaRecord, context: FormulaContext, blankAsZero: boolean): Literal {
  const { object, definition, steps } = fieldAt(name, context);
  let owner: FormulaRecord | undefined = record;
  for (const step of steps) owner = owner === undefined ? undefined : parentIn(owner, step, context);
  if (definition.formula === undefined || owner === undefined) {
    const value = owner?.[definition.name];
    return toLiteral(typeof value === 'object' ? null : value, definition.type, blankAsZero);
  }
  const { before: _, ...same } = context;
  const value = evaluateFormula(definition, { ...same, object, after: owner });
  return toLiteral(value, definition.type, blankAsZero);
}

function parentIn(
  record: FormulaRecord,
  { name, lookup, target }: FieldPlace['steps'][number],
  { parentOf }: FormulaContext,
): FormulaRecord | undefined {
  const nested = record[name];
  if (typeof nested === 'object' && nested !== null) return nested;
  const id = record[lookup];
  return typeof id === 'string' ? parentOf?.(target, id) : undefined;
}

function globalValue(name: string, { user }: FormulaContext): Literal {
  const [kind, member = ''] = name.split('.');
  if (kind === '$Permission') return literal('checkbox', user.permissions.includes(member));
  const known: Readonly<Record<string, string | undefined>> = {
    '$User.Id': user.id,
    '$User.Username': user.username,
    '$User.Email': user.email,
    '$Profile.Name': user.profileName,
  };
  if (!(name in known)) throw new Error(`The stand-in does not know ${name}.`);
  return toLiteral(known[name], 'string', false);
}
