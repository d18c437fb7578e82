import type { Signaal } from '../../../../schemas/message-book/v1/generated.ts';
import { makeSignal } from '../../../../schemas/message-book/v1/signals.ts';
import { groundPeriods, groundPointer, isSameGroundPeriod } from './appointment.ts';
import type { GroundPeriod } from './appointment.ts';
import { dayAfter, lastDayOfMonths, OPEN_END } from './calendar.ts';
import type { Day } from './calendar.ts';
import type { Ground, GroundBook } from './ground-book.ts';
import { validAppointments } from './person.ts';
import type { Person } from './person.ts';
import { termsOn } from './terms.ts';

/** The replacement grounds: 513 in VO, 809 in SO and VSO together. */
function replacementGroup({ code, sector }: Ground): 'VO' | 'SO_VSO' | undefined {
  if (code === '513' && sector === 'VO') return 'VO';
  return code === '809' && (sector === 'SO' || sector === 'VSO') ? 'SO_VSO' : undefined;
}

interface Series {
  readonly begin: Day;
  /** OPEN_END when one of its periods is open: then nothing that begins later lies beyond a gap. */
  end: Day;
  /** The last day that counts: an open period lasts until today. */
  lastDay: Day;
  readonly periods: GroundPeriod[];
}

/**
 * 609: over all boards, replacements with gaps of at most three months are one series, gaps counted; from its first to
 * its last day (today when it is open) it may last twelve months. One notice per series, at this record's last period
 * in it. The text names no other board.
 *
 * @param person with the new snapshot in place
 * @param own grounds of the new snapshot
 */
export function overstayedReplacements(
  person: Person,
  own: readonly GroundPeriod[],
  today: Day,
  book: GroundBook,
): Signaal[] {
  if (!own.some(({ ground }) => replacementGroup(ground) !== undefined)) return [];
  const groups = Map.groupBy(
    validAppointments(person).flatMap((appointment) => groundPeriods(appointment, appointment.snapshot, book)),
    ({ ground }) => replacementGroup(ground),
  );
  return [...groups.entries()]
    .filter(([group]) => group !== undefined)
    .flatMap(([, periods]) => joinSeries(periods, today))
    .filter(({ begin, lastDay }) => lastDay > lastDayOfMonths(begin, termsOn(begin).monthsOfReplacement))
    .flatMap(({ periods }) => {
      const inSeries = own.filter((one) => periods.some((period) => isSameGroundPeriod(period, one)));
      const last = inSeries.at(-1);
      return last === undefined ? [] : [makeSignal('609', groundPointer(last), { grondslag: last.ground.code })];
    });
}

function joinSeries(periods: readonly GroundPeriod[], today: Day): Series[] {
  const series: Series[] = [];
  for (const period of periods.toSorted((a, b) => (a.begin < b.begin ? -1 : 1))) {
    const { begin, end } = period;
    const lastDay = end === OPEN_END ? later(begin, today) : end;
    const last = series.at(-1);
    if (last !== undefined && (last.end === OPEN_END || begin <= dayAfter(lastDayOfGap(last)))) {
      last.periods.push(period);
      last.end = later(last.end, end);
      last.lastDay = later(last.lastDay, lastDay);
    } else {
      series.push({ begin, end, lastDay, periods: [period] });
    }
  }
  return series;
}

/** Last day of the longest gap after a series that still joins what follows to it. */
function lastDayOfGap({ begin, end }: Series): Day {
  return lastDayOfMonths(dayAfter(end), termsOn(begin).monthsOfGap);
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}
