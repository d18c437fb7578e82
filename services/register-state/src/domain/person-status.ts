import type { Day } from './calendar.ts';

export type KeptReason = 'EINDE' | 'VERZOEK' | 'PENSIOEN' | 'OVERLIJDEN';

/** Standing of a person in the register; `since` is the day it was judged so. */
export type PersonStatus =
  | { readonly kind: 'ONBEKEND' }
  | { readonly kind: 'BEKEND'; readonly since: Day }
  | { readonly kind: 'OPGENOMEN'; readonly since: Day }
  | { readonly kind: 'SLAPEND'; readonly since: Day }
  | { readonly kind: 'BEWAARD'; readonly since: Day; readonly reason: KeptReason }
  /** For good: nothing of him is left but his register id. */
  | { readonly kind: 'VERNIETIGD'; readonly since: Day };

/** Any standing but that of somebody destroyed, from which nothing leads back. */
export type LivingStatus = Exclude<PersonStatus, { readonly kind: 'VERNIETIGD' }>;

/** What the status of a person follows from, after a command did its own work. */
export interface StatusFacts {
  /** An L ground of a valid appointment is valid today or later. */
  readonly fullGround: boolean;
  /** This command is the first snapshot of an appointment (a brought back one included) with such a ground. */
  readonly newFullGround: boolean;
  readonly hasStatement: boolean;
  /** A valid appointment carried the person into the register, now or formerly. */
  readonly everCarried: boolean;
  /** The person has reached the state pension age. */
  readonly pensioned: boolean;
  /** The judging day. */
  readonly today: Day;
}

/**
 * Person status after a command (the rules under that heading in the register's law).
 *
 * ONBEKEND wins over everything but death: without a valid appointment that ever carried the person, there is nothing
 * that he could be known, asleep or kept for.
 */
export function statusAfter(before: LivingStatus, facts: StatusFacts): LivingStatus {
  if (isKeptFor(before, 'OVERLIJDEN')) return before;
  if (!facts.everCarried) return { kind: 'ONBEKEND' };
  // Left only by a new appointment, not by a newer snapshot of an old one.
  if ((isKeptFor(before, 'VERZOEK') || isKeptFor(before, 'PENSIOEN')) && !facts.newFullGround) return before;
  if (isKeptFor(before, 'EINDE') && !facts.fullGround) return before;
  const kept = (reason: KeptReason): LivingStatus => ({ kind: 'BEWAARD', since: facts.today, reason });
  if (!facts.fullGround && !facts.hasStatement) return unlessSame(before, kept('EINDE'));
  // A pensioner who got here left by a new appointment, if he was kept for it: he is kept anew, and his term begins again.
  if (facts.pensioned) return kept('PENSIOEN');
  if (!facts.fullGround) return unlessSame(before, { kind: 'SLAPEND', since: facts.today });
  return unlessSame(before, { kind: facts.hasStatement ? 'OPGENOMEN' : 'BEKEND', since: facts.today });
}

export function isKeptFor(status: PersonStatus, reason: KeptReason): boolean {
  return status.kind === 'BEWAARD' && status.reason === reason;
}

/** The day included: of somebody kept for the same reason from a later day on, there is something to tell. */
export function isSameStatus(a: PersonStatus, b: PersonStatus): boolean {
  if (!isSameStanding(a, b)) return false;
  return a.kind === 'ONBEKEND' || b.kind === 'ONBEKEND' || a.since === b.since;
}

function isSameStanding(a: PersonStatus, b: PersonStatus): boolean {
  return a.kind === b.kind && (a.kind !== 'BEWAARD' || b.kind !== 'BEWAARD' || a.reason === b.reason);
}

function unlessSame(before: LivingStatus, after: LivingStatus): LivingStatus {
  return isSameStanding(before, after) ? before : after;
}
