import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { Sealed } from '../crypto/sealed.ts';
import type { RegisterId } from '../domain/ids.ts';
import type { PortfolioState } from '../domain/obligations.ts';

export interface PersonToSave {
  readonly registerId: RegisterId;
  /** Absent: as it was. */
  readonly brp?: Sealed;
  /** Absent: as it was. */
  readonly told?: Sealed;
  readonly known: boolean;
  /** Keyed hash, hexadecimal. */
  readonly pensionDay?: string;
  readonly pensionOwed: boolean;
  readonly pensionTold: boolean;
  readonly deathTold: boolean;
  readonly portfolio: PortfolioState;
}

// The times only ever go from absent to the moment of this statement.
const SAVE = `
  UPDATE persons p SET
    brp = COALESCE(decode(s.brp, 'hex'), p.brp),
    brp_key = COALESCE(s.brp_key, p.brp_key),
    told = COALESCE(decode(s.told, 'hex'), p.told),
    told_key = COALESCE(s.told_key, p.told_key),
    known_at = CASE WHEN s.known THEN COALESCE(p.known_at, $2::timestamptz) END,
    commands = CASE WHEN NOT s.known THEN p.commands END,
    pension_day = decode(s.pension_day, 'hex'),
    pension_owed = s.pension_owed,
    pension_told_at = CASE WHEN s.pension_told THEN COALESCE(p.pension_told_at, $2::timestamptz) END,
    death_told_at = CASE WHEN s.death_told THEN COALESCE(p.death_told_at, $2::timestamptz) END,
    portfolio_state = s.portfolio_state
  FROM json_to_recordset($1::json) AS s (
    register_id uuid, brp text, brp_key smallint, told text, told_key smallint, known boolean, pension_day text,
    pension_owed boolean, pension_told boolean, death_told boolean, portfolio_state text)
  WHERE p.register_id = s.register_id`;

/** Writes persons that this transaction has locked. */
export async function savePersons(tx: Transaction, persons: readonly PersonToSave[], at: Date): Promise<void> {
  const given = persons.map((person) => ({
    register_id: person.registerId,
    brp: person.brp?.bytes.toString('hex'),
    brp_key: person.brp?.keyVersion,
    told: person.told?.bytes.toString('hex'),
    told_key: person.told?.keyVersion,
    known: person.known,
    pension_day: person.pensionDay,
    pension_owed: person.pensionOwed,
    pension_told: person.pensionTold,
    death_told: person.deathTold,
    portfolio_state: person.portfolio,
  }));
  await tx.query(SAVE, [JSON.stringify(given), at.toISOString()]);
}
