import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import type { Database, Db, Tx } from '../../server/store/database.ts';
import { cursorsBattery } from './database-battery-cursors.ts';
import { historyBattery } from './database-battery-history.ts';
import { inboxBattery } from './database-battery-inbox.ts';
import { installationsBattery } from './database-battery-installations.ts';
import { listsBattery } from './database-battery-lists.ts';
import { partnersBattery } from './database-battery-partners.ts';
import { prospectsBattery } from './database-battery-prospects.ts';
import { queuesBattery } from './database-battery-queues.ts';
import { recordsBattery } from './database-battery-records.ts';
import { tenantsBattery } from './database-battery-tenants.ts';
import { transactionsBattery } from './database-battery-transactions.ts';
import { emptyTables } from './database-fixtures.ts';

/** How a part of the battery reaches the database of its run. */
export interface Subject {
  readonly database: () => Database;
  readonly db: () => Db;
  readonly within: <T>(run: (tx: Tx) => Promise<T>) => Promise<T>;
}

/** What every database must do: the same tests for each engine. One database per file, emptied between tests. */
export function databaseBattery(name: string, open: () => Promise<Database>): void {
  describe(name, () => {
    let opened: Database | null = null;
    const database = (): Database => {
      if (!opened) throw new Error('The database is not open yet');
      return opened;
    };
    const subject: Subject = { database, db: () => database().db, within: (run) => database().transaction(run) };

    beforeAll(async () => {
      opened = await open();
    });
    beforeEach(() => emptyTables(database()));
    afterAll(() => opened?.close());

    transactionsBattery(subject);
    historyBattery(subject);
    listsBattery(subject);
    prospectsBattery(subject);
    recordsBattery(subject);
    partnersBattery(subject);
    inboxBattery(subject);
    queuesBattery(subject);
    cursorsBattery(subject);
    installationsBattery(subject);
    tenantsBattery(subject);
  });
}
