import type { Queryable } from '../../database/database.ts';

const TEXT = `DELETE FROM lease_seekers WHERE lease_group = $1 AND instance = $2`;

export async function withdrawSeeker(db: Queryable, group: string, instance: string): Promise<void> {
  await db.query(TEXT, [group, instance]);
}
