import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';
import type { Sealed } from '../crypto/sealed.ts';
import type { RegisterId } from '../domain/ids.ts';

export interface NumberMove {
  readonly registerId: RegisterId;
  readonly lookup: Lookup;
  readonly lookupKey: number;
  readonly citizenNumber: Sealed;
  /** The facts again, sealed under the new number. */
  readonly brp?: Sealed;
  readonly told?: Sealed;
}

const MOVE = `
  UPDATE persons SET
    lookup = decode($2, 'hex'), lookup_key = $3, citizen_number = $4, citizen_number_key = $5,
    brp = $6, brp_key = $7, told = $8, told_key = $9
  WHERE register_id = $1`;

/** Gives a locked person another number. No row may have it. */
export async function moveNumber(tx: Transaction, move: NumberMove): Promise<void> {
  await tx.query(MOVE, [
    move.registerId,
    move.lookup,
    move.lookupKey,
    move.citizenNumber.bytes,
    move.citizenNumber.keyVersion,
    move.brp?.bytes ?? null,
    move.brp?.keyVersion ?? null,
    move.told?.bytes ?? null,
    move.told?.keyVersion ?? null,
  ]);
}
