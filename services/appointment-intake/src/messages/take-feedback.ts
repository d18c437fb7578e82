import { hash } from 'node:crypto';
import type { Terugkoppeling } from '../../../../schemas/message-book/v1/generated.ts';
import { shapeCheck } from '../../../../schemas/message-book/v1/validators.ts';
import type { BatchHandler, Decoded } from '../../../_platform/src/consumer/batch-handler.ts';
import { PoisonError } from '../../../_platform/src/consumer/poison-error.ts';
import type { IncomingRecord } from '../../../_platform/src/messaging/messaging.ts';
import { insertFeedback, type NewFeedback } from '../sql/insert-feedback.ts';
import { markAnswered } from '../sql/mark-answered.ts';
import { feedbackRow } from './feedback.ts';

const checkFeedback = shapeCheck('terugkoppeling');

/**
 * lrr.terugkoppeling.v1 into the stock of the delivery points, and the records that it answers marked as answered.
 * Two statements per batch.
 */
export const takeFeedback: BatchHandler<NewFeedback> = {
  consumer: 'appointment-intake-terugkoppeling',
  topics: ['lrr.terugkoppeling.v1'],
  decode: decodeFeedback,
  apply: async (tx, { at, entries }) => {
    const rows = entries.map(({ decoded }) => decoded.message);
    await insertFeedback(tx, rows);
    // The sender of a record is its board: stage KOP saw to that (743).
    const answered = rows.flatMap(({ answers, board }) => (answers ? [{ message_id: answers, sender: board }] : []));
    if (answered.length > 0) await markAnswered(tx, answered);
    return { applicationNumber: at.applicationNumber + entries.length };
  },
};

function decodeFeedback({ key, value, headers }: IncomingRecord): Decoded<NewFeedback> {
  if (key === null || value === null) throw new PoisonError('FEEDBACK_EMPTY', 'a feedback record without key or value');
  const record = parse(value);
  const faults = checkFeedback(record);
  if (faults.length > 0) {
    throw new PoisonError('FEEDBACK_MISSHAPEN', `a feedback record with ${faults.length} faults of shape`);
  }
  const message = feedbackRow(record as Terugkoppeling, value.length);
  if (headers['id']?.toString() !== message.id) {
    throw new PoisonError('FEEDBACK_ID_DIFFERS', 'header id is not the id of the record');
  }
  const recordKey = key.toString();
  return {
    id: message.id,
    contentHash: hash('sha256', value, 'buffer'),
    key: recordKey,
    // The content names no register id that the key could be compared with.
    expectedRecordKey: recordKey,
    message,
  };
}

function parse(value: Buffer): unknown {
  try {
    return JSON.parse(value.toString('utf8'));
  } catch (cause) {
    throw new PoisonError('FEEDBACK_NOT_JSON', 'the value is not JSON', cause);
  }
}
