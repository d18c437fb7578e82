import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Database, Transaction } from '../../../_platform/src/database/database.ts';
import { countLeftovers } from '../sql/count-leftovers.ts';
import { deleteOwnRows } from '../sql/delete-own-rows.ts';
import { selectDayTurnsNaming, updateDayTurns } from '../sql/erase-from-day-turns.ts';
import { eraseLogs } from '../sql/erase-logs.ts';
import type { Erased } from '../sql/erase-logs.ts';
import { takeDestructions } from '../sql/take-destructions.ts';
import type { DecidedDestruction } from '../sql/take-destructions.ts';
import { tryDestructionLock } from '../sql/try-destruction-lock.ts';
import { updateDestructions } from '../sql/update-destructions.ts';
import { topicsLeft } from './topics-left.ts';
import { withoutPersons } from './without-persons.ts';

/** The relay that publishes the command log: what it has not read yet must not be erased. */
const RELAY = 'gebeurtenissen';
/** Far inside the transaction's time with some tens of rows per person, and with day turns of a full cohort. */
const PERSONS_AT_ONCE = 100;
/** What could not be finished (not published yet, a record parked or under way) is looked at again. */
const AGAIN_AFTER_S = 2;

/**
 * Carries out the next destructions that day turns decided on: erases what logs and own tables hold of these persons,
 * looks once more whether anything is left, and writes the outcome into the proof.
 *
 * All of a batch is one transaction, so a crash leaves it undone or done, and a person's rows of the log are all erased
 * or none. The decision was made in the turn's own transaction, with the states, because what is judged next must not
 * see them; the logs may be erased at any time after, because nothing judges by them. That keeps the turn of a day with
 * thousands of them inside its own time.
 *
 * @returns how many it looked at; 0: there is nothing to do now
 */
export async function carryOutDestructions(o: {
  readonly database: Database;
  readonly clock: Pick<Clock, 'now' | 'today'>;
}): Promise<number> {
  return o.database.transaction(async (tx) => {
    if (!(await tryDestructionLock(tx))) return 0;
    const taken = await takeDestructions(tx, { relay: RELAY, againAfterS: AGAIN_AFTER_S, most: PERSONS_AT_ONCE });
    if (taken.length === 0) return 0;
    const isPublished = ({ published, ...one }: DecidedDestruction): boolean =>
      Math.max(one.last_command, one.application_number) <= published;
    const ready = taken.filter(isPublished);
    const erased = await erase(tx, ready);
    const leftovers = await countLeftovers(tx, idsOf(ready));
    const topics = topicsLeft(o.clock.today());
    await updateDestructions(
      tx,
      taken.map((one) => {
        const { register_id: id, rows } = one;
        if (!ready.includes(one)) {
          return { register_id: id, erased: false, rows, leftovers: null, topics: null, carried_out_at: null };
        }
        const left = countsOf(leftovers, id);
        const isDone = Object.keys(left).length === 0;
        return {
          register_id: id,
          erased: true,
          rows: added(rows, countsOf(erased, id)),
          leftovers: left,
          topics,
          carried_out_at: isDone ? o.clock.now().toISOString() : null,
        };
      }),
    );
    return taken.length;
  });
}

async function erase(tx: Transaction, ready: readonly DecidedDestruction[]): Promise<Erased[]> {
  const [first] = ready;
  if (first === undefined) return [];
  const ids = idsOf(ready);
  const turns = await selectDayTurnsNaming(tx, first.partition, ids);
  const gone = new Set(ids);
  await updateDayTurns(
    tx,
    first.partition,
    turns.map((turn) => withoutPersons(turn, gone)),
  );
  return [...(await eraseLogs(tx, ids)), ...(await deleteOwnRows(tx, ids))];
}

function idsOf(destructions: readonly DecidedDestruction[]): string[] {
  return destructions.map(({ register_id: id }) => id);
}

function countsOf(counted: readonly Erased[], id: string): Record<string, number> {
  return Object.fromEntries(
    counted.filter(({ register_id: of }) => of === id).map(({ table, count }) => [table, count]),
  );
}

function added(
  before: Readonly<Record<string, number>>,
  more: Readonly<Record<string, number>>,
): Record<string, number> {
  const sum: Record<string, number> = { ...before };
  for (const [table, count] of Object.entries(more)) sum[table] = (sum[table] ?? 0) + count;
  return sum;
}
