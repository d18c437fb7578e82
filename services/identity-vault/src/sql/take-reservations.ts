import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { Sealed } from '../crypto/sealed.ts';
import type { RegisterId } from '../domain/ids.ts';

export interface TakenReservation {
  readonly registerId: RegisterId;
  readonly forPerson: RegisterId;
  readonly commandIds: readonly string[];
  readonly content: Sealed;
}

interface Row {
  registerId: RegisterId;
  forPerson: RegisterId;
  commandIds: string[];
  content: Buffer;
  contentKey: number;
}

const TAKE = `
  DELETE FROM reservations
  WHERE for_person = ANY (ARRAY(SELECT value::uuid FROM json_array_elements_text($1::json)))
    AND commands && ARRAY(SELECT value::uuid FROM json_array_elements_text($2::json))
  RETURNING register_id AS "registerId", for_person AS "forPerson", commands AS "commandIds", content,
    content_key AS "contentKey"`;

/** Takes out the numbers that these commands, now recorded by the register, gave to these persons. */
export async function takeReservations(
  tx: Transaction,
  persons: readonly RegisterId[],
  commandIds: readonly string[],
): Promise<TakenReservation[]> {
  const { rows } = await tx.query<Row>(TAKE, [JSON.stringify(persons), JSON.stringify(commandIds)]);
  return rows.map(({ content, contentKey, ...rest }) => ({
    ...rest,
    content: { bytes: content, keyVersion: contentKey },
  }));
}
