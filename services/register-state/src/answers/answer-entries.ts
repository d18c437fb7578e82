import type { OpdrachtVerzoekRegistratieoverzicht } from '../../../../schemas/message-book/v1/generated.ts';
import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { OutgoingRecord } from '../../../_platform/src/messaging/messaging.ts';
import type { OutboxRow } from '../../../_platform/src/outbox/outbox.ts';
import type { TriedCommand } from '../apply/apply-commands.ts';
import type { NewestLists } from '../lists/judging-lists.ts';
import { writeLookups } from '../lookups/write-lookups.ts';
import { feedbackRecord, overviewRecords } from '../publish/feedback-record.ts';
import { overviewLookup, overviewPages } from './answer-overview.ts';

/** Record 4, read and ready to be answered. */
export interface OverviewRequest {
  readonly wire: OpdrachtVerzoekRegistratieoverzicht;
  readonly traceparent?: string | undefined;
}

/**
 * What is only answered: nothing of it is folded, so it has no place in the command log and takes no number. The answer
 * follows from the state of this moment and cannot be made again, therefore it is stored as rows of the outbox in the
 * transaction that moves the position and remembers the id. After a crash the stored bytes are published, under the ids
 * they have; a redelivery finds the id and is dropped.
 */
export async function answerOverview(
  tx: Transaction,
  request: OverviewRequest,
  lists: NewestLists,
  now: Date,
): Promise<OutboxRow[]> {
  const pages = await overviewPages(tx, request.wire, lists);
  const lookup = overviewLookup(request.wire.bron.bevoegdGezagNummer, pages);
  const lines = await writeLookups(tx, { ...lookup, at: now, traceparent: request.traceparent });
  return [...overviewRecords(request, pages).map(outboxRow), ...lines];
}

/** Answers to records delivered for trial, as they were judged at their place in the log. */
export function answerTrials(tried: readonly TriedCommand[]): OutboxRow[] {
  return tried.flatMap(({ trial, answer }) => {
    const feedback = answer?.terugkoppeling;
    return feedback === undefined ? [] : [outboxRow(feedbackRecord(trial, feedback))];
  });
}

export function outboxRow({ topic, key, value, headers }: OutgoingRecord): OutboxRow {
  const { id, ...others } = headers as { readonly id: string };
  return { id, topic, key: key.toString(), value: value === null ? null : value.toString(), headers: others };
}
