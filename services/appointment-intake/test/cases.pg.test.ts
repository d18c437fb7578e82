import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomInt, randomUUID } from 'node:crypto';
import { testDatabase, type TestDatabase } from '../../../test/support/databases.ts';
import { openDatabase, type Database, type Transaction } from '../../_platform/src/database/database.ts';
import type { Rejection, Repair } from '../src/domain/track-cases.ts';
import { writeCases } from '../src/intake/write-cases.ts';
import { takeFeedback, type TakenFeedback } from '../src/messages/take-feedback.ts';
import { feedbackRow } from '../src/messages/feedback.ts';
import { insertReceipts } from '../src/sql/insert-receipts.ts';
import { lockCasesOfBoards } from '../src/sql/lock-cases-of-boards.ts';

let own: TestDatabase;
let database: Database;
let board: string;

beforeAll(async () => {
  own = await testDatabase('appointment-intake');
  database = openDatabase({ url: own.url, applicationName: 'test', poolSize: 12 });
});
afterAll(async () => {
  await database.close();
  await own.drop();
});
beforeEach(() => {
  board = String(randomInt(10_000, 99_999));
});

const rejected = (keys: string[], change: Partial<Rejection> = {}): Rejection => ({
  outcome: 'REJECTED',
  messageId: randomUUID(),
  board,
  deliveryPoint: '01',
  kind: 'AANLEVEREN_BENOEMING',
  oin: '00000001000000000001',
  receivedAt: '2026-01-15T10:00:00.000Z',
  signals: [],
  keys,
  repairs: [],
  ...change,
});
const write = (...records: (Rejection | Repair)[]) => database.transaction((tx) => writeCases(tx, records));

async function cases(of = board): Promise<{ attempts: number }[]> {
  const { rows } = await database.query<{ attempts: number }>('select attempts from cases where board = $1', [of]);
  return rows;
}

/** Counts what a transaction asks of the database. */
async function statementsOf(work: (tx: Transaction) => Promise<unknown>): Promise<number> {
  let statements = 0;
  await database.transaction((tx) =>
    work({
      ...tx,
      query: (text, params) => {
        statements += 1;
        return tx.query(text, params);
      },
    }),
  );
  return statements;
}

async function acceptedReceipt(): Promise<string> {
  const messageId = randomUUID();
  const row = {
    message_id: messageId,
    sender: board,
    receipt_id: randomUUID(),
    delivery_point: '01',
    content_hash: 'ab'.repeat(32),
    status: 'B' as const,
    signals: [],
    received_at: '2026-01-16T10:00:00.000Z',
    record: {},
    is_answered: false,
    is_trial: false,
  };
  await database.transaction((tx) => insertReceipts(tx, [row]));
  return messageId;
}

function answerOf(
  messageId: string,
  registerId = randomUUID(),
  body: object = { terugkoppelingVerwijdering: { benoemingvolgnummer: '1', signalen: [] } },
): Parameters<typeof takeFeedback.apply>[1] {
  const row = feedbackRow({
    kop: {
      identificatiecodeBedrijfsdocument: randomUUID(),
      berichtsoort: 'TERUGKOPPELING_VERWIJDERING',
      berichtenboekVersie: '1.0',
      verzendendeInstantie: 'LRR',
      ontvangendeInstantie: board,
      verwijstNaar: messageId,
      datumTijdBedrijfsdocument: '2026-01-16T10:00:00.000Z',
      bevoegdGezagNummer: board,
      aanleverpuntnummer: '01',
    },
    ...body,
  } as Parameters<typeof feedbackRow>[0]);
  const decoded = { id: row.id, contentHash: Buffer.alloc(32), key: registerId, message: { row, isTrial: false } };
  return { at: { applicationNumber: 0, partition: 0 }, entries: [{ decoded, offset: '0' }] } as never;
}

describe('an accepted record', () => {
  it('asks nothing of the cases when its board has none open', async () => {
    const batch = answerOf(await acceptedReceipt());
    // The feedback and the mark on the receipt.
    expect(await statementsOf((tx) => takeFeedback.apply(tx, batch))).toBe(2);
    expect(await statementsOf((tx) => writeCases(tx, []))).toBe(0);
  });

  it('closes the cases it was linked to when it came in', async () => {
    const key = randomUUID();
    await write(rejected([key]));
    const messageId = await acceptedReceipt();
    await write({ outcome: 'ACCEPTED', messageId, board, keys: [key] });
    const batch = answerOf(messageId);
    await database.transaction((tx) => takeFeedback.apply(tx, batch));
    const { rows } = await database.query('select closed_at from cases where board = $1', [board]);
    expect(rows).toEqual([{ closed_at: '2026-01-16T10:00:00.000Z' }]);
    const { rows: tallies } = await database.query(`select detail, month from quality_tallies where kind = 'HERSTELD'`);
    expect(tallies).toEqual([{ detail: '1', month: '2026-01-01' }]);
  });
});

