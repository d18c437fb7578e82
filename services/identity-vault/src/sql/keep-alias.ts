import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';
import type { Sealed } from '../crypto/sealed.ts';
import type { RegisterId } from '../domain/ids.ts';

export interface Alias {
  /** The row to use; a new one when absent. */
  readonly registerId?: RegisterId;
  readonly aliasOf: RegisterId;
  readonly lookup: Lookup;
  readonly lookupKey: number;
  readonly citizenNumber: Sealed;
  readonly since: Date;
}

const KEEP = `
  INSERT INTO persons (register_id, alias_of, lookup, lookup_key, citizen_number, citizen_number_key, alias_since,
    looked_up_on, pension_owed)
  VALUES (COALESCE($1, gen_random_uuid()), $2, decode($3, 'hex'), $4, $5, $6, $7, $7::timestamptz::date, false)
  ON CONFLICT (register_id) DO UPDATE SET
    alias_of = EXCLUDED.alias_of, lookup = EXCLUDED.lookup, lookup_key = EXCLUDED.lookup_key,
    citizen_number = EXCLUDED.citizen_number, citizen_number_key = EXCLUDED.citizen_number_key,
    alias_since = EXCLUDED.alias_since, pension_owed = false, pension_day = NULL, commands = NULL,
    brp = NULL, brp_key = NULL, told = NULL, told_key = NULL`;

/** Keeps a former number of a person. */
export async function keepAlias(tx: Transaction, alias: Alias): Promise<void> {
  await tx.query(KEEP, [
    alias.registerId ?? null,
    alias.aliasOf,
    alias.lookup,
    alias.lookupKey,
    alias.citizenNumber.bytes,
    alias.citizenNumber.keyVersion,
    alias.since.toISOString(),
  ]);
}
