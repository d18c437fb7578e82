import { join } from 'node:path';
import { consumerMigrations } from '../../_platform/src/consumer/migrations.ts';
import type { MigrationSet } from '../../_platform/src/database/migrate.ts';
import { outboxMigrations } from '../../_platform/src/outbox/migrations.ts';
import { webhookMigrations } from '../../_platform/src/webhooks/migrations.ts';

export const registerMigrations: MigrationSet = {
  name: 'register-state',
  directory: join(import.meta.dirname, '../migrations'),
};

export const migrationSets: readonly MigrationSet[] = [
  consumerMigrations,
  outboxMigrations,
  webhookMigrations,
  registerMigrations,
];
