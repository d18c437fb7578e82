import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { AppliedCommand } from '../apply/applied-command.ts';
import { packTexts } from './pack-texts.ts';

// $2 holds the commands as they came in, $3 the answers, $4 the content hashes of 32 bytes each.
const SQL = `
  INSERT INTO command_log (partition, application_number, id, kind, register_id, recorded_at, judging_day,
    list_version, content_hash, outcome, event_number, answer, skipped, command)
  SELECT partition, application_number, id, kind, register_id, recorded_at, judging_day, list_version,
    substring($4::bytea FROM place * 32 + 1 FOR 32), outcome, event_number,
    convert_from(substring($3::bytea FROM a_start FOR a_length), 'UTF8')::json, skipped,
    convert_from(substring($2::bytea FROM c_start FOR c_length), 'UTF8')::json
  FROM json_to_recordset($1::json) AS r (place integer, partition smallint, application_number bigint, id uuid,
    kind text, register_id uuid, recorded_at timestamptz, judging_day date, list_version smallint, outcome text,
    event_number bigint, a_start integer, a_length integer, skipped json, c_start integer, c_length integer)`;

export async function insertCommands(tx: Transaction, applied: readonly AppliedCommand[]): Promise<void> {
  const commands = packTexts(applied.map(({ text }) => text));
  const answers = packTexts(
    applied.map(({ answer }) => (answer === null ? null : Buffer.from(JSON.stringify(answer)))),
  );
  const rows = applied.map((one, place) => ({
    place,
    partition: one.partition,
    application_number: one.applicationNumber,
    id: one.wire.id,
    kind: one.wire.soort,
    register_id: one.registerId,
    recorded_at: one.recordedAt,
    judging_day: one.judgingDay,
    list_version: one.listVersion,
    outcome: one.outcome,
    event_number: one.eventNumber,
    a_start: answers.places[place]?.start,
    a_length: answers.places[place]?.length,
    skipped: one.skipped,
    c_start: commands.places[place]?.start,
    c_length: commands.places[place]?.length,
  }));
  const hashes = Buffer.concat(applied.map(({ contentHash }) => contentHash));
  await tx.query(SQL, [JSON.stringify(rows), commands.bytes, answers.bytes, hashes]);
}
