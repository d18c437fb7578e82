import type { Queryable } from '../../database/database.ts';

const SELECT = `
  SELECT EXISTS (SELECT FROM parked WHERE state = 'OPEN' AND consumer = $1 AND message_id = $2) AS parked`;

export async function isMessageParked(db: Queryable, consumer: string, messageId: string): Promise<boolean> {
  return (await db.query<{ parked: boolean }>(SELECT, [consumer, messageId])).rows[0]?.parked === true;
}
