import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { AppliedCommand } from '../apply/applied-command.ts';
import { column } from './column.ts';

// $14 holds the commands behind one another as they came in (they may hold line breaks), $13 how many bytes each has;
// $9 the content hashes of 32 bytes each.
const SQL = String.raw`
  INSERT INTO command_log (partition, application_number, id, kind, register_id, recorded_at, judging_day,
    list_version, rules_version, content_hash, outcome, event_number, answer, skipped, command)
  SELECT $1::smallint, application_number, id, kind, register_id, recorded_at, judging_day, list_version,
    rules_version, substring($9::bytea FROM (place * 32 - 31)::integer FOR 32), outcome, event_number, answer::json,
    skipped::json,
    convert_from(
      substring($14::bytea FROM (sum(length) OVER (ORDER BY place) - length + 1)::integer FOR length), 'UTF8')::json
  FROM unnest(
    string_to_array($2, E'\n', '')::bigint[], string_to_array($3, E'\n', '')::uuid[],
    string_to_array($4, E'\n', ''), string_to_array($5, E'\n', '')::uuid[],
    string_to_array($6, E'\n', '')::timestamptz[], string_to_array($7, E'\n', '')::date[],
    string_to_array($8, E'\n', '')::smallint[], string_to_array($10, E'\n', ''),
    string_to_array($11, E'\n', '')::bigint[], string_to_array($12, E'\n', ''),
    string_to_array($15, E'\n', ''), string_to_array($13, E'\n', '')::integer[],
    string_to_array($16, E'\n', '')::smallint[]
  ) WITH ORDINALITY AS r (application_number, id, kind, register_id, recorded_at, judging_day, list_version, outcome,
    event_number, answer, skipped, length, rules_version, place)`;

export async function insertCommands(
  tx: Transaction,
  partition: number,
  applied: readonly AppliedCommand[],
): Promise<void> {
  await tx.query(SQL, [
    partition,
    column(applied.map((one) => one.applicationNumber)),
    column(applied.map((one) => one.wire.id)),
    column(applied.map((one) => one.wire.soort)),
    column(applied.map((one) => one.registerId)),
    column(applied.map((one) => one.recordedAt)),
    column(applied.map((one) => one.judgingDay)),
    column(applied.map((one) => one.listVersion)),
    Buffer.concat(applied.map((one) => one.contentHash)),
    column(applied.map((one) => one.outcome)),
    column(applied.map((one) => one.eventNumber)),
    column(applied.map((one) => (one.answer === null ? null : JSON.stringify(one.answer)))),
    column(applied.map((one) => one.text.length)),
    Buffer.concat(applied.map((one) => one.text)),
    column(applied.map((one) => (one.skipped === null ? null : JSON.stringify(one.skipped)))),
    column(applied.map((one) => one.rulesVersion)),
  ]);
}
