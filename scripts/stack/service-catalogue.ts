/** The processes of the platform, as the start script, the tests and the compose file know them. */
export interface ServiceEntry {
  /** Folder name; also the `sub` of its tokens and the `kid` of its key. */
  readonly name: ServiceName;
  /** Its name in the endpoints file. */
  readonly endpoint: 'intake' | 'register' | 'portfolio' | 'matching' | 'vault' | 'sandbox';
  readonly database: string;
  readonly folder: string;
  readonly preferredPort: number;
}

export type ServiceName =
  'appointment-intake' | 'register-state' | 'portfolio-storage' | 'diploma-matching' | 'identity-vault' | 'sandbox';

export const serviceCatalogue: readonly ServiceEntry[] = [
  service('sandbox', 'sandbox', 'sandbox', 7110, 'infra/sandbox'),
  service('identity-vault', 'vault', 'identity', 7105),
  service('appointment-intake', 'intake', 'intake', 7101),
  service('register-state', 'register', 'register', 7102),
  service('portfolio-storage', 'portfolio', 'portfolio', 7103),
  service('diploma-matching', 'matching', 'matching', 7104),
];

export function serviceEntry(name: ServiceName): ServiceEntry {
  const entry = serviceCatalogue.find((candidate) => candidate.name === name);
  if (entry === undefined) throw new Error(`There is no service ${name}`);
  return entry;
}

/** A value for each service. */
export function forEachService<T>(value: (entry: ServiceEntry) => T): Record<ServiceName, T> {
  return Object.fromEntries(serviceCatalogue.map((entry) => [entry.name, value(entry)])) as Record<ServiceName, T>;
}

function service(
  name: ServiceName,
  endpoint: ServiceEntry['endpoint'],
  database: string,
  preferredPort: number,
  folder = `services/${name}`,
): ServiceEntry {
  return { name, endpoint, database, folder, preferredPort };
}
