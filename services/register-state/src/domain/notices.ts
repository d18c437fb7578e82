import type { Signaal, Stand } from '../../../../schemas/message-book/v1/generated.ts';
import { makeSignal } from '../../../../schemas/message-book/v1/signals.ts';
import { chainOfPeriod } from './anteroom-place.ts';
import { endOf, groundPeriods, groundPointer, isSameAppointment } from './appointment.ts';
import type { AppointmentKey, GroundPeriod } from './appointment.ts';
import type { Day } from './calendar.ts';
import type { Ground, GroundBook } from './ground-book.ts';
import { overstayedReplacements } from './replacement-rule.ts';
import type { Context } from './outcome.ts';
import { validAppointments } from './person.ts';
import type { Person } from './person.ts';
import { teachingKey } from './teaching.ts';
import { isRunningOut } from './term-steps.ts';

interface Judged {
  readonly person: Person;
  readonly key: AppointmentKey;
  readonly snapshot: Stand;
  readonly former: Stand | undefined;
  readonly periods: readonly GroundPeriod[];
  readonly today: Day;
  readonly book: GroundBook;
}

/**
 * Notices of the register on a snapshot that it takes in, in order of code. They go to the sender of this record only.
 *
 * @param person with the new snapshot in place
 * @param former the valid snapshot that it replaces
 */
export function noticesOnSnapshot(
  person: Person,
  key: AppointmentKey,
  { snapshot, former }: { readonly snapshot: Stand; readonly former: Stand | undefined },
  { today, book }: Context,
): Signaal[] {
  const periods = groundPeriods(key, snapshot, book);
  const judged: Judged = { person, key, snapshot, former, periods, today, book };
  return [
    ...unknownOriginalBegin(judged),
    ...termsRunningOut(judged),
    ...overstayedReplacements(person, periods, today, book),
    ...sameTeachingTwice(judged),
    ...overlappingAppointments(judged),
    ...openCorrection(judged),
    ...movedGround(judged),
  ];
}

/** 400: the appointment is unknown, or began on another day than oorspronkelijkeDatumIngang says. */
function unknownOriginalBegin({ snapshot, former }: Judged): Signaal[] {
  const original = snapshot.oorspronkelijkeDatumIngang;
  if (original === undefined || former?.datumIngangBenoeming === original) return [];
  return [makeSignal('400', '/benoeming/oorspronkelijkeDatumIngang', { datum: original })];
}

/** 608: chains of this record that are not over and whose term nearly is, or is already. One notice per chain. */
function termsRunningOut({ person, periods, today, book }: Judged): Signaal[] {
  const newestPeriod = new Map<string, { period: GroundPeriod; latestDay: Day }>();
  // By begin, as the record has them (605); only temporary grounds are in a chain.
  for (const period of periods) {
    const chain = chainOfPeriod(period, person, book);
    if (chain?.latestDay === undefined || chain.end < today || !isRunningOut(chain.latestDay, today)) continue;
    newestPeriod.set(`${chain.base.code} ${chain.begin}`, { period, latestDay: chain.latestDay });
  }
  return [...newestPeriod.values()].map(({ period, latestDay }) =>
    makeSignal('608', groundPointer(period), { grondslag: period.ground.code, datum_maximum: latestDay }),
  );
}

/**
 * 611: on one day an L ground and a V ground for the same teaching, the V group being equal to a stated one. The text
 * names that day, but never one that would tell when a ground of another board begins or ends.
 */
function sameTeachingTwice({ person, key, periods, today, book }: Judged): Signaal[] {
  const stated = new Set(person.statements.map(({ teaching }) => teaching));
  if (stated.size === 0) return [];
  const elsewhere = validAppointments(person)
    .filter((appointment) => !isSameAppointment(appointment, key))
    .flatMap((appointment) => groundPeriods(appointment, appointment.snapshot, book));
  const isFull = ({ ground }: GroundPeriod): boolean => ground.destination === 'L';
  const isTemporaryForStated = ({ ground, teaching }: GroundPeriod): boolean =>
    ground.destination === 'V' && teaching.some((group) => stated.has(teachingKey(group)));
  const full = [...periods, ...elsewhere].filter(isFull);
  // An L ground of this record against the V grounds of the others; those of this record tell it themselves.
  const temporaryElsewhere = elsewhere.filter(isTemporaryForStated);
  const found: Signaal[] = [];
  for (const own of periods) {
    const others = isTemporaryForStated(own) ? full : isFull(own) ? temporaryElsewhere : [];
    const days = others
      .filter((other) => own.begin <= other.end && other.begin <= own.end)
      .map((other) =>
        other.appointment.board === key.board ? later(own.begin, other.begin) : ownDay(own, other, today),
      )
      .sort();
    if (days[0] !== undefined) found.push(makeSignal('611', groundPointer(own), { datum: days[0] }));
  }
  return found;
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}

/** A day for an overlap with another board: the record's own first day or today, whichever both grounds are valid on. */
function ownDay(own: GroundPeriod, other: GroundPeriod, today: Day): Day {
  const onBoth = (day: Day): boolean => [own, other].every(({ begin, end }) => begin <= day && day <= end);
  return !onBoth(own.begin) && onBoth(today) ? today : own.begin;
}

/** 612: overlaps another appointment of the person at the same board. */
function overlappingAppointments({ person, key, snapshot }: Judged): Signaal[] {
  const end = endOf(snapshot);
  const others = validAppointments(person)
    .filter((other) => other.board === key.board && other.number !== key.number)
    .filter(
      (other) => other.snapshot.datumIngangBenoeming <= end && snapshot.datumIngangBenoeming <= endOf(other.snapshot),
    )
    .map(({ number }) => number);
  if (others.length === 0) return [];
  return [makeSignal('612', '/benoeming/benoemingvolgnummer', { andere_volgnummer: others.join(', ') })];
}

/** 620: the teacher asked to correct this appointment, and the board has not answered. Once, however many he asked. */
function openCorrection({ person, key }: Judged): Signaal[] {
  const isAsked = person.corrections.some((one) => one.kind === 'BIJ_BESTUUR' && isSameAppointment(one, key));
  return isAsked ? [makeSignal('620', '/benoeming/benoemingvolgnummer')] : [];
}

/** 631, 632: the grounds of the last period were all V (all L) in the former snapshot and are all L (all V) now. */
function movedGround({ key, former, periods, book }: Judged): Signaal[] {
  if (former === undefined) return [];
  const before = destinationOfLast(groundPeriods(key, former, book));
  const after = destinationOfLast(periods);
  const last = lastPeriod(periods)[0];
  if (last === undefined) return [];
  if (before === 'V' && after === 'L') return [makeSignal('631', groundPointer(last))];
  return before === 'L' && after === 'V' ? [makeSignal('632', groundPointer(last))] : [];
}

function lastPeriod(periods: readonly GroundPeriod[]): GroundPeriod[] {
  const last = periods.at(-1)?.periodIndex;
  return periods.filter(({ periodIndex }) => periodIndex === last);
}

function destinationOfLast(periods: readonly GroundPeriod[]): Ground['destination'] | undefined {
  const destinations = new Set(lastPeriod(periods).map(({ ground }) => ground.destination));
  return destinations.size === 1 ? [...destinations][0] : undefined;
}
