import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';
import type { Sealed } from '../crypto/sealed.ts';
import type { RegisterId } from '../domain/ids.ts';

export interface PersonToKeep {
  readonly lookup: Lookup;
  readonly lookupKey: number;
  readonly citizenNumber: Sealed;
  readonly brp?: Sealed;
  /** Keyed hash, hexadecimal. */
  readonly pensionDay?: string;
  readonly pensionOwed: boolean;
  readonly lookedUpOn: string;
  /** What the accepted records of somebody not known yet may become. */
  readonly commandIds: readonly string[];
}

export interface KeptPerson {
  readonly lookup: Lookup;
  readonly registerId: RegisterId;
  readonly known: boolean;
  /** The number is a former one of this person: it became so after it was looked for. */
  readonly aliasOf: RegisterId | null;
}

// Rows go in by look-up hash, so that requests with the same new persons wait for one another instead of deadlocking;
// the one that comes second gets the ids of the first. Facts of the BRP are never taken away by a look-up without them,
// and of a known person only a refresh changes them, because boards are told of such a change.
const KEEP = `
  INSERT INTO persons (lookup, lookup_key, citizen_number, citizen_number_key, brp, brp_key, looked_up_on, pension_day, pension_owed, commands)
  SELECT decode(lookup, 'hex'), lookup_key, decode(citizen_number, 'hex'), citizen_number_key, decode(brp, 'hex'), brp_key,
         looked_up_on, decode(pension_day, 'hex'), pension_owed, commands
  FROM json_to_recordset($1::json) AS given (
    lookup text, lookup_key smallint, citizen_number text, citizen_number_key smallint, brp text, brp_key smallint,
    looked_up_on date, pension_day text, pension_owed boolean, commands uuid[])
  ORDER BY lookup
  ON CONFLICT (lookup) DO UPDATE SET
    brp = CASE WHEN persons.known_at IS NULL AND persons.alias_of IS NULL
      THEN COALESCE(EXCLUDED.brp, persons.brp) ELSE persons.brp END,
    brp_key = CASE WHEN persons.known_at IS NULL AND persons.alias_of IS NULL
      THEN COALESCE(EXCLUDED.brp_key, persons.brp_key) ELSE persons.brp_key END,
    looked_up_on = GREATEST(EXCLUDED.looked_up_on, persons.looked_up_on),
    looked_up_at = now(),
    pension_day = COALESCE(EXCLUDED.pension_day, persons.pension_day),
    pension_owed = persons.alias_of IS NULL AND (persons.pension_owed OR EXCLUDED.pension_owed),
    commands = CASE WHEN persons.known_at IS NULL AND EXCLUDED.commands IS NOT NULL
      THEN ARRAY(SELECT DISTINCT unnest(persons.commands || EXCLUDED.commands)) ELSE persons.commands END
  RETURNING encode(lookup, 'hex') AS lookup, register_id AS "registerId", known_at IS NOT NULL AS known,
    alias_of AS "aliasOf"`;

/** Makes the persons that are new and refreshes the others. Each look-up hash at most once. */
export async function keepPersons(tx: Transaction, persons: readonly PersonToKeep[]): Promise<KeptPerson[]> {
  const given = persons.map((person) => ({
    lookup: person.lookup,
    lookup_key: person.lookupKey,
    citizen_number: person.citizenNumber.bytes.toString('hex'),
    citizen_number_key: person.citizenNumber.keyVersion,
    brp: person.brp?.bytes.toString('hex'),
    brp_key: person.brp?.keyVersion,
    looked_up_on: person.lookedUpOn,
    pension_day: person.pensionDay,
    pension_owed: person.pensionOwed,
    commands: person.commandIds.length === 0 ? undefined : person.commandIds,
  }));
  const { rows } = await tx.query<KeptPerson>(KEEP, [JSON.stringify(given)]);
  return rows;
}
