import { pensionDayHash } from '../crypto/lookup-hash.ts';
import { addDays, daysAfter } from '../domain/calendar.ts';
import { clearOldTellings } from '../sql/clear-old-tellings.ts';
import { clearUnknownPersons } from '../sql/clear-unknown-persons.ts';
import { findLastDay } from '../sql/find-last-day.ts';
import { lockPersonsByPensionDay } from '../sql/lock-persons-by-pension-day.ts';
import { saveLastDay } from '../sql/save-last-day.ts';
import type { PassOutcome } from './queue-loop.ts';
import { settleObligations } from './settle-obligations.ts';
import type { VaultParts } from './vault-parts.ts';

const TASK = 'day-turn';
const CLEAR_AFTER_DAYS = 30;
const PERSONS_AT_ONCE = 500;
/**
 * Days before the last one done that are searched again: somebody may have become known around midnight, under the
 * date of the day before. Who was told is not told again.
 */
const SEARCH_AGAIN_DAYS = 7;

/**
 * The work of a new day, once per day of the platform's clock and for days passed while the vault was down as well:
 * tells the register who reached the state pension age, and clears persons without an accepted record.
 */
export async function passDay(parts: VaultParts): Promise<PassOutcome> {
  const today = parts.clock.today();
  const lastDay = await findLastDay(parts.database, TASK);
  if (lastDay !== undefined && lastDay >= today) return 'EMPTY';

  const searchedUntil = addDays(lastDay ?? today, -SEARCH_AGAIN_DAYS);
  await tellPensions(parts, daysAfter(searchedUntil, today));
  await clear(parts, addDays(today, -CLEAR_AFTER_DAYS));
  await saveLastDay(parts.database, TASK, today);
  return 'EMPTY';
}

async function tellPensions(parts: VaultParts, days: readonly string[]): Promise<void> {
  const hashes = days.map((day) => pensionDayHash(parts.keys.lookup, day));
  let told: number;
  do {
    const { count, added } = await parts.database.transaction(async (tx) => {
      const persons = await lockPersonsByPensionDay(tx, hashes, PERSONS_AT_ONCE);
      const changes = persons.map((person) => ({ person }));
      return { count: persons.length, added: await settleObligations(parts, tx, changes) };
    });
    parts.outbox.committed(added);
    told = count;
  } while (told === PERSONS_AT_ONCE);
}

async function clear({ database }: VaultParts, before: string): Promise<void> {
  while ((await clearUnknownPersons(database, before, PERSONS_AT_ONCE)) === PERSONS_AT_ONCE);
  await clearOldTellings(database);
}
