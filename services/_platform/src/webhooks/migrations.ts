import { join } from 'node:path';
import type { MigrationSet } from '../database/migrate.ts';

/** Tables of every service that calls others back. */
export const webhookMigrations: MigrationSet = {
  name: 'webhooks',
  directory: join(import.meta.dirname, '../../migrations/webhooks'),
};
