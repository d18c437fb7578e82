import { join } from 'node:path';
import type { MigrationSet } from '../../_platform/src/database/migrate.ts';
import { consumerMigrations } from '../../_platform/src/consumer/migrations.ts';
import { outboxMigrations } from '../../_platform/src/outbox/migrations.ts';

export const migrationSets: MigrationSet[] = [
  consumerMigrations,
  outboxMigrations,
  { name: 'identity-vault', directory: join(import.meta.dirname, '../migrations') },
];
