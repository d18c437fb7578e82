import type { GroundRow, Sector } from '../../../../schemas/code-lists/rows.ts';
import { lastDayOfMonths, lastDayOfSchoolYears } from './calendar.ts';
import type { Day } from './calendar.ts';

/** A legal ground in one sector, as far as the register judges with it. */
export interface Ground {
  readonly code: string;
  readonly sector: Sector;
  /** L: register. V: anteroom, per teaching. X: no place. */
  readonly destination: 'L' | 'V' | 'X';
  readonly term?: { readonly count: number; readonly unit: 'MAAND' | 'SCHOOLJAAR' };
  /** Code of the ground that this one extends, in the same sector. */
  readonly extends?: string;
}

/** Thrown for a ground that no list row has: intake judges with newer lists than this register, so the record waits. */
export class UnknownGroundError extends Error {
  override readonly name = 'UnknownGroundError';
  readonly code = 'GROUND_UNKNOWN';
  readonly retryable = false;

  constructor(code: string, sector: Sector) {
    super(`ground ${code} of sector ${sector} is not in the code list this register judges with`);
  }
}

export interface GroundBook {
  /**
   * @param day first day on the ground
   * @throws UnknownGroundError
   */
  ground(code: string, sector: Sector, day: Day): Ground;
}

/**
 * Grounds by sector and code. Of a code with several rows the one tells that is valid on the day, else the one that was
 * valid last before it, else the first: a period may begin before its ground was in the list.
 */
export function createGroundBook(rows: readonly GroundRow[]): GroundBook {
  const grounds = new Map<string, { readonly from: Day; readonly ground: Ground }[]>();
  for (const row of rows.toSorted((a, b) => (a.geldigVan < b.geldigVan ? -1 : 1))) {
    const key = `${row.sector}${row.code}`;
    const own = grounds.get(key) ?? [];
    own.push({ from: row.geldigVan, ground: groundOf(row) });
    grounds.set(key, own);
  }
  return {
    ground(code, sector, day) {
      const own = grounds.get(`${sector}${code}`);
      const found = own?.findLast(({ from }) => from <= day) ?? own?.[0];
      if (found === undefined) throw new UnknownGroundError(code, sector);
      return found.ground;
    },
  };
}

function groundOf(row: GroundRow): Ground {
  const { maxDuur, maxEenheid } = row;
  return {
    code: row.code,
    sector: row.sector,
    destination: row.bestemming,
    // Months counted in full-time equivalents cannot be judged from dates: no term.
    ...(maxDuur !== undefined && maxEenheid !== undefined && maxEenheid !== 'VOLTIJD_MAAND'
      ? { term: { count: maxDuur, unit: maxEenheid } }
      : {}),
    ...(row.verlengt === undefined ? {} : { extends: row.verlengt }),
  };
}

/** Last day of the ground's maximum term counted from a start; undefined when it has none. */
export function lastDayOfTerm(ground: Ground, start: Day): Day | undefined {
  if (ground.term === undefined) return undefined;
  const { count, unit } = ground.term;
  return unit === 'MAAND' ? lastDayOfMonths(start, count) : lastDayOfSchoolYears(start, count);
}
