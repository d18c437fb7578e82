import type { Queryable } from '../../database/database.ts';
import type { ParkedSummary } from '../parked-desk.ts';
import { PARKED_SUMMARY } from './parked-columns.ts';

export interface StoredParked extends ParkedSummary {
  readonly message: string;
  readonly stack: string | null;
  readonly recordKey: Buffer | null;
  readonly value: Buffer | null;
  /** Header name to base64. */
  readonly headers: Readonly<Record<string, string>>;
  /** Producer's time, ms since 1970. */
  readonly recordTime: number;
  readonly forKeyOnly: boolean;
  readonly sinceApplicationNumber: number;
  readonly sinceRecordedAt: string | null;
  readonly sinceDay: string | null;
  readonly sinceParkedAt: string;
  readonly asideReason: string | null;
  readonly asideBy: string | null;
}

const SELECT = `
  SELECT ${PARKED_SUMMARY}, message, stack, record_key AS "recordKey", value, headers, record_time AS "recordTime",
         for_key_only AS "forKeyOnly", since_application_number AS "sinceApplicationNumber",
         since_recorded_at AS "sinceRecordedAt", since_day AS "sinceDay", since_parked_at AS "sinceParkedAt",
         aside_reason AS "asideReason", aside_by AS "asideBy"
  FROM parked
  WHERE consumer = $1 AND parked.id = $2`;

export async function readParked(db: Queryable, consumer: string, id: string): Promise<StoredParked | undefined> {
  return (await db.query<StoredParked>(SELECT, [consumer, id])).rows[0];
}
