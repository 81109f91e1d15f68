import type { FieldDefinition, Row, Value } from '../entities.ts';
import { refuse } from '../errors.ts';
import type { Actor, Core } from '../org/core.ts';

/** A field reached from a row, through lookups or directly. */
export interface Path {
  readonly steps: readonly FieldDefinition[];
  /** The objects the steps lead to; as many as steps. */
  readonly targets: readonly string[];
  /** The object the field belongs to. */
  readonly object: string;
  readonly field: FieldDefinition;
}

export interface QueryContext {
  readonly core: Core;
  readonly actor: Actor;
  readonly includeDeleted: boolean;
}

/** `Account.Owner.Name` from an object; INVALID_FIELD with the place in the query when a step is unknown or hidden. */
export function resolvePath(context: QueryContext, object: string, text: string, soql: string, alias?: string): Path {
  const { core, actor } = context;
  const names = text.split('.');
  const first = names[0]?.toLowerCase();
  if (names.length > 1 && (first === alias?.toLowerCase() || first === object.toLowerCase())) names.shift();
  const last = names.pop() ?? text;
  const steps: FieldDefinition[] = [];
  const targets: string[] = [];
  let owner = object;
  for (const name of names) {
    const step = core.schema.relationship(owner, name);
    const target = step?.referenceTo[0];
    if (step === undefined || target === undefined || !actor.access.canSee(owner, step)) {
      throw atPlace(
        soql,
        text,
        `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, ` +
          `be sure to append the '__r' after the custom relationship name. ${CHECK_NAMES}`,
      );
    }
    steps.push(step);
    targets.push(target);
    owner = target;
  }
  const field = core.schema.field(owner, last);
  if (field === undefined || !actor.access.canSee(owner, field)) {
    throw atPlace(
      soql,
      text,
      `No such column '${last}' on entity '${owner}'. If you are attempting to use a custom field, be sure to append ` +
        `the '__c' after the custom field name. ${CHECK_NAMES}`,
    );
  }
  return { steps, targets, object: owner, field };
}

/** The row a path's steps lead to; undefined when a lookup is blank or its record is gone. */
export function follow(context: QueryContext, path: Path, row: Row): Row | undefined {
  let at: Row | undefined = row;
  for (const [index, step] of path.steps.entries()) {
    const id: Value | undefined = at?.[step.name];
    at = typeof id === 'string' ? context.core.tables.live(path.targets[index] ?? '', id) : undefined;
  }
  return at;
}

export function valueAt(context: QueryContext, path: Path, row: Row): Value {
  const owner = follow(context, path, row);
  return owner === undefined ? null : context.core.valueOf(path.object, owner, path.field, context.actor);
}

/** The platform points at the place in the query before it says what is wrong. */
export function atPlace(soql: string, part: string, message: string, errorCode = 'INVALID_FIELD') {
  const index = Math.max(soql.indexOf(part), 0);
  const before = soql.slice(0, index).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  const line = soql.split('\n')[before.length - 1] ?? soql;
  const pointer = `${' '.repeat(column - 1)}^`;
  return refuse(400, errorCode, `\n${line}\n${pointer}\nERROR at Row:${before.length}:Column:${column}\n${message}`);
}

const CHECK_NAMES = 'Please reference your WSDL or the describe call for the appropriate names.';
