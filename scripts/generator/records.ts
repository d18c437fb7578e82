import { createHash } from 'node:crypto';
import type { Seat } from './boards.ts';
import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import type { Random } from './random.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** A person as the sandbox's `GET /bevolking` tells it. */
export interface BrpPerson {
  readonly burgerservicenummer: string;
  readonly geboortedatum: string;
  readonly geslacht: 'M' | 'V' | 'O';
  readonly geslachtsnaam: string;
  readonly voornamen: string;
}

/** Grounds that need no other one before them. The temporary ones chosen here have terms far longer than the load is old. */
const FULL_GROUNDS = {
  PO: ['701', '702', '703'],
  SO: ['801', '802', '803'],
  VSO: ['801', '802', '803'],
  VO: ['501', '502', '503', '504', '506', '508'],
} as const;
const TEMPORARY_GROUNDS = { PO: ['704', '708'], SO: ['804', '808'], VSO: ['804', '808'], VO: ['511', '516'] } as const;
const SUBJECTS = ['NEDERLANDS', 'AARDRIJKSKUNDE', 'ALGEMENE_ECONOMIE', 'ARABISCH'] as const;
const TEMPORARY_SHARE = 0.15;

export function teachingFor(sector: Seat['sector'], random: Random): Fields {
  if (sector !== 'VO') return { aanduiding: `LERAAR_${sector}` };
  return { aanduiding: 'LERAAR_VO', vak: random.pick(SUBJECTS), gebied: random.chance(0.5) ? 'VO' : 'VHO' };
}

export function fullGround(seat: Seat, random: Random): Fields {
  return { benoemingsgrondslag: random.pick(FULL_GROUNDS[seat.sector]), vestigingen: someLocations(seat, random) };
}

export function temporaryGround(seat: Seat, random: Random): Fields {
  return {
    benoemingsgrondslag: random.pick(TEMPORARY_GROUNDS[seat.sector]),
    vestigingen: someLocations(seat, random),
    onderwijs: [teachingFor(seat.sector, random)],
  };
}

/** Body of record 1: an open appointment of the last months, with one open period on one ground. */
export function appointmentBody(seat: Seat, person: BrpPerson, today: string, random: Random): Fields {
  const begin = addDays(today, -1 - random.below(150));
  const ground = random.chance(TEMPORARY_SHARE) ? temporaryGround(seat, random) : fullGround(seat, random);
  return {
    persoon: personFields(person),
    personeelsnummer: `P${random.below(1_000_000)}`,
    standvolgnummer: 2,
    benoemingvolgnummer: String(1 + random.below(9)),
    sector: seat.sector,
    soortBetrekking: 'BENOEMING',
    datumBeginArbeidsovereenkomst: addDays(begin, -random.below(60)),
    datumIngangBenoeming: begin,
    perioden: [{ datumBegin: begin, grondslagen: [ground] }],
  };
}

export function personFields({ burgerservicenummer, geboortedatum, geslacht }: BrpPerson): Fields {
  return { burgerservicenummer, geboortedatum, geslacht };
}

/** Who a record is from: a board's delivery point, and who delivers for it. */
export interface Sender {
  readonly board: string;
  readonly deliveryPoint: string;
  readonly supplierOin: string;
  readonly boardOin: string;
}

export const boardOinOf = (board: string): string => `00000002${board}0000000`;

/** The `kop` of a record; `at` is the sender's time of the message. */
export function head(sender: Sender, messageId: string, kind: string, at: Date): Fields {
  return {
    identificatiecodeBedrijfsdocument: messageId,
    berichtsoort: kind,
    berichtenboekVersie: '1.0',
    verzendendeInstantie: sender.board,
    ontvangendeInstantie: 'LRR',
    datumTijdBedrijfsdocument: at.toISOString(),
    bevoegdGezagNummer: sender.board,
    aanleverpuntnummer: sender.deliveryPoint,
    oinVerzender: sender.boardOin,
    oinLeverancier: sender.supplierOin,
  };
}

/** An id that follows from its parts, so that a load is the same every time it is made. */
export function uuidOf(...parts: readonly (string | number)[]): string {
  const hex = createHash('sha1').update(parts.join(' ')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function someLocations(seat: Seat, random: Random): string[] {
  const first = random.pick(seat.locations);
  const second = random.chance(0.1) ? random.pick(seat.locations) : first;
  return [...new Set([first, second])];
}
