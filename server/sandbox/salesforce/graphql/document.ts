import type { FieldNode, FragmentDefinitionNode, OperationDefinitionNode, SelectionSetNode, ValueNode } from 'graphql';
import { GraphQLError, Kind, parse } from 'graphql';
import { validationError } from './errors.ts';

/** What an argument may hold once variables are put in; undefined where a variable was not given. */
export type Input =
  string | number | boolean | null | undefined | readonly Input[] | { readonly [name: string]: Input };

/** One operation of a request, with its fragments and variables at hand. */
export class Document {
  readonly operation: OperationDefinitionNode;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #variables: Readonly<Record<string, unknown>>;

  constructor(text: string, variables: Readonly<Record<string, unknown>>, operationName: string | undefined) {
    const { definitions } = parseText(text);
    const operations = definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
    const found = operations.filter((each) => operationName === undefined || each.name?.value === operationName);
    const [operation] = found;
    if (operation === undefined || found.length > 1) throw validationError('An operation name is needed.');
    this.operation = operation;
    this.#variables = variables;
    this.#fragments = new Map(
      definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
    );
    this.#checkVariables(operation);
  }

  /** The fields of a selection, fragments opened. */
  fields(set: SelectionSetNode | undefined): readonly FieldNode[] {
    return (set?.selections ?? []).flatMap((each) => {
      const [directive] = each.directives ?? [];
      if (directive !== undefined)
        throw validationError(`The stand-in does not know @${directive.name.value}.`, each.loc);
      if (each.kind === Kind.FIELD) return [each];
      if (each.kind === Kind.INLINE_FRAGMENT) return this.fields(each.selectionSet);
      const fragment = this.#fragments.get(each.name.value);
      if (fragment === undefined) throw validationError(`Undefined fragment '${each.name.value}'`, each.loc);
      return this.fields(fragment.selectionSet);
    });
  }

  /** An argument's value; undefined when it is not there. */
  argument(field: FieldNode, name: string): Input {
    const found = field.arguments?.find((each) => each.name.value === name);
    return found === undefined ? undefined : this.#value(found.value);
  }

  #value(node: ValueNode): Input {
    switch (node.kind) {
      case Kind.VARIABLE:
        return this.#variables[node.name.value] as Input;
      case Kind.NULL:
        return null;
      case Kind.INT:
      case Kind.FLOAT:
        return Number(node.value);
      case Kind.LIST:
        return node.values.map((each) => this.#value(each));
      case Kind.OBJECT:
        return Object.fromEntries(node.fields.map((each) => [each.name.value, this.#value(each.value)]));
      default:
        return node.value;
    }
  }

  #checkVariables({ variableDefinitions = [] }: OperationDefinitionNode): void {
    for (const { variable, type, defaultValue } of variableDefinitions) {
      const { value: name } = variable.name;
      const isMissing = (this.#variables[name] ?? null) === null;
      if (type.kind === Kind.NON_NULL_TYPE && isMissing && defaultValue === undefined)
        throw validationError(`Variable '${name}' has an invalid value: Variable '${name}' has coerced Null value`);
    }
  }
}

function parseText(text: string) {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw validationError(`Invalid syntax: ${error.message}`, undefined, 'InvalidSyntax');
  }
}
