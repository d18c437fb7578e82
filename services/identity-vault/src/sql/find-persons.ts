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

/** A former number: everything else stands with the person. */
export interface FoundAlias {
  readonly lookup: Lookup;
  readonly aliasOf: RegisterId;
}

interface Row {
  lookup: Lookup;
  registerId: RegisterId;
  known: boolean;
  aliasOf: RegisterId | null;
  brp: Buffer | null;
  brpKey: number | null;
  told: Buffer | null;
  toldKey: number | null;
}

// An array, not a join: it is an index scan whatever the planner believes about the number of elements.
const FIND = `
  SELECT encode(lookup, 'hex') AS lookup, register_id AS "registerId", known_at IS NOT NULL AS known,
         alias_of AS "aliasOf", brp, brp_key AS "brpKey", told, told_key AS "toldKey"
  FROM persons
  WHERE lookup = ANY (ARRAY(SELECT decode(value, 'hex') FROM json_array_elements_text($1::json)))`;

/** Those of the numbers that the vault has met, in no order. */
export async function findPersons(
  db: Queryable,
  lookups: readonly Lookup[],
): Promise<{ persons: FoundPerson[]; aliases: FoundAlias[] }> {
  const { rows } = await db.query<Row>(FIND, [JSON.stringify(lookups)]);
  const persons: FoundPerson[] = [];
  const aliases: FoundAlias[] = [];
  for (const { lookup, registerId, known, aliasOf, brp, brpKey, told, toldKey } of rows) {
    if (aliasOf !== null) aliases.push({ lookup, aliasOf });
    else
      persons.push({
        lookup,
        registerId,
        known,
        ...sealedFrom('brp', brp, brpKey),
        ...sealedFrom('told', told, toldKey),
      });
  }
  return { persons, aliases };
}
