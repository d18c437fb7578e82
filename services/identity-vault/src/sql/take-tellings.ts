import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { Sealed } from '../crypto/sealed.ts';
import type { RegisterId } from '../domain/ids.ts';

export interface Telling {
  readonly registerId: RegisterId;
  readonly content: Sealed;
}

// One whose command is not named counts with the next record of the person that is accepted.
const TAKE = `
  WITH taken AS (
    DELETE FROM tellings
    WHERE register_id = ANY (ARRAY(SELECT value::uuid FROM json_array_elements_text($1::json)))
      AND (command_id IS NULL OR command_id = ANY (ARRAY(SELECT value::uuid FROM json_array_elements_text($2::json))))
    RETURNING telling_id, register_id, content, content_key)
  SELECT register_id AS "registerId", content, content_key AS "contentKey" FROM taken ORDER BY telling_id`;

/** Takes out, in the order they came, what records of these persons said that became these commands. */
export async function takeTellings(
  tx: Transaction,
  ids: readonly RegisterId[],
  commandIds: readonly string[],
): Promise<Telling[]> {
  const { rows } = await tx.query<{ registerId: RegisterId; content: Buffer; contentKey: number }>(TAKE, [
    JSON.stringify(ids),
    JSON.stringify(commandIds),
  ]);
  return rows.map(({ registerId, content, contentKey }) => ({
    registerId,
    content: { bytes: content, keyVersion: contentKey },
  }));
}
