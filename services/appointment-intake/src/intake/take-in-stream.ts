import { createHmac } from 'node:crypto';
import type { Ontvangstbevestiging } from '../../../../schemas/message-book/v1/generated.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { parseStrictJson } from '../../../_platform/src/http/parse-strict-json.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { newId } from '../../../_platform/src/ids/new-id.ts';
import type { NewDelivery } from '../sql/claim-deliveries.ts';
import { breakDelivery } from '../sql/break-delivery.ts';
import { refusedDelivery } from './delivery-reused.ts';
import { openLines } from './open-lines.ts';
import type { LineReader } from './read-lines.ts';
import type { Arrival, Sender } from './arrival.ts';
import { momentNow, takeInRecords, type IntakeParts } from './take-in-delivery.ts';

export interface StreamParts extends IntakeParts {
  readonly database: Database;
  /** The process stops: no further part is taken. Its reason is the problem that streams end with. */
  readonly stopping: AbortSignal;
}

/** What a stream is taken in by: the records judged and stored together, and how many there may be in all. */
export const streamLimits = { partRecords: 100, records: 100_000 };

/** Of one stream, as far as it has come. */
export interface StreamProgress {
  readonly deliveryId: string;
  readonly records: number;
  /** Receipts of the part that was just committed; none at the end. */
  readonly receipts: readonly Ontvangstbevestiging[];
}

/**
 * A delivery of up to 100,000 records, part by part: each part is judged and stored like a delivery of its own, and its
 * receipts are given out after its commit. The next part is read when those have been taken, so memory holds one part.
 *
 * Its first line is `{"leveringId"}`; every other line, an empty one too, is a record. It ends complete, with the hash over
 * all its records, or broken off: then what was taken stays taken, and the same delivery sent again from its first line
 * gets the same receipts and goes on behind them.
 *
 * @throws Problem as soon as the rest cannot be taken; nothing after the last receipts given out was stored
 */
export async function* takeInStream(
  lines: LineReader,
  { read: readDeliveryId }: { read: (header: unknown) => string },
  sender: Sender,
  intake: StreamParts,
): AsyncGenerator<StreamProgress, StreamProgress> {
  const deliveryId = readDeliveryId(await headerOf(lines));
  const attempt = newId();
  let isComplete = false;
  try {
    const progress = yield* takeInParts(lines, { deliveryId, attempt }, sender, intake);
    isComplete = true;
    return progress;
  } finally {
    if (!isComplete) await sayBroken({ deliveryId, attempt }, sender, intake);
  }
}

/** Best effort: a stream that does not move is taken for broken off after a while in any case. */
async function sayBroken(
  { deliveryId, attempt }: { deliveryId: string; attempt: string },
  { oin }: Sender,
  { database, log }: StreamParts,
): Promise<void> {
  try {
    await breakDelivery(database, oin, deliveryId, attempt);
  } catch (error) {
    log.warn('DELIVERY_NOT_MARKED_BROKEN', { error });
  }
}

async function headerOf(lines: LineReader): Promise<unknown> {
  const [line] = (await lines.read(1)) ?? [];
  if (line === undefined || 'tooLong' in line) throw platformProblem('geen-json', { detail: headerWanted });
  return parseStrictJson(line.bytes, { maxDepth: 2 });
}

const headerWanted = 'De eerste regel is een object met leveringId.';

async function* takeInParts(
  lines: LineReader,
  { deliveryId, attempt }: { deliveryId: string; attempt: string },
  sender: Sender,
  intake: StreamParts,
): AsyncGenerator<StreamProgress, StreamProgress> {
  const whole = createHmac('sha256', intake.contentKey);
  const delivery: Omit<NewDelivery, 'records'> = {
    oin: sender.oin,
    delivery_id: deliveryId,
    received_at: momentNow(intake.clock).at,
    attempt,
  };
  let records = 0;
  for (;;) {
    const part = await lines.read(streamLimits.partRecords);
    if (part === undefined) break;
    intake.stopping.throwIfAborted();
    const room = streamLimits.records - records;
    if (room === 0) throw tooManyRecords();
    const moment = momentNow(intake.clock);
    const opened = await openLines(part.slice(0, room), moment, intake);
    const firstOrdinal = records;
    records += opened.length;
    const taken = { delivery: { ...delivery, records }, firstOrdinal, opened, moment };
    yield { deliveryId, records, receipts: await takeInRecords(taken, sender, intake) };
    hashOnto(whole, opened);
    if (part.length > room) throw tooManyRecords();
  }
  if (records === 0) throw platformProblem('ongeldig-verzoek', { detail: 'Een levering heeft minstens één bericht.' });
  const content_hash = whole.digest('hex');
  const closed = { delivery: { ...delivery, content_hash, records }, isFirst: false, answers: [], records: [] };
  const stored = await intake.store.submit(closed);
  if (stored.outcome !== 'STORED') throw refusedDelivery(stored.outcome);
  return { deliveryId, records, receipts: [] };
}

/** The hash of a whole delivery, as of one that comes in one body: its records' hashes in order. */
function hashOnto(whole: ReturnType<typeof createHmac>, opened: readonly Arrival[]): void {
  for (const { print } of opened) whole.update(print.contentHash);
}

function tooManyRecords(): Error {
  return platformProblem('te-groot', {
    detail: `Een levering heeft hoogstens ${streamLimits.records} berichten. De rest is niet aangenomen.`,
  });
}
