import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { openDatabase } from '../../server/store/database.ts';
import { databaseBattery } from './database-battery.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'partnerlock-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

databaseBattery('PGlite in a folder', () => openDatabase({ kind: 'folder', folder }));
