import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Answer, AppliedEvent } from '../apply/applied-command.ts';
import type { WireCommand } from '../apply/logged-command.ts';
import type { CommandToPublish } from '../publish/compose-records.ts';

const COMMANDS = `
  SELECT application_number, register_id, recorded_at, answer, command, event_number
  FROM command_log WHERE partition = $1 AND application_number > $2
  ORDER BY application_number LIMIT $3`;

const EVENTS = `
  SELECT number, application_number, register_id, sequence, type, data, withheld
  FROM event_log WHERE partition = $1 AND number > $2 AND number <= $3
  ORDER BY number`;

const EVENT_NUMBER = `SELECT event_number FROM command_log WHERE partition = $1 AND application_number = $2`;

interface CommandRow {
  readonly application_number: number;
  readonly register_id: string | null;
  readonly recorded_at: string;
  readonly answer: Answer | null;
  readonly command: WireCommand;
  readonly event_number: number;
}

interface EventRow {
  readonly number: number;
  readonly application_number: number;
  readonly register_id: string;
  readonly sequence: number;
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly withheld: boolean;
}

/** The next commands of a partition after an application number, with their events, in order. */
export async function selectCommandsToPublish(
  db: Queryable,
  partition: number,
  after: number,
  limit: number,
): Promise<CommandToPublish[]> {
  const { rows: commands } = await db.query<CommandRow>(COMMANDS, [partition, after, limit]);
  const last = commands.at(-1);
  if (last === undefined) return [];
  const { rows: before } = await db.query<{ event_number: number }>(EVENT_NUMBER, [partition, after]);
  const { rows } = await db.query<EventRow>(EVENTS, [partition, before[0]?.event_number ?? 0, last.event_number]);
  const events = Map.groupBy(rows, (row) => row.application_number);
  return commands.map((row) => ({
    applicationNumber: row.application_number,
    registerId: row.register_id,
    recordedAt: row.recorded_at,
    answer: row.answer,
    wire: row.command,
    events: (events.get(row.application_number) ?? []).map((event): AppliedEvent => ({
      number: event.number,
      registerId: event.register_id,
      sequence: event.sequence,
      type: event.type,
      data: event.data,
      isWithheld: event.withheld,
    })),
  }));
}
