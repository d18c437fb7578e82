import type { Queryable } from '../../database/database.ts';
import type { ParkedQuery, ParkedSummary } from '../parked-desk.ts';
import { PARKED_SUMMARY } from './parked-columns.ts';

const SELECT = `
  SELECT ${PARKED_SUMMARY}
  FROM parked
  WHERE consumer = $1 AND state = $2 AND parked.id > $3
  ORDER BY parked.id
  LIMIT $4`;

const PAGE = 200;

export async function listParked(db: Queryable, consumer: string, query: ParkedQuery): Promise<ParkedSummary[]> {
  const params = [consumer, query.state ?? 'OPEN', query.after ?? '0', query.limit ?? PAGE];
  return (await db.query<ParkedSummary>(SELECT, params)).rows;
}
