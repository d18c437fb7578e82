import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { Sealed } from '../crypto/sealed.ts';
import type { RegisterId } from '../domain/ids.ts';

export interface NumberToReserve {
  /** Of the row of the number, which this transaction has locked. */
  readonly registerId: RegisterId;
  readonly forPerson: RegisterId;
  readonly commandIds: readonly string[];
  readonly content: Sealed;
  readonly reservedOn: string;
}

// The same change may be told by several boards: what the last of them said of the new person counts.
const RESERVE = `
  INSERT INTO reservations (register_id, for_person, commands, content, content_key, reserved_on)
  SELECT register_id, for_person, commands, decode(content, 'hex'), content_key, reserved_on
  FROM json_to_recordset($1::json) AS r (
    register_id uuid, for_person uuid, commands uuid[], content text, content_key smallint, reserved_on date)
  ON CONFLICT (register_id) DO UPDATE SET
    commands = ARRAY(SELECT DISTINCT unnest(reservations.commands || EXCLUDED.commands)),
    content = EXCLUDED.content, content_key = EXCLUDED.content_key,
    reserved_on = GREATEST(reservations.reserved_on, EXCLUDED.reserved_on), reserved_at = now(),
    answered_on = NULL, answered_at = NULL`;

/** Each number at most once, and only for the person it is reserved for already. */
export async function reserveNumbers(tx: Transaction, numbers: readonly NumberToReserve[]): Promise<void> {
  const given = numbers.map(({ registerId, forPerson, commandIds, content, reservedOn }) => ({
    register_id: registerId,
    for_person: forPerson,
    commands: commandIds,
    content: content.bytes.toString('hex'),
    content_key: content.keyVersion,
    reserved_on: reservedOn,
  }));
  await tx.query(RESERVE, [JSON.stringify(given)]);
}
