import { pathToFileURL } from 'node:url';

import type { MigrationSet } from '../../services/_platform/src/database/migrate.ts';
import { inProject } from './project-paths.ts';
import { serviceEntry, type ServiceName } from './service-catalogue.ts';

/** The migrations of a service, the platform's own first; each service lists them in `src/migrations.ts`. */
export async function migrationSetsOf(service: ServiceName): Promise<readonly MigrationSet[]> {
  const file = inProject(serviceEntry(service).folder, 'src/migrations.ts');
  const module = (await import(pathToFileURL(file).href)) as { migrationSets: readonly MigrationSet[] };
  return module.migrationSets;
}
