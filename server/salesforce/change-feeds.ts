import { connectedAccounts, findInstallation, type Installation } from '../store/installations.ts';
import { startChangeFeed, type ChangeFeed, type ChangeFeedDeps, type FeedState } from './change-feed.ts';
import type { OrgClients } from './clients.ts';
import type { TokenDeps } from './tokens.ts';

/** How soon an org that another replica connected is listened to here. */
const LOOK_EVERY_MS = 15_000;

export interface ChangeFeedsDeps
  extends TokenDeps, Pick<ChangeFeedDeps, 'log' | 'wait' | 'random' | 'holder' | 'wake'> {
  readonly clients: OrgClients;
}

export interface ChangeFeeds {
  /** One state for each connected org. */
  states(): readonly FeedState[];
  /** Orgs may have been connected or disconnected: look now. */
  look(): void;
  stop(): Promise<void>;
}

/** Listens to every org that is connected, and to none that is not any more. */
export function startChangeFeeds(deps: ChangeFeedsDeps): ChangeFeeds {
  const feeds = new Map<string, { readonly key: string; readonly feed: ChangeFeed }>();
  let isStopping = false;
  let rest = deps.wait(0);
  const loop = run();

  return {
    states: () => [...feeds.values()].map(({ feed }) => feed.state()),
    look: () => rest.cut(),
    async stop() {
      isStopping = true;
      rest.cut();
      await loop;
      await Promise.all([...feeds.values()].map(({ feed }) => feed.stop()));
    },
  };

  async function run(): Promise<void> {
    while (!isStopping) {
      await adjust().catch((error: unknown) => deps.log.error({ err: error }, 'orgs could not be listed; going on'));
      if (isStopping) return;
      rest = deps.wait(LOOK_EVERY_MS);
      await rest.over;
    }
  }

  async function adjust(): Promise<void> {
    const { db } = deps.database;
    const accounts = await connectedAccounts(db, 'salesforce');
    const wanted = new Set(accounts.map(({ accountId }) => accountId));
    for (const [orgId, { feed }] of feeds) {
      if (wanted.has(orgId)) continue;
      feeds.delete(orgId);
      await feed.stop();
    }
    for (const orgId of wanted) {
      const installation = await findInstallation(db, deps.box, 'salesforce', orgId);
      if (installation !== null && !isStopping) await follow(installation);
    }
  }

  /** An org that was connected anew is another user's, or another program's. */
  async function follow(installation: Installation): Promise<void> {
    const { accountId: orgId, programId, connectedAt, installedBy, flow } = installation;
    const key = JSON.stringify([programId, connectedAt, installedBy, flow]);
    const known = feeds.get(orgId);
    if (known?.key === key) return;
    await known?.feed.stop();
    // Only a user of the server's own makes every commit of that user one of ours.
    const ourUserId = flow === 'web_server' ? null : installedBy;
    const feed = startChangeFeed({
      ...deps,
      ...deps.clients.tokensOf(orgId),
      programId,
      orgId,
      ourUserId,
      connectedAt,
    });
    feeds.set(orgId, { key, feed });
  }
}
