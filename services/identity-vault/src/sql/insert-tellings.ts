import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { Sealed } from '../crypto/sealed.ts';
import type { RegisterId } from '../domain/ids.ts';

export interface NewTelling {
  readonly registerId: RegisterId;
  readonly commandId?: string;
  readonly content: Sealed;
}

const INSERT = `
  INSERT INTO tellings (register_id, command_id, content, content_key)
  SELECT register_id, command_id, decode(content, 'hex'), content_key
  FROM json_to_recordset($1::json) AS told (register_id uuid, command_id uuid, content text, content_key smallint)`;

/** Remembers what records said, until the register has judged them. */
export async function insertTellings(tx: Transaction, tellings: readonly NewTelling[]): Promise<void> {
  const given = tellings.map(({ registerId, commandId, content }) => ({
    register_id: registerId,
    command_id: commandId,
    content: content.bytes.toString('hex'),
    content_key: content.keyVersion,
  }));
  await tx.query(INSERT, [JSON.stringify(given)]);
}
