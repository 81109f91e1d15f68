import type { HookAnswer, Host } from './reading.ts';
import { readFrom } from './reading.ts';

type Values = Record<string, string | null>;
type Names = readonly string[] | '*';

const watchers = new Set<() => void>();

/** Called when the record on the page has changed: whoever shows its properties gets them anew. */
export function recordChanged(): void {
  for (const watcher of watchers) watcher();
}

/** Behind `useCrmProperties`: the values now, and again whenever they change until the hook is done. */
export const readProperties =
  (host: Host) =>
  async (
    names: Names,
    onChange: (values: Values) => void,
    options?: { propertiesToFormat?: readonly string[] | 'all' },
  ): Promise<HookAnswer> => {
    const request = {
      names,
      format: options?.propertiesToFormat === 'all' ? ('*' as const) : (options?.propertiesToFormat ?? []),
    };
    const stop = watch(() => readValues(host, request).then(onChange));
    return readFrom(host, 'properties', request, stop);
  };

/** The older actions of record cards, which do the same without a hook. */
export const recordActions = (host: Host) => ({
  refreshObjectProperties: () => void host.act('refreshObjectProperties', []),
  fetchCrmObjectProperties: (names: Names) => readValues(host, { names, format: [] }),
  onCrmPropertiesUpdate: (names: Names, callback: (values: Values) => void) => {
    watch(() => readValues(host, { names, format: [] }).then(callback));
  },
});

function watch(tell: () => Promise<void>): () => void {
  const watcher = () => void tell().catch((error: unknown) => console.error(error));
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

async function readValues(host: Host, request: { names: Names; format: Names }): Promise<Values> {
  const answer = await host.read('properties', request);
  if (!answer.ok) throw new Error(answer.message);
  return toValues(answer.data);
}

/** The preview's server answers texts and nulls only; anything else would fail in HubSpot's hooks anyway. */
function toValues(data: unknown): Values {
  const entries = typeof data === 'object' && data !== null ? Object.entries(data) : [];
  return Object.fromEntries(entries.map(([name, value]) => [name, typeof value === 'string' ? value : null]));
}
