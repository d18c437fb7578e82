import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { ListHead } from './find-list-heads.ts';

const text = `
  select distinct on (name) name, version, effective_from, true as is_active,
         encode(content_hash, 'hex') as content_hash, command_ids
    from list_versions v
   where activated_at is not null
     and not exists (select from outbox where id = any(v.command_ids))
   order by name, version desc`;

/** Of each list the newest active version that the register has been told of, or need not be. */
export async function findToldListVersions(db: Queryable): Promise<ListHead[]> {
  const { rows } = await db.query<ListHead>(text);
  return rows;
}
