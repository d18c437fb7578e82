import type pg from 'pg';

/** Reads small figures of a service's database, as superuser, outside what is timed or cheap enough not to matter. */
const one = async (client: pg.Client, text: string): Promise<number> =>
  Number((await client.query<{ n: string }>(text)).rows[0]?.n ?? 0);

export const outboxRows = (intake: pg.Client): Promise<number> => one(intake, 'SELECT count(*) AS n FROM outbox');

/** Accepted records without an answer in the feedback stock: a partial index, so it is cheap to ask often. */
export const unanswered = (intake: pg.Client): Promise<number> =>
  one(intake, `SELECT count(*) AS n FROM receipts WHERE status = 'B' AND answered_at IS NULL`);

export const eventsLogged = (register: pg.Client): Promise<number> =>
  one(register, 'SELECT count(*) AS n FROM event_log');

export const parkedRecords = (database: pg.Client): Promise<number> =>
  one(database, 'SELECT count(*) AS n FROM parked');

export const feedbackRows = (intake: pg.Client): Promise<number> => one(intake, 'SELECT count(*) AS n FROM feedback');

/** Register ids of any persons who are in register or anteroom now, for look-ups. */
export async function someRegistrations(register: pg.Client, count: number): Promise<string[]> {
  const text = `SELECT register_id FROM persons WHERE status IN ('BEKEND', 'OPGENOMEN') ORDER BY random() LIMIT $1`;
  return (await register.query<{ register_id: string }>(text, [count])).rows.map(({ register_id: id }) => id);
}

export interface FeedbackRow {
  readonly answers: string;
  readonly kind: string;
  readonly codes: string[];
}

/** The whole feedback stock, fetched or not. */
export async function feedbackStock(intake: pg.Client): Promise<FeedbackRow[]> {
  const text = `
    SELECT answers::text, kind,
           coalesce(array_agg(signal ->> 'code') FILTER (WHERE signal IS NOT NULL), '{}') AS codes
    FROM feedback
    LEFT JOIN LATERAL json_array_elements(
      coalesce(record -> 'terugkoppelingAfkeuring' -> 'signalen', '[]'::json)) AS signal ON true
    GROUP BY number, answers, kind`;
  return (await intake.query<FeedbackRow>(text)).rows;
}
