import type { Queryable } from '../../database/database.ts';

const TEXT = `
  SELECT slot,
         owner,
         until > clock_timestamp() AS valid,
         (SELECT count(*) FROM lease_seekers s WHERE s.lease_group = $1 AND s.until > clock_timestamp()) AS seekers
  FROM leases WHERE lease_group = $1
  ORDER BY slot`;

export interface LeaseRow {
  readonly slot: number;
  readonly owner: string | null;
  /** By the clock of the database. */
  readonly valid: boolean;
  /** Processes that want slots of this group, the same in every row. */
  readonly seekers: number;
}

export async function listLeases(db: Queryable, group: string): Promise<LeaseRow[]> {
  return (await db.query<LeaseRow>(TEXT, [group])).rows;
}
