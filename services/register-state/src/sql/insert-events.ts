import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { AppliedCommand } from '../apply/applied-command.ts';
import { column } from './column.ts';

const SQL = String.raw`
  INSERT INTO event_log (partition, number, application_number, register_id, sequence, type, data, withheld)
  SELECT $1::smallint, number, application_number, register_id, sequence, type, data::json, coalesce(withheld, false)
  FROM unnest(
    string_to_array($2, E'\n', '')::bigint[], string_to_array($3, E'\n', '')::bigint[],
    string_to_array($4, E'\n', '')::uuid[], string_to_array($5, E'\n', '')::integer[],
    string_to_array($6, E'\n', ''), string_to_array($7, E'\n', ''), string_to_array($8, E'\n', '')::boolean[]
  ) AS r (number, application_number, register_id, sequence, type, data, withheld)`;

export async function insertEvents(
  tx: Transaction,
  partition: number,
  applied: readonly AppliedCommand[],
): Promise<void> {
  const rows = applied.flatMap(({ applicationNumber, events }) =>
    events.map((event) => ({ ...event, applicationNumber })),
  );
  if (rows.length === 0) return;
  await tx.query(SQL, [
    partition,
    column(rows.map(({ number }) => number)),
    column(rows.map(({ applicationNumber }) => applicationNumber)),
    column(rows.map(({ registerId }) => registerId)),
    column(rows.map(({ sequence }) => sequence)),
    column(rows.map(({ type }) => type)),
    column(rows.map(({ data }) => JSON.stringify(data))),
    // Hardly any batch has one: without it there is no column to read.
    rows.some(({ isWithheld }) => isWithheld) ? column(rows.map(({ isWithheld }) => isWithheld)) : null,
  ]);
}
