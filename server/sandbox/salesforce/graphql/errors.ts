import type { Location } from 'graphql';

/** A refusal in GraphQL's own way: the answer's status is 200, and what is wrong stands in `errors`. */
export class GraphqlRefusal extends Error {
  override name = 'GraphqlRefusal';
  readonly locations: readonly { readonly line: number; readonly column: number }[];
  readonly errorType: string;

  constructor(message: string, locations: GraphqlRefusal['locations'], errorType: string) {
    super(message);
    this.locations = locations;
    this.errorType = errorType;
  }
}

/** The message's wording is a guess after the library the platform is known to use. */
export function validationError(message: string, at?: Location, errorType = 'ValidationError'): GraphqlRefusal {
  const locations = at === undefined ? [] : [{ line: at.startToken.line, column: at.startToken.column }];
  return new GraphqlRefusal(message, locations, errorType);
}

export const undefinedField = (path: readonly string[], type: string, name: string, at?: Location): GraphqlRefusal =>
  validationError(
    `Validation error (FieldUndefined@[${[...path, name].join('/')}]) : Field '${name}' in type '${type}' is undefined`,
    at,
  );
