import type { LightningHost } from '../scope.ts';
import type { ModulesView } from '../wire.ts';
import { ask } from '../../browser/api.ts';

/** The host bundle stands in the page before this code runs. */
function hostOf(): LightningHost {
  const { lightningHost } = globalThis as { lightningHost?: LightningHost };
  if (lightningHost === undefined) throw new Error('The Lightning host bundle is missing. Reload this page.');
  return lightningHost;
}

let loading: Promise<LightningHost> | undefined;

/** The host with our components loaded into its sandbox, once per page. */
export const loadedHost = (): Promise<LightningHost> => (loading ??= load());

async function load(): Promise<LightningHost> {
  const host = hostOf();
  const { sources } = await ask<ModulesView>('/api/lightning/modules');
  host.load(sources);
  return host;
}
