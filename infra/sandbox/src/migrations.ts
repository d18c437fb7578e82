import { join } from 'node:path';
import type { MigrationSet } from '../../../services/_platform/src/database/migrate.ts';

export const migrationSets: MigrationSet[] = [
  { name: 'sandbox', directory: join(import.meta.dirname, '../migrations') },
];
