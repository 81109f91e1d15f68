import { z } from 'zod';
import { SalesforceError } from '../errors.ts';
import { GraphqlRefusal } from '../graphql/errors.ts';
import { runGraphql } from '../graphql/run-graphql.ts';
import type { ApiCall, ApiRouter } from '../http.ts';
import { ok } from '../http.ts';

const body = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** GraphQL over the same records, rights and filters as SOQL. What is wrong with a query stands in its answer. */
export function serveGraphql(router: ApiRouter): void {
  router.on('POST', '/graphql', (call: ApiCall) => {
    const { query, variables, operationName } = call.body(body);
    try {
      const request = { query, variables: variables ?? {}, operationName: operationName ?? undefined };
      return ok({ data: runGraphql(call.org.core, call.actor, request), errors: [] });
    } catch (error) {
      return ok({ data: null, errors: [problemOf(error)] });
    }
  });
}

/** A filter that SOQL refuses is an error of the data, no flaw of the document. */
function problemOf(error: unknown) {
  if (error instanceof GraphqlRefusal) {
    const { message, locations, errorType } = error;
    return { message, locations, extensions: { ErrorType: errorType } };
  }
  if (error instanceof SalesforceError) {
    const message = error.errors.map((each) => each.message).join(' ');
    return { message, locations: [], extensions: { ErrorType: 'DataFetchingException' } };
  }
  throw error;
}
