import type { Queryable } from '../../../_platform/src/database/database.ts';

/** A version that counts now or later: of each list the one that is active, and those that are planned. */
export interface ListHead {
  readonly name: string;
  readonly version: number;
  /** D: ingangsdatum. */
  readonly effective_from: string;
  readonly is_active: boolean;
  /** Hexadecimal. */
  readonly content_hash: string;
  /** Commands that told the register of it. */
  readonly command_ids: readonly string[];
}

// The rows of a list are long and stay where they are: this is asked every second.
const text = `
  select name, version, effective_from, activated_at is not null as is_active,
         encode(content_hash, 'hex') as content_hash, command_ids
    from list_versions v
   where lapsed_at is null
     and (activated_at is null
          or version = (select max(version) from list_versions a where a.name = v.name and a.activated_at is not null))
   order by name, version`;

/** In order of list and version: first the active one, then the planned ones by date. */
export async function findListHeads(db: Queryable): Promise<ListHead[]> {
  const { rows } = await db.query<ListHead>(text);
  return rows;
}
