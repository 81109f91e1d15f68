import { openDatabase } from '../../server/store/database.ts';
import { databaseBattery } from './database-battery.ts';

databaseBattery('PGlite in memory', () => openDatabase({ kind: 'memory' }));
