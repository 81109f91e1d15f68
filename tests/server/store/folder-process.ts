import { toInstant } from '../../../shared/values/time.ts';
import { openDatabase } from '../../../server/store/database.ts';
import { rememberHandled } from '../../../server/store/handled-commands.ts';
import { createInboxWriter } from '../../../server/store/inbox-writer.ts';

/**
 * A process of its own for the tests of a folder: it says `owner` or why it was refused, then writes rows and says
 * `stored <id>` only after each is acknowledged, until it is killed.
 */
const [folder = '', round = '0', wish = 'write'] = process.argv.slice(2);
const at = toInstant('2026-11-22T09:00:00Z');

try {
  const database = await openDatabase({ kind: 'folder', folder });
  console.log('owner');
  const inbox = createInboxWriter(database);
  for (let index = 0; wish === 'write'; index++) {
    const id = `${round}-${index}`;
    await database.transaction((tx) => rememberHandled(tx, 'pro_1', id, { index }, at));
    await inbox.receive({ source: 'test', accountId: id, body: id, headers: {}, receivedAt: at });
    console.log(`stored ${id}`);
    if (index % 50 === 49) await database.maintain();
  }
  // The losers of a race need time to be refused while this process is alive.
  setTimeout(() => undefined, 600_000);
} catch (error) {
  console.log(`refused ${error instanceof Error ? error.message : String(error)}`);
}
