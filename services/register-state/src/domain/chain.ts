import { dayAfter } from './calendar.ts';
import type { Day } from './calendar.ts';
import { lastDayOfTerm } from './ground-book.ts';
import type { Ground } from './ground-book.ts';
import type { GroundPeriod } from './appointment.ts';

/**
 * Periods of one ground over all appointments of a person at one board in one sector, merged where they touch or
 * overlap, whatever location or teaching: a new benoemingvolgnummer does not reset a term.
 */
export interface Stretch {
  readonly ground: Ground;
  readonly begin: Day;
  readonly end: Day;
  readonly periods: readonly GroundPeriod[];
}

/** A base ground's stretch, followed without gap by stretches of its extensions. Links in order of their begin. */
export interface Chain {
  readonly base: Ground;
  readonly links: readonly [Stretch, ...Stretch[]];
  /** First day of the base stretch. */
  readonly begin: Day;
  /** Last day of the link that ends last. */
  readonly end: Day;
  readonly newest: Stretch;
  /** uiterlijkeDatum: last day of the newest link's term, counted from that link's begin. */
  readonly latestDay: Day | undefined;
}

/** @param periods of valid appointments of one person at one board, any ground and sector */
export function stretchesOf(periods: readonly GroundPeriod[]): Stretch[] {
  const perGround = Map.groupBy(periods, ({ ground }) => `${ground.sector}${ground.code}`);
  return [...perGround.values()].flatMap(mergePeriods);
}

function mergePeriods(periods: readonly GroundPeriod[]): Stretch[] {
  const merged: { ground: Ground; begin: Day; end: Day; periods: GroundPeriod[] }[] = [];
  for (const period of periods.toSorted((a, b) => (a.begin < b.begin ? -1 : 1))) {
    const last = merged.at(-1);
    if (last !== undefined && period.begin <= dayAfter(last.end)) {
      if (period.end > last.end) last.end = period.end;
      last.periods.push(period);
    } else {
      merged.push({ ground: period.ground, begin: period.begin, end: period.end, periods: [period] });
    }
  }
  return merged;
}

/** Whether a stretch covers the day before another begins. */
export function leadsInto(former: Pick<Stretch, 'begin' | 'end'>, begin: Day): boolean {
  return former.begin < begin && begin <= dayAfter(former.end);
}

/**
 * All chains among the stretches of one board. An extension that follows no stretch of the ground it extends (its base
 * was deleted after it was accepted) is the base of its own chain, so that nothing falls outside.
 */
export function chainsOf(stretches: readonly Stretch[]): Chain[] {
  const extensions = stretches.filter(({ ground }) => ground.extends !== undefined);
  const following = new Set(extensions.filter((next) => stretches.some((former) => isExtendedBy(former, next))));
  const bases = stretches.filter((stretch) => !following.has(stretch));
  return bases.map((base) => chainFrom(base, extensions)).sort((a, b) => (a.begin < b.begin ? -1 : 1));
}

function isExtendedBy(former: Stretch, next: Stretch): boolean {
  return (
    next.ground.extends === former.ground.code &&
    next.ground.sector === former.ground.sector &&
    leadsInto(former, next.begin)
  );
}

function chainFrom(base: Stretch, extensions: readonly Stretch[]): Chain {
  const links: [Stretch, ...Stretch[]] = [base];
  // The array grows while it is walked: each link brings the stretches that extend it.
  for (const link of links) links.push(...extensions.filter((next) => isExtendedBy(link, next)));
  const newest = links.reduce((found, link) => (link.begin > found.begin ? link : found));
  return {
    base: base.ground,
    links,
    begin: base.begin,
    end: links.reduce((end, link) => (link.end > end ? link.end : end), base.end),
    newest,
    latestDay: lastDayOfTerm(newest.ground, newest.begin),
  };
}