// An accepted record closed the case of a later record of the same request, which the register rejected after it.
describe('two records of one appointment in one request, the second rejected by the register', () => {
  const registerId = randomUUID();
  const receiptOf = async () => {
    const messageId = await acceptedReceipt();
    await database.query('update receipts set record = $2 where message_id = $1', [
      messageId,
      JSON.stringify({
        kop: { berichtsoort: 'AANLEVEREN_BENOEMING', oinVerzender: '00000001000000000001' },
        benoeming: { benoemingvolgnummer: '1' },
      }),
    ]);
    return messageId;
  };
  const answer = (messageId: string, body: 'terugkoppelingBenoeming' | 'terugkoppelingAfkeuring') =>
    answerOf(messageId, registerId, {
      [body]: body === 'terugkoppelingAfkeuring' ? { signalen: [] } : { benoemingvolgnummer: '1', signalen: [] },
    });
  const takeTogether = (...batches: Parameters<typeof takeFeedback.apply>[1][]) =>
    database.transaction((tx) =>
      takeFeedback.apply(tx, { ...batches[0]!, entries: batches.flatMap(({ entries }) => entries) }),
    );
  const states = async () => {
    const text = 'select last_message, closed_at is null as is_open from cases where board = $1 order by id';
    return (await database.query(text, [board])).rows;
  };

  it('has a case that stays open', async () => {
    const [first, second] = [await receiptOf(), await receiptOf()];
    await takeTogether(answer(first, 'terugkoppelingBenoeming'), answer(second, 'terugkoppelingAfkeuring'));
    expect(await states()).toEqual([{ last_message: second, is_open: true }]);
  });

  it('has one that is closed when they were judged the other way round', async () => {
    const [first, second] = [await receiptOf(), await receiptOf()];
    await takeTogether(answer(first, 'terugkoppelingAfkeuring'), answer(second, 'terugkoppelingBenoeming'));
    expect(await states()).toEqual([{ last_message: first, is_open: false }]);
  });

  it('has one of its own when the first closed the case that both were to repair', async () => {
    const key = randomUUID();
    const former = rejected([key]);
    await write(former);
    const [first, second] = [await receiptOf(), await receiptOf()];
    for (const messageId of [first, second]) await write({ outcome: 'ACCEPTED', messageId, board, keys: [key] });
    await takeTogether(answer(first, 'terugkoppelingBenoeming'), answer(second, 'terugkoppelingAfkeuring'));
    expect(await states()).toEqual([
      { last_message: former.messageId, is_open: false },
      { last_message: second, is_open: true },
    ]);
  });
});

// All deliveries and answers of a large board once waited for one another: nearly every one has some open case.
describe('while another transaction changes the cases of a board', () => {
  const whileLocked = (work: () => Promise<unknown>) =>
    database.transaction(async (tx) => {
      await lockCasesOfBoards(tx, [board]);
      await work();
    });

  it('the answer to a record that repairs nothing does not wait', async () => {
    await write(rejected([randomUUID()]));
    const batch = answerOf(await acceptedReceipt());
    await whileLocked(() => database.transaction((tx) => takeFeedback.apply(tx, batch)));
  });

  it('an accepted record that repairs nothing does not wait', async () => {
    await write(rejected([randomUUID()]));
    const repair = { outcome: 'ACCEPTED' as const, messageId: await acceptedReceipt(), board, keys: [randomUUID()] };
    await whileLocked(() => write(repair));
  });
});

describe('a record of the topic that comes again', () => {
  it('is known by the stock: with its content it is passed by, with another one it is parked', async () => {
    const { entries, ...batch } = answerOf(await acceptedReceipt());
    await database.transaction((tx) => takeFeedback.apply(tx, { entries, ...batch }));
    const [entry] = entries;
    const fresh = (message: TakenFeedback) =>
      database.transaction((tx) =>
        takeFeedback.inbox!.fresh(tx, { consumer: '', topic: '', partition: 0 }, [{ ...entry!.decoded, message }]),
      );
    const { message } = entry!.decoded;
    expect(await fresh(message)).toEqual({ fresh: new Set(), conflicting: new Set() });
    const other = { ...message, row: { ...message.row, record: { ...message.row.record, more: 1 } } };
    expect(await fresh(other)).toEqual({ fresh: new Set(), conflicting: new Set([message.row.id]) });
  });
});

describe('rejections of many transactions at once', () => {
  it('of one appointment make one case', async () => {
    const key = randomUUID();
    await Promise.all(Array.from({ length: 20 }, () => write(rejected([key]), rejected([key]))));
    expect(await cases()).toEqual([{ attempts: 40 }]);
  });

  it('of several boards in any order do not wait for each other in a circle', async () => {
    const boards = ['10001', '10002', '10003'];
    const keys = new Map(boards.map((one) => [one, randomUUID()]));
    await Promise.all(
      Array.from({ length: 24 }, (_, index) => {
        const order = index % 2 === 0 ? boards : boards.toReversed();
        return write(...order.map((one) => rejected([keys.get(one)!], { board: one })));
      }),
    );
    for (const one of boards) expect(await cases(one)).toEqual([{ attempts: 24 }]);
  });

  it('take the same number of statements, however many there are', async () => {
    const many = Array.from({ length: 500 }, () => rejected([randomUUID(), randomUUID()]));
    expect(await statementsOf((tx) => writeCases(tx, many))).toBe(4);
    const again = many.map(({ keys }) => rejected([...keys]));
    expect(await statementsOf((tx) => writeCases(tx, again))).toBe(3);
    expect(await cases()).toEqual(Array.from({ length: 500 }, () => ({ attempts: 2 })));
  });
});
