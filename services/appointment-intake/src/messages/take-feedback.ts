import type { Terugkoppeling } from '../../../../schemas/message-book/v1/generated.ts';
import type { BatchHandler, Decoded, Inbox } from '../../../_platform/src/consumer/batch-handler.ts';
import { PoisonError } from '../../../_platform/src/consumer/poison-error.ts';
import type { IncomingRecord } from '../../../_platform/src/messaging/messaging.ts';
import { findFeedbackContents } from '../sql/find-feedback-contents.ts';
import { insertCorrections, type ToldCorrection } from '../sql/insert-corrections.ts';
import { insertFeedback, type NewFeedback } from '../sql/insert-feedback.ts';
import { markAnswered, type ArrivedAnswer } from '../sql/mark-answered.ts';
import { closedBy, isRejected, settleCases, type RegisterAnswer } from '../intake/settle-cases.ts';
import { feedbackRow } from './feedback.ts';
import { isFeedback } from './feedback-shape.ts';

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A feedback record for the stock, and what this service has to remember of it. */
export interface TakenFeedback {
  readonly row: NewFeedback;
  readonly isTrial: boolean;
  /** Of record 14: how many pages the whole answer has. */
  readonly pages?: { readonly pages: number };
  /** Of record 16: whom the request is about that the board will answer. */
  readonly correction?: ToldCorrection;
}

/** The hash of the content stands for nothing here: the inbox compares the records themselves. */
const NO_HASH = Buffer.alloc(0);

/**
 * The stock is the inbox: every record is a row of it from the first time, under its id, longer than its copy stays in
 * the topic. A table of ids beside it cost a twentieth of all that the database does between delivery and feedback.
 */
const stock: Inbox<TakenFeedback> = {
  fresh: async (tx, _at, entries) => {
    const stored = await findFeedbackContents(
      tx,
      entries.map(({ id }) => id),
    );
    const conflicting = entries.filter(({ id, message }) => {
      const content = stored.get(id);
      return content !== undefined && content !== JSON.stringify(message.row.record);
    });
    return {
      fresh: new Set(entries.flatMap(({ id }) => (stored.has(id) ? [] : [id]))),
      conflicting: new Set(conflicting.map(({ id }) => id)),
    };
  },
};

/**
 * lrr.terugkoppeling.v1 into the stock of the delivery points, and the records that it answers marked as answered: record
 * 4 when the last of its pages is there. Three or four statements per batch.
 */
export const takeFeedback: BatchHandler<TakenFeedback> = {
  consumer: 'appointment-intake-terugkoppeling',
  topics: ['lrr.terugkoppeling.v1'],
  inbox: stock,
  decode: decodeFeedback,
  apply: async (tx, { at, entries }) => {
    const rows = entries.map(({ decoded }) => decoded.message.row);
    const corrections = entries.flatMap(({ decoded }) => decoded.message.correction ?? []);
    const inserted = await insertFeedback(tx, rows, at.partition % 8);
    if (corrections.length > 0) await insertCorrections(tx, corrections);
    const fresh = entries.map(({ decoded }) => decoded).filter(({ message }) => inserted.has(message.row.id));
    const answers = fresh.flatMap(arrivedAnswer);
    if (answers.length > 0) {
      const settled = fresh.flatMap(answerOf);
      const rejecting = settled.filter(isRejected).map(({ board }) => board);
      await settleCases(tx, settled, await markAnswered(tx, answers, rejecting));
    }
    return { applicationNumber: at.applicationNumber + entries.length };
  },
};

/** The sender of a record is its board: stage KOP saw to that (743). */
function arrivedAnswer(decoded: Decoded<TakenFeedback>): ArrivedAnswer[] {
  const { row, pages, isTrial: is_trial } = decoded.message;
  if (row.answers === undefined) return [];
  const keys = answerOf(decoded).flatMap(closedBy);
  return [{ message_id: row.answers, sender: row.board, is_trial, ...pages, ...(keys.length > 0 && { keys }) }];
}

/** What the cases of the board follow; a trial has none. */
function answerOf({ key, message: { row, isTrial } }: Decoded<TakenFeedback>): RegisterAnswer[] {
  const record = row.record as Terugkoppeling;
  if (row.answers === undefined || key === null || isTrial) return [];
  return [{ messageId: row.answers, board: row.board, record, registerId: key }];
}

function decodeFeedback({ key, value, headers }: IncomingRecord): Decoded<TakenFeedback> {
  if (key === null || value === null) throw new PoisonError('FEEDBACK_EMPTY', 'a feedback record without key or value');
  const record = parse(value);
  if (!isFeedback(record)) {
    throw new PoisonError('FEEDBACK_MISSHAPEN', 'the value does not have the shape of the record that its head names');
  }
  const row = feedbackRow(record, value.length);
  if (headers['id']?.toString() !== row.id) {
    throw new PoisonError('FEEDBACK_ID_DIFFERS', 'header id is not the id of the record');
  }
  const recordKey = key.toString();
  return {
    id: row.id,
    contentHash: NO_HASH,
    key: recordKey,
    // The content names no register id that the key could be compared with.
    expectedRecordKey: recordKey,
    message: {
      row,
      isTrial: record.kop.proef === true,
      ...('registratieoverzicht' in record ? { pages: { pages: record.registratieoverzicht.aantalPaginas } } : {}),
      ...('correctieverzoek' in record ? { correction: correctionOf(record, recordKey) } : {}),
    },
  };
}

function correctionOf(
  record: Extract<Terugkoppeling, { correctieverzoek: object }>,
  recordKey: string,
): ToldCorrection {
  if (!uuid.test(recordKey)) throw new PoisonError('FEEDBACK_KEY', 'the key of a correction request is no register id');
  return {
    correction_id: record.correctieverzoek.correctieverzoekId,
    board: record.kop.bevoegdGezagNummer,
    register_id: recordKey,
    told_at: record.kop.datumTijdBedrijfsdocument,
  };
}

/** Bytes that are no UTF-8 are no JSON: replaced by a sign for "unknown" they would be told to a school. */
function parse(value: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(value));
  } catch (cause) {
    throw new PoisonError('FEEDBACK_NOT_JSON', 'the value is not JSON in UTF-8', cause);
  }
}
