import type { Lookup } from '../crypto/lookup-hash.ts';
import type { Sealed } from '../crypto/sealed.ts';
import type { MatchingId, PortfolioId, RegisterId } from '../domain/ids.ts';
import type { PortfolioState } from '../domain/obligations.ts';
import { sealedFrom } from './sealed-columns.ts';

/** A whole row of `persons`, read under its lock. */
export interface StoredPerson {
  readonly registerId: RegisterId;
  readonly matchingId: MatchingId;
  readonly portfolioId: PortfolioId;
  readonly lookup: Lookup;
  readonly citizenNumber: Sealed;
  readonly brp?: Sealed;
  readonly told?: Sealed;
  readonly known: boolean;
  /** The row is a former number of that person. */
  readonly aliasOf?: RegisterId;
  readonly pensionOwed: boolean;
  readonly pensionTold: boolean;
  readonly deathTold: boolean;
  readonly portfolio: PortfolioState;
}

export const PERSON_COLUMNS = `
  p.register_id AS "registerId", p.matching_id AS "matchingId", p.portfolio_id AS "portfolioId",
  encode(p.lookup, 'hex') AS lookup, p.citizen_number AS "citizenNumber", p.citizen_number_key AS "citizenNumberKey",
  p.brp, p.brp_key AS "brpKey", p.told, p.told_key AS "toldKey", p.known_at IS NOT NULL AS known,
  p.alias_of AS "aliasOf",
  p.pension_owed AS "pensionOwed", p.pension_told_at IS NOT NULL AS "pensionTold",
  p.death_told_at IS NOT NULL AS "deathTold", p.portfolio_state AS portfolio`;

/** A row of PERSON_COLUMNS as it comes from the database. */
export interface PersonRow {
  registerId: RegisterId;
  matchingId: MatchingId;
  portfolioId: PortfolioId;
  lookup: Lookup;
  citizenNumber: Buffer;
  citizenNumberKey: number;
  brp: Buffer | null;
  brpKey: number | null;
  told: Buffer | null;
  toldKey: number | null;
  known: boolean;
  aliasOf: RegisterId | null;
  pensionOwed: boolean;
  pensionTold: boolean;
  deathTold: boolean;
  portfolio: PortfolioState;
}

export function toStoredPerson(row: PersonRow): StoredPerson {
  const { citizenNumber, citizenNumberKey, brp, brpKey, told, toldKey, aliasOf, ...rest } = row;
  return {
    ...rest,
    ...(aliasOf !== null && { aliasOf }),
    citizenNumber: { bytes: citizenNumber, keyVersion: citizenNumberKey },
    ...sealedFrom('brp', brp, brpKey),
    ...sealedFrom('told', told, toldKey),
  };
}
