/** The three roles of a database: who owns and migrates it, who the service is, who may only look. */
export interface DatabaseRoles {
  readonly migrator: string;
  readonly app: string;
  readonly kijker: string;
}

export type RoleName = keyof DatabaseRoles;
export const roleNames = ['migrator', 'app', 'kijker'] as const satisfies readonly RoleName[];

/** The role names of a database, such as `intake_app`. Roles belong to the whole server, so copies share them. */
export function rolesOf(database: string): DatabaseRoles {
  return { migrator: `${database}_migrator`, app: `${database}_app`, kijker: `${database}_kijker` };
}

/** The URL of a database for one of its roles, on the server of `adminUrl`. */
export function databaseUrl(
  adminUrl: string,
  database: string,
  login: { readonly role: string; readonly password: string },
): string {
  const url = new URL(adminUrl);
  url.username = login.role;
  url.password = login.password;
  url.pathname = `/${database}`;
  return url.href;
}
