import { join } from 'node:path';
import type { MigrationSet } from '../database/migrate.ts';

/** Tables every consuming service needs: positions, inbox, parked. */
export const consumerMigrations: MigrationSet = {
  name: 'consumer',
  directory: join(import.meta.dirname, '../../migrations/consumer'),
};
