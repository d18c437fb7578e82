import type { Signaal } from '../../../../schemas/message-book/v1/generated.ts';
import { makeSignal } from '../../../../schemas/message-book/v1/signals.ts';
import { groundPeriods, groundPointer, isSameGroundPeriod } from './appointment.ts';
import type { GroundPeriod } from './appointment.ts';
import { addMonths, dayAfter, lastDayOfMonths, OPEN_END } from './calendar.ts';
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
  end: Day;
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
    .filter(({ begin, end }) => end > lastDayOfMonths(begin, termsOn(begin).monthsOfReplacement))
    .flatMap(({ periods }) => {
      const inSeries = own.filter((one) => periods.some((period) => isSameGroundPeriod(period, one)));
      const last = inSeries.at(-1);
      return last === undefined ? [] : [makeSignal('609', groundPointer(last), { grondslag: last.ground.code })];
    });
}

function joinSeries(periods: readonly GroundPeriod[], today: Day): Series[] {
  const series: Series[] = [];
  for (const period of periods.toSorted((a, b) => (a.begin < b.begin ? -1 : 1))) {
    const end = period.end === OPEN_END ? (period.begin > today ? period.begin : today) : period.end;
    const last = series.at(-1);
    if (last !== undefined && period.begin <= addMonths(dayAfter(last.end), termsOn(last.begin).monthsOfGap)) {
      last.periods.push(period);
      if (end > last.end) last.end = end;
    } else {
      series.push({ begin: period.begin, end, periods: [period] });
    }
  }
  return series;
}
