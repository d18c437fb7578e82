import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';
import type { Sealed } from '../crypto/sealed.ts';
import type { RegisterId } from '../domain/ids.ts';
import { sealedFrom } from './sealed-columns.ts';

export interface FoundPerson {
  readonly lookup: Lookup;
  readonly registerId: RegisterId;
  readonly known: boolean;
  readonly brp?: Sealed;
  readonly told?: Sealed;
}

interface Row {
  lookup: Lookup;
  registerId: RegisterId;
  known: boolean;
  brp: Buffer | null;
  brpKey: number | null;
  told: Buffer | null;
  toldKey: number | null;
}

// An array, not a join: it is an index scan whatever the planner believes about the number of elements.
const FIND = `
  SELECT encode(lookup, 'hex') AS lookup, register_id AS "registerId", known_at IS NOT NULL AS known,
         brp, brp_key AS "brpKey", told, told_key AS "toldKey"
  FROM persons
  WHERE lookup = ANY (ARRAY(SELECT decode(value, 'hex') FROM json_array_elements_text($1::json)))`;

/** Those of the persons that the vault has met, in no order. */
export async function findPersons(db: Queryable, lookups: readonly Lookup[]): Promise<FoundPerson[]> {
  const { rows } = await db.query<Row>(FIND, [JSON.stringify(lookups)]);
  return rows.map(({ lookup, registerId, known, brp, brpKey, told, toldKey }) => ({
    lookup,
    registerId,
    known,
    ...sealedFrom('brp', brp, brpKey),
    ...sealedFrom('told', told, toldKey),
  }));
}
