import type { Database } from '../database/database.ts';
import type { Logger } from '../logging/logger.ts';
import type { Answer } from './answer.ts';
import { planRetry } from './plan-retry.ts';
import { endSubscription } from './sql/end-subscription.ts';
import { finishMessage } from './sql/finish-message.ts';
import { insertAnswer } from './sql/insert-answer.ts';
import { lockLane } from './sql/lock-lane.ts';
import { noteFailure } from './sql/note-failure.ts';
import { noteSuccess } from './sql/note-success.ts';
import { putOffLane } from './sql/put-off-lane.ts';
import type { HeadRow } from './sql/read-heads.ts';

export interface Attempt {
  readonly head: HeadRow;
  readonly claim: string;
  readonly sentAt: Date;
  readonly answer: Answer;
}

/**
 * Writes down how an attempt ended and what follows, in one transaction. The lane is locked before the subscription, as
 * everywhere. A claim that does not stand any more (this process was frozen for longer than its lease, or the
 * subscription was taken away) changes nothing but the list of answers: somebody else sends the message again.
 */
export async function settleAnswer(
  database: Database,
  { head, claim, sentAt, answer }: Attempt,
  log: Logger,
): Promise<void> {
  const attempt = head.attempts + 1;
  const plan = planRetry(answer, attempt, head.failures + 1, Math.random());
  await database.transaction(async (tx) => {
    const isOurs = await lockLane(tx, head, claim);
    if (isOurs && plan.next === 'DONE') {
      await finishMessage(tx, head, head.number);
      await noteSuccess(tx, head.subscription_id);
    } else if (isOurs && plan.next === 'RETRY') {
      await putOffLane(tx, head, plan.waitMs / 1000);
      await noteFailure(tx, head.subscription_id, plan.pauseMs / 1000);
    } else if (isOurs && plan.next === 'STOP') {
      await endSubscription(tx, head.subscription_id, plan.reason);
    }
    await insertAnswer(tx, head.subscription_id, { messageId: head.message_id, attempt, sentAt }, answer);
  });
  if (plan.next === 'STOP') log.warn('WEBHOOK_SUBSCRIPTION_DEAD', { reason: plan.reason, attempt });
}
