import formulon from 'formulon';
import type { Literal } from 'formulon';
import type { FieldDefinition, Value } from '../entities.ts';
import { readValidationRule } from '../schema/read-package.ts';
import type { Schema } from '../schema/schema.ts';
import { BLANK, fromLiteral, literal, toLiteral } from './literals.ts';
import { NOW_VALUE, PRIOR, rewrite, TODAY_VALUE } from './rewrite.ts';

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
  const before = context.before ?? null;
  const isNew = context.isNew ?? before === null;
  const valueNow = (name: string, record: FormulaRecord) => read(name, record, context, blankAsZero);
  const text = rewrite(formula, {
    isNew,
    hasChanged: (name) => before !== null && !isSame(valueNow(name, before), valueNow(name, context.after)),
  });
  const variables: Record<string, Literal> = {};
  for (const name of formulon.extract(text)) {
    if (name === NOW_VALUE) variables[name] = literal('datetime', new Date(context.now));
    else if (name === TODAY_VALUE) variables[name] = literal('date', new Date(startOfDay(context.now)));
    else if (name.startsWith('$')) variables[name] = globalValue(name, context);
    else if (name.startsWith(PRIOR)) variables[name] = valueNow(name.slice(PRIOR.length), before ?? context.after);
    else variables[name] = valueNow(name, context.after);
  }
  const result = formulon.parse(text, variables);
  if (result.type !== 'error') return result;
  // The platform makes arithmetic with a blank operand blank; formulon answers with an ArgumentError.
  if (result.errorType === 'ArgumentError' && Object.values(variables).includes(BLANK)) return BLANK;
  throw new Error(`Formula of ${context.object} does not compute: ${result.errorType}: ${result.message}\n${formula}`);
}

const startOfDay = (ms: number): number => ms - (((ms % 86_400_000) + 86_400_000) % 86_400_000);

const isSame = (one: Literal, other: Literal): boolean => JSON.stringify(one.value) === JSON.stringify(other.value);

/** `Field`, `Account.Field` or `X__r.Y__r.Field`; a formula field is computed from the record it belongs to. */
function read(name: string, record: FormulaRecord, context: FormulaContext, blankAsZero: boolean): Literal {
  const path = name.split('.');
  const last = path.pop() ?? name;
  let owner: FormulaRecord | undefined = record;
  let object = context.object;
  for (const step of path) {
    const relation = context.schema.relationship(object, step);
    if (relation === undefined) throw new Error(`Formula of ${context.object}: ${object} has no relationship ${step}.`);
    const target = relation.referenceTo[0] ?? object;
    owner = owner === undefined ? undefined : parentIn(owner, step, relation.name, target, context);
    object = target;
  }
  const definition = context.schema.field(object, last);
  if (definition === undefined) throw new Error(`Formula of ${context.object}: ${object} has no field ${last}.`);
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
  relationship: string,
  lookup: string,
  target: string,
  { parentOf }: FormulaContext,
): FormulaRecord | undefined {
  const nested = record[relationship];
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
