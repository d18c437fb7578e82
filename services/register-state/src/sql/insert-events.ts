import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { AppliedCommand } from '../apply/applied-command.ts';

const SQL = `
  INSERT INTO event_log (partition, number, application_number, register_id, sequence, type, data)
  SELECT partition, number, application_number, register_id, sequence, type, data
  FROM json_to_recordset($1::json) AS r (partition smallint, number bigint, application_number bigint,
    register_id uuid, sequence integer, type text, data json)`;

export async function insertEvents(tx: Transaction, applied: readonly AppliedCommand[]): Promise<void> {
  const rows = applied.flatMap(({ partition, applicationNumber, events }) =>
    events.map(({ number, registerId, sequence, type, data }) => ({
      partition,
      number,
      application_number: applicationNumber,
      register_id: registerId,
      sequence,
      type,
      data,
    })),
  );
  if (rows.length > 0) await tx.query(SQL, [JSON.stringify(rows)]);
}
