import { describe, expect, it } from '@jest/globals';
import { judge } from './judge.ts';
import { appointmentRecord, location, type Json } from './records.ts';

export const firstPeriod = '/benoeming/perioden/0';
export const firstGround = `${firstPeriod}/grondslagen/0`;

export interface Case {
  readonly code: string;
  readonly what: string;
  readonly gives: Json;
  /** Everything that is found, sorted. */
  readonly found: readonly string[];
  /** The nearest record that does not give this code. */
  readonly nearest: Json;
}

export function period(datumBegin: string, datumEind?: string, change: Json = {}): Json {
  return {
    datumBegin,
    ...(datumEind === undefined ? {} : { datumEind }),
    grondslagen: [{ benoemingsgrondslag: '501', vestigingen: [location], ...change }],
  };
}

/** Record 1 with these periods, inside a wide contract. */
export function withPeriods(perioden: Json[], change: Json = {}): Json {
  const datumIngangBenoeming = perioden[0].datumBegin as string;
  return appointmentRecord({
    datumBeginArbeidsovereenkomst: '2000-01-01',
    datumIngangBenoeming,
    perioden,
    ...change,
  });
}

export const withGround = (ground: Json): Json => withPeriods([period('2025-08-01', undefined, ground)]);
export const temporary = (onderwijs: Json[], code = '513'): Json =>
  withGround({ benoemingsgrondslag: code, onderwijs });

/** One ground in another sector, at an own open location of a board there. */
export function inSector(sector: string, onderwijs: Json[], board?: string): Json {
  const seats: Record<string, { board: string; location: string; ground: string }> = {
    PO: { board: '41797', location: '00AR00', ground: '704' },
    SO: { board: '90003', location: '00AW00', ground: '804' },
    VSO: { board: '90003', location: '00AW00', ground: '804' },
    MBO: { board: '99001', location: '99MA00', ground: '911' },
  };
  const seat = { ...seats[sector]!, ...(board === undefined ? {} : { board }) };
  const record = appointmentRecord(
    {
      sector,
      perioden: [
        period('2025-08-01', undefined, { benoemingsgrondslag: seat.ground, vestigingen: [seat.location], onderwijs }),
      ],
    },
    { verzendendeInstantie: seat.board, bevoegdGezagNummer: seat.board },
  );
  return record;
}

/** The tests of each case: found at its place, and not in the nearest sound record. */
export function testCases(cases: readonly Case[]): void {
  describe.each(cases)('$code: $what', ({ code, gives, found, nearest }) => {
    it('is found at its place', () => {
      const { found: actual, outcome, signals } = judge(gives);
      expect(actual).toEqual(found);
      expect(outcome).toBe(signals.some(({ ernst }) => ernst === 'A') ? 'REJECTED' : 'ACCEPTED');
      for (const { tekst } of signals) expect(tekst).toMatch(/^[^{}]{1,250}$/);
    });
    it('is not found in the nearest sound record', () => {
      expect(judge(nearest).signals.filter((signal) => signal.code === code)).toEqual([]);
    });
  });
}
