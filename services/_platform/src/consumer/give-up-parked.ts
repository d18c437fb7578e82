/**
 * An operator gives a parked record up, with a reason, and what waits behind it goes on. Two ways: set aside, when that
 * loses nothing; rejected, when somebody waits for an answer.
 */
import type { Transaction } from '../database/database.ts';
import { askInbox } from './apply-run.ts';
import type { BatchHandler } from './batch-handler.ts';
import type { Aside, RejectionOrder, RejectOutcome, SetAsideOutcome } from './parked-desk.ts';
import type { ReadRecord } from './read-record.ts';
import { openHead, redriveFrom } from './redrive.ts';
import type { LockedPosition } from './sql/lock-position.ts';
import type { StoredParked } from './sql/read-parked.ts';
import { setParkedAside } from './sql/set-parked-aside.ts';
import { takeParked, type Act, type ParkedContext } from './take-parked.ts';

/** It may not be closed in this way; takes back what the inbox remembered in asking. */
class NotAllowedError extends Error {
  override readonly name = 'NotAllowedError';
}

/** These words may not be told to a sender. */
class WordsRefusedError extends Error {
  override readonly name = 'WordsRefusedError';
}

type GivenUp =
  | { readonly outcome: 'GIVEN_UP'; readonly applied: number; readonly stillWaiting: number }
  | Exclude<SetAsideOutcome, { outcome: 'TERZIJDE' }>;

/**
 * Sets a record aside that a redrive cannot help and that holds nothing the platform could still do: it cannot be read
 * and nobody waits for an answer to it, or its id was applied before (with this content or with another). Any other
 * would lose what somebody asked for.
 *
 * @throws DatabaseError when the database is away; ask again
 */
export async function setAside<M>(context: ParkedContext<M>, id: string, aside: Aside): Promise<SetAsideOutcome> {
  const givenUp = await giveUp(context, id, async (tx, at, parked, read) => {
    await mustHoldNoNews(tx, context.handler, at, parked, read);
    await setParkedAside(tx, id, aside, 'TERZIJDE');
    return { applied: { applicationNumber: at.applicationNumber }, others: [] };
  });
  return givenUp.outcome === 'GIVEN_UP' ? { ...givenUp, outcome: 'TERZIJDE' } : givenUp;
}

/**
 * Rejects a record whose sender waits for an answer, readable or not: he gets it with the operator's words.
 *
 * @throws DatabaseError when the database is away; ask again
 */
export async function reject<M>(context: ParkedContext<M>, id: string, order: RejectionOrder): Promise<RejectOutcome> {
  const answer: Act<M> = async (tx, at, parked, { record }) => {
    const rejection = parked.forKeyOnly ? undefined : context.handler.rejectionOf?.(record);
    if (rejection === undefined || !(await rejection.isOwed(tx))) throw new NotAllowedError();
    if (!rejection.mayTell(order.words)) throw new WordsRefusedError();
    const applied = await rejection.give(tx, at, order.words);
    await setParkedAside(tx, id, order, 'AFGEKEURD');
    return { applied, others: [] };
  };
  try {
    const givenUp = await giveUp(context, id, answer);
    return givenUp.outcome === 'GIVEN_UP' ? { ...givenUp, outcome: 'AFGEKEURD' } : givenUp;
  } catch (error) {
    if (error instanceof WordsRefusedError) return { outcome: 'TEKST_GEWEIGERD' };
    throw error;
  }
}

async function giveUp<M>(context: ParkedContext<M>, id: string, act: Act<M>): Promise<GivenUp> {
  const head = await openHead(context, id);
  if ('outcome' in head) return head;
  try {
    const taken = await takeParked(context, head, id, act);
    if (taken.kind === 'gone') return { outcome: 'AL_VERWERKT' };
    const { applied, stillWaiting } =
      taken.next === undefined ? { applied: 0, stillWaiting: 0 } : await redriveFrom(context, head, taken.next);
    return { outcome: 'GIVEN_UP', applied, stillWaiting };
  } catch (error) {
    if (error instanceof NotAllowedError) return { outcome: 'NIET_TOEGESTAAN' };
    throw error;
  }
}

async function mustHoldNoNews<M>(
  tx: Transaction,
  handler: BatchHandler<M>,
  at: LockedPosition,
  parked: StoredParked,
  read: ReadRecord<M>,
): Promise<void> {
  if (read.kind === 'poison') {
    if ((await handler.rejectionOf?.(read.record)?.isOwed(tx)) === true) throw new NotAllowedError();
    return;
  }
  // Its id is known from the keys it did not fail for.
  if (parked.forKeyOnly) throw new NotAllowedError();
  const { fresh } = await askInbox(tx, handler, at, [read]);
  if (fresh.size > 0) throw new NotAllowedError();
}
