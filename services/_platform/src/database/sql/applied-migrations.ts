import type pg from 'pg';

export interface AppliedMigration {
  readonly set: string;
  readonly file: string;
  readonly checksum: string;
}

const CREATE = `
  CREATE TABLE IF NOT EXISTS schema_migrations (
    set_name   text NOT NULL,
    file       text NOT NULL,
    checksum   text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (set_name, file)
  )`;
const SELECT = `SELECT set_name AS set, file, checksum FROM schema_migrations`;

/** What was applied to this database; makes the table when there is none. */
export async function appliedMigrations(client: pg.Client): Promise<AppliedMigration[]> {
  await client.query(CREATE);
  return (await client.query<AppliedMigration>(SELECT)).rows;
}
