import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Answer, AppliedEvent } from '../apply/applied-command.ts';
import type { WireCommand } from '../apply/logged-command.ts';

/** A row of the command log with its events about one person. */
export interface HistoryRow {
  readonly applicationNumber: number;
  readonly wire: WireCommand;
  readonly recordedAt: string;
  readonly judgingDay: string;
  readonly listVersion: number;
  readonly rulesVersion: number;
  readonly outcome: 'VERWERKT' | 'AFGEWEZEN';
  /** Of a day turn, that of everybody in the partition. */
  readonly answer: Answer | null;
  /** Whole, whatever consumers were told of them. */
  readonly events: readonly LoggedEvent[];
}

type LoggedEvent = Omit<AppliedEvent, 'isWithheld'>;

// The events of a command are numbered from that of the command before it on; those of a day turn are of everybody.
const SQL = `
  SELECT c.application_number, c.command, c.recorded_at, c.judging_day, c.list_version, c.rules_version, c.outcome,
    c.answer, (
    SELECT json_agg(json_build_object('number', e.number, 'registerId', e.register_id, 'sequence', e.sequence,
      'type', e.type, 'data', e.data) ORDER BY e.number)
    FROM event_log AS e
    WHERE e.partition = c.partition AND e.register_id = $3 AND e.number <= c.event_number AND e.number > coalesce((
      SELECT event_number FROM command_log AS f
      WHERE f.partition = c.partition AND f.application_number = c.application_number - 1), 0)
  ) AS events
  FROM command_log AS c
  WHERE c.partition = $1 AND c.application_number = ANY ($2::bigint[])
  ORDER BY c.application_number`;

export async function selectHistoryRows(
  db: Queryable,
  partition: number,
  applicationNumbers: readonly number[],
  registerId: string,
): Promise<HistoryRow[]> {
  const { rows } = await db.query<{
    application_number: number;
    command: WireCommand;
    recorded_at: string;
    judging_day: string;
    list_version: number;
    rules_version: number;
    outcome: HistoryRow['outcome'];
    answer: Answer | null;
    events: LoggedEvent[] | null;
  }>(SQL, [partition, applicationNumbers, registerId]);
  return rows.map((row) => ({
    applicationNumber: row.application_number,
    wire: row.command,
    recordedAt: row.recorded_at,
    judgingDay: row.judging_day,
    listVersion: row.list_version,
    rulesVersion: row.rules_version,
    outcome: row.outcome,
    answer: row.answer,
    events: row.events ?? [],
  }));
}
