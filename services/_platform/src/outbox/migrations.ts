import { join } from 'node:path';
import type { MigrationSet } from '../database/migrate.ts';

/** Tables of every service that publishes: leases, outbox, relay cursors. */
export const outboxMigrations: MigrationSet = {
  name: 'outbox',
  directory: join(import.meta.dirname, '../../migrations/outbox'),
};
