import { createHash } from 'node:crypto';
import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import { personFields, type BrpPerson } from '../generator/records.ts';
import type { BoardSeat } from './plan-types.ts';

/** Fields that make a record; each scenario starts from `appointment` or `deletion` and changes what it shows. */
export type Fields = Record<string, unknown>;

const FULL_GROUND = { PO: '701', SO: '801', VSO: '801', VO: '501', MBO: '901' } as const;
const TEMPORARY_GROUND = { PO: '704', SO: '804', VSO: '804', VO: '511', MBO: '911' } as const;
const TEACHING = {
  PO: { aanduiding: 'LERAAR_PO' },
  SO: { aanduiding: 'LERAAR_SO' },
  VSO: { aanduiding: 'LERAAR_VSO' },
  VO: { aanduiding: 'LERAAR_VO', vak: 'NEDERLANDS', gebied: 'VO' },
  MBO: { aanduiding: 'DOCENT_MBO', vakgebied: 'BOUW' },
} as const;

/** A ground of destination L (register) in the seat's sector. */
export function fullGround(seat: BoardSeat): Fields {
  return { benoemingsgrondslag: FULL_GROUND[seat.sector], vestigingen: [seat.location] };
}

/** A ground of destination V (anteroom) in the seat's sector, with teaching. */
export function temporaryGround(seat: BoardSeat): Fields {
  return {
    benoemingsgrondslag: TEMPORARY_GROUND[seat.sector],
    vestigingen: [seat.location],
    onderwijs: [TEACHING[seat.sector]],
  };
}

/** Body of record 1: an appointment that began `begin` and is open, with one open period on the grounds given. */
export function appointment(seat: BoardSeat, person: BrpPerson, begin: string, grounds: readonly Fields[]): Fields {
  return {
    persoon: personFields(person),
    benoemingvolgnummer: '1',
    standvolgnummer: 1,
    sector: seat.sector,
    soortBetrekking: 'BENOEMING',
    datumBeginArbeidsovereenkomst: addDays(begin, -31),
    datumIngangBenoeming: begin,
    perioden: [{ datumBegin: begin, grondslagen: grounds }],
  };
}

/** Body of record 2. */
export function deletion(person: BrpPerson, begin: string, standvolgnummer: number): Fields {
  return {
    persoon: personFields(person),
    benoemingvolgnummer: '1',
    datumIngangBenoeming: begin,
    standvolgnummer,
    reden: 'VERKEERDE_PERSOON',
  };
}

/** The id of a demonstration record: fixed by what it is about, so that a run can be repeated byte by byte. */
export function messageIdOf(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\u0000')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
