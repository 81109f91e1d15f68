/** In place of `lightning/graphql`. The platform also checks a query while it compiles and shares results between components. */
import { callApi } from './api-call.ts';
import { plainCopy } from './plain-copy.ts';

interface Query {
  readonly text: string;
}

interface GraphqlConfig {
  readonly query?: Query;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

interface Provision {
  readonly data: unknown;
  /** A list, or undefined. */
  readonly errors: readonly unknown[] | undefined;
  readonly refresh?: () => Promise<void>;
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly unknown[];
}

/** The platform's tag gives an opaque document; here an object around the text is enough. */
export const gql = (strings: readonly string[], ...values: readonly unknown[]): Query => ({
  text: strings.map((text, index) => (index === 0 ? text : String(values[index - 1]) + text)).join(''),
});

/** The wire adapter, named as the platform names it. */
export class graphql {
  readonly #callback: (provision: Provision) => void;
  #config: GraphqlConfig = {};

  constructor(callback: (provision: Provision) => void) {
    this.#callback = callback;
    callback({ data: undefined, errors: undefined });
  }

  connect(): void {}

  disconnect(): void {}

  update(config: GraphqlConfig): void {
    // The platform waits until every variable has a value; null is one.
    if (!config.query || Object.values(config.variables ?? {}).includes(undefined)) return;
    this.#config = plainCopy(config);
    void this.#load();
  }

  async #load(): Promise<void> {
    const config = this.#config;
    const refresh = (): Promise<void> => this.#load();
    const provision = await run(config).catch((error: unknown) => ({ data: undefined, errors: [problem(error)] }));
    // An answer to an older configuration is nobody's any more.
    if (config === this.#config) this.#callback({ ...provision, refresh });
  }
}

async function run({ query, variables = {}, operationName }: GraphqlConfig): Promise<Provision> {
  const { data, errors = [] } = await callApi<Answer>('POST', '/graphql', {
    query: query?.text,
    variables,
    ...(operationName === undefined ? {} : { operationName }),
  });
  return { data: data ?? undefined, errors: errors.length > 0 ? errors : undefined };
}

function problem(error: unknown): { readonly message: string } {
  const { body } = error as { body?: unknown };
  const first: unknown = Array.isArray(body) ? body[0] : body;
  const hasMessage = typeof first === 'object' && first !== null && 'message' in first;
  return { message: hasMessage ? String(first.message) : 'The query failed.' };
}
