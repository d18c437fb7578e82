import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { AppliedCommand } from '../apply/applied-command.ts';

const SQL = `
  INSERT INTO command_log (partition, application_number, id, kind, register_id, recorded_at, judging_day,
    list_version, content_hash, outcome, event_number, answer, skipped, command)
  SELECT partition, application_number, id, kind, register_id, recorded_at, judging_day,
    list_version, decode(content_hash, 'base64'), outcome, event_number, answer, skipped, command
  FROM json_to_recordset($1::json) AS r (partition smallint, application_number bigint, id uuid, kind text,
    register_id uuid, recorded_at timestamptz, judging_day date, list_version smallint, content_hash text,
    outcome text, event_number bigint, answer json, skipped json, command json)`;

export async function insertCommands(tx: Transaction, applied: readonly AppliedCommand[]): Promise<void> {
  const rows = applied.map((one) => ({
    partition: one.partition,
    application_number: one.applicationNumber,
    id: one.wire.id,
    kind: one.wire.soort,
    register_id: one.registerId,
    recorded_at: one.recordedAt,
    judging_day: one.judgingDay,
    list_version: one.listVersion,
    content_hash: one.contentHash.toString('base64'),
    outcome: one.outcome,
    event_number: one.eventNumber,
    answer: one.answer,
    skipped: one.skipped,
    command: one.wire,
  }));
  await tx.query(SQL, [JSON.stringify(rows)]);
}
