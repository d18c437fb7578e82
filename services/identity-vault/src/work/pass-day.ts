import { pensionDayHash } from '../crypto/lookup-hash.ts';
import { addDays, daysAfter } from '../domain/calendar.ts';
import { clearOldTellings } from '../sql/clear-old-tellings.ts';
import { clearUnknownPersons } from '../sql/clear-unknown-persons.ts';
import { findLastDay } from '../sql/find-last-day.ts';
import { lockPersonsByPensionDay } from '../sql/lock-persons-by-pension-day.ts';
import { noteAnsweredReservations } from '../sql/note-answered-reservations.ts';
import { releaseReservations } from '../sql/release-reservations.ts';
import { saveLastDay } from '../sql/save-last-day.ts';
import { isReadable } from './is-readable.ts';
import type { PassOutcome } from './queue-loop.ts';
import { settleObligations } from './settle-obligations.ts';
import type { VaultParts } from './vault-parts.ts';

const PENSIONS = 'day-turn';
const CLEARING = 'clearing';
const CLEAR_AFTER_DAYS = 30;
const PERSONS_AT_ONCE = 500;
/** Each time reads the whole table, so not too few. */
const CLEAR_AT_ONCE = 5_000;
/**
 * Days before the last one done that are searched again: somebody may have become known around midnight, under the
 * date of the day before. Who was told is not told again.
 */
const SEARCH_AGAIN_DAYS = 7;

/**
 * The work of a new day, once per day of the platform's clock and for days passed while the vault was down as well:
 * tells the register who reached the state pension age, gives up reservations, and clears persons without an accepted
 * record. Intake being away holds up the last two alone.
 */
export async function passDay(parts: VaultParts): Promise<PassOutcome> {
  const today = parts.clock.today();
  await oncePerDay(parts, PENSIONS, today, (lastDay) => {
    const searchedUntil = addDays(lastDay ?? today, -SEARCH_AGAIN_DAYS);
    return tellPensions(parts, daysAfter(searchedUntil, today));
  });
  await oncePerDay(parts, CLEARING, today, () => clear(parts, today));
  return 'EMPTY';
}

async function oncePerDay(
  { database }: VaultParts,
  task: string,
  today: string,
  work: (lastDay: string | undefined) => Promise<void>,
): Promise<void> {
  const lastDay = await findLastDay(database, task);
  if (lastDay !== undefined && lastDay >= today) return;
  await work(lastDay);
  await saveLastDay(database, task, today);
}

async function tellPensions(parts: VaultParts, days: readonly string[]): Promise<void> {
  const hashes = days.map((day) => pensionDayHash(parts.keys.lookup, day));
  let told: number;
  do {
    const { count, added } = await parts.database.transaction(async (tx) => {
      const persons = await lockPersonsByPensionDay(tx, hashes, PERSONS_AT_ONCE);
      const changes = persons.filter((person) => isReadable(parts, person)).map((person) => ({ person }));
      if (changes.length < persons.length) {
        parts.log.warn('PERSONS_UNREADABLE', { count: persons.length - changes.length });
      }
      return { count: changes.length === 0 ? 0 : persons.length, added: await settleObligations(parts, tx, changes) };
    });
    parts.outbox.committed(added);
    told = count;
  } while (told === PERSONS_AT_ONCE);
}

/** A record that is still under way (parked, for one) may yet be accepted: what it needs here stays until it is answered. */
async function clear(parts: VaultParts, today: string): Promise<void> {
  const { database, intake } = parts;
  const underWay = await intake.commandsUnderWay();
  await releaseAnswered(parts, today, underWay);
  const before = addDays(today, -CLEAR_AFTER_DAYS);
  while ((await clearUnknownPersons(database, before, underWay, CLEAR_AT_ONCE)) === CLEAR_AT_ONCE);
  await clearOldTellings(database, underWay);
}

/**
 * A change of key data that the register refused has no event to end its reservation, and until it ends nobody's record
 * is taken in under that number. So it is given up on the first day after its command was found to be answered. Not
 * while the vault is behind with the register's events: the one that it waits for may be among those.
 */
async function releaseAnswered(
  { database, registerEvents }: VaultParts,
  today: string,
  underWay: readonly string[],
): Promise<void> {
  if (await registerEvents.areRead()) await releaseReservations(database, today, underWay);
  await noteAnsweredReservations(database, today, underWay);
}
