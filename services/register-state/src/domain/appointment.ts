import type { Onderwijs, Stand } from '../../../../schemas/message-book/v1/generated.ts';
import { OPEN_END } from './calendar.ts';
import type { Day } from './calendar.ts';
import type { Ground, GroundBook } from './ground-book.ts';
import { createRecentMemory } from './recent-memory.ts';
import type { RecentMemory } from './recent-memory.ts';

/** Place of a snapshot or deletion in the order of its appointment. */
export interface SnapshotOrder {
  readonly number?: number;
  /** datumTijdBedrijfsdocument, RFC 3339 in UTC with milliseconds: compared as text. */
  readonly time: string;
}

/**
 * Where a day turn (or the snapshot itself) has left an appointment. Kept, so that `benoeming-begonnen` and
 * `benoeming-beeindigd` are said of days that pass and not of dates that were already past when they were delivered.
 */
export type Phase = 'TOEKOMSTIG' | 'LOPEND' | 'BEEINDIGD';

export interface AppointmentKey {
  /** bevoegdGezagNummer */
  readonly board: string;
  /** benoemingvolgnummer */
  readonly number: string;
}

/** An appointment as the newest accepted snapshot tells it. */
export interface ValidAppointment extends AppointmentKey {
  readonly kind: 'GELDIG';
  readonly snapshot: Stand;
  /** aanleverpuntnummer that the newest snapshot came from. */
  readonly deliveryPoint: string;
  readonly order: SnapshotOrder;
  readonly phase: Phase;
  /** True once an L ground of it was valid on or after the day it was judged: it carried the person into the register. */
  readonly carried: boolean;
}

/** A deleted appointment: void, invisible to every rule but the order of its snapshots. */
export interface DeletedAppointment extends AppointmentKey {
  readonly kind: 'VERWIJDERD';
  readonly snapshot: Stand;
  readonly deliveryPoint: string;
  readonly order: SnapshotOrder;
}

export type Appointment = ValidAppointment | DeletedAppointment;

/** One ground in one period, with the end that counts. */
export interface GroundPeriod {
  readonly appointment: AppointmentKey;
  readonly ground: Ground;
  readonly begin: Day;
  /** Inclusive; OPEN_END when period, appointment and contract are all open. */
  readonly end: Day;
  readonly locations: readonly string[];
  readonly teaching: readonly Onderwijs[];
  readonly periodIndex: number;
  readonly groundIndex: number;
}

/** Order of snapshots of one appointment: by standvolgnummer when both have one, else by time of the document. */
export function isNewer(candidate: SnapshotOrder, stored: SnapshotOrder): boolean {
  if (candidate.number !== undefined && stored.number !== undefined) return candidate.number > stored.number;
  return candidate.time > stored.time;
}

/** Last day of the appointment: its own end, else that of the contract, else open. */
export function endOf(snapshot: Stand): Day {
  return snapshot.datumEindeBenoeming ?? snapshot.datumEindArbeidsovereenkomst ?? OPEN_END;
}

export function phaseOn(snapshot: Stand, day: Day): Phase {
  if (endOf(snapshot) < day) return 'BEEINDIGD';
  return snapshot.datumIngangBenoeming > day ? 'TOEKOMSTIG' : 'LOPEND';
}

/**
 * Phase of an appointment with a new snapshot. `benoeming-begonnen` and `benoeming-beeindigd` come from day turns alone,
 * and each exactly once: a date that did not change stays as told or untold as it was, and any other counts from the
 * last day turn, because the turn of today may be still to come.
 */
export function phaseWith(snapshot: Stand, former: ValidAppointment | undefined, lastTurn: Day): Phase {
  const isSameBegin = former?.snapshot.datumIngangBenoeming === snapshot.datumIngangBenoeming;
  const isSameEnd = former !== undefined && endOf(former.snapshot) === endOf(snapshot);
  const now = phaseOn(snapshot, lastTurn);
  const hasBegun = former !== undefined && isSameBegin ? former.phase !== 'TOEKOMSTIG' : now !== 'TOEKOMSTIG';
  const hasEnded = former !== undefined && isSameEnd ? former.phase === 'BEEINDIGD' : now === 'BEEINDIGD';
  if (!hasBegun) return 'TOEKOMSTIG';
  return hasEnded ? 'BEEINDIGD' : 'LOPEND';
}

/** The snapshots of a person with many appointments, before and after. */
const RECENT_SNAPSHOTS = 200;
const remembered = new WeakMap<GroundBook, RecentMemory<Stand, readonly GroundPeriod[]>>();

/**
 * All grounds of a snapshot per period, in the order of the record. Throws UnknownGroundError. Every rule of a judgement
 * asks for them, so the answer is remembered for a while: a snapshot belongs to one appointment and never changes.
 */
export function groundPeriods(key: AppointmentKey, snapshot: Stand, book: GroundBook): readonly GroundPeriod[] {
  let ofBook = remembered.get(book);
  if (ofBook === undefined) remembered.set(book, (ofBook = createRecentMemory(RECENT_SNAPSHOTS)));
  return ofBook.of(snapshot, () => readGrounds(key, snapshot, book));
}

function readGrounds(key: AppointmentKey, snapshot: Stand, book: GroundBook): GroundPeriod[] {
  const end = endOf(snapshot);
  return snapshot.perioden.flatMap((period, periodIndex) =>
    period.grondslagen.map((given, groundIndex) => ({
      appointment: key,
      ground: book.ground(given.benoemingsgrondslag, snapshot.sector, period.datumBegin),
      begin: period.datumBegin,
      end: period.datumEind ?? end,
      locations: given.vestigingen,
      teaching: given.onderwijs ?? [],
      periodIndex,
      groundIndex,
    })),
  );
}

export function isSameGroundPeriod(a: GroundPeriod, b: GroundPeriod): boolean {
  return (
    isSameAppointment(a.appointment, b.appointment) &&
    a.periodIndex === b.periodIndex &&
    a.groundIndex === b.groundIndex
  );
}

/** Where the ground stands in its record. */
export function groundPointer({ periodIndex, groundIndex }: GroundPeriod): string {
  return `/benoeming/perioden/${periodIndex}/grondslagen/${groundIndex}/benoemingsgrondslag`;
}

export function isSameAppointment(a: AppointmentKey, b: AppointmentKey): boolean {
  return a.board === b.board && a.number === b.number;
}

/** The order in which a person's appointments are kept, so that no outcome depends on how they were loaded. */
export function compareAppointments(a: AppointmentKey, b: AppointmentKey): number {
  if (a.board !== b.board) return a.board < b.board ? -1 : 1;
  if (a.number !== b.number) return a.number < b.number ? -1 : 1;
  return 0;
}
