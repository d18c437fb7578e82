import { describe, expect, it } from '@jest/globals';
import { createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { shapeCheck } from '../../../schemas/message-book/v1/validators.ts';
import { silentLogger } from '../../_platform/src/logging/create-logger.ts';
import type { RecordKind } from '../src/domain/record-kind.ts';
import { keyOf } from '../src/intake/look-up.ts';
import { takeInDelivery, type IntakeParts } from '../src/intake/take-in-delivery.ts';
import { appointment } from '../src/messages/appointment.ts';
import { recordKinds } from '../src/messages/record-kinds.ts';
import { soundRecord, spoiledRecord } from './support/any-record.ts';
import { lists, today } from './support/judge.ts';
import { appointmentRecord, board, delivery, type Json } from './support/records.ts';

const oin = '00000001000000000001';
const now = new Date('2026-01-15T10:00:00.000Z');

/** The way of a delivery with kinds of record of the test's own, between a database and a vault that agree to all. */
function intakeOf(kinds: readonly RecordKind[]): IntakeParts {
  return {
    clock: { now: () => now, today: () => today },
    contentKey: createSecretKey(Buffer.alloc(32, 1)),
    rules: { checkKop: shapeCheck('kop'), kinds: new Map(kinds.map((kind) => [kind.berichtsoort, kind])) },
    lists: () => lists,
    lookUp: {
      submit: () =>
        Promise.resolve({
          delivery: undefined,
          phases: new Map([[keyOf(oin, board, '01', today), 'LIVE' as const]]),
          receipts: new Map(),
          boardsWithCases: new Set(),
        }),
    },
    askVault: (questions) =>
      Promise.resolve(questions.map(() => ({ registratieId: '00000000-0000-4000-8000-000000000001', signalen: [] }))),
    tryVault: () => Promise.reject(new Error('nobody tries out')),
    findRegisterIds: () => Promise.resolve(new Map()),
    findCorrections: () => Promise.resolve(new Map()),
    store: {
      submit: ({ records }) =>
        Promise.resolve({
          outcome: 'STORED',
          receipts: new Map(records.map(({ receipt }) => [keyOf(receipt.message_id, receipt.sender), receipt])),
        }),
    },
    log: silentLogger,
  };
}

describe('a fault of ours with one record', () => {
  // A fault in the stages before the vault was an answer 500 for all records of the request.
  it.each<[string, Partial<RecordKind<never>>]>([
    ['before the vault is asked', { checkShape: (body) => noFaults(body) }],
    ['after it', { judgeStage: (_stage, body) => noFaults(body) }],
  ])('%s costs that record 358, and its neighbours nothing', async (_when, fault) => {
    const intake = intakeOf([{ ...appointment, ...fault }]);
    const records = [appointmentRecord(), appointmentRecord({ benoemingvolgnummer: 'stuk' }), appointmentRecord()];
    const receipts = await takeInDelivery(delivery(...records), { oin, traceparent: '' }, intake);
    expect(receipts.map(({ statusMelding }) => statusMelding)).toEqual(['B', 'A', 'B']);
    expect(receipts[1]).toMatchObject({
      identificatiecodeBedrijfsdocument: records[1].kop.identificatiecodeBedrijfsdocument,
      signalen: [{ code: '358', veld: '' }],
    });
  });
});

describe('the order of the records in a delivery', () => {
  it('changes nothing at any receipt', async () => {
    const intake = intakeOf([...recordKinds.values()]);
    const anyOrder = fc
      .array(fc.oneof(soundRecord, spoiledRecord, fc.jsonValue()), { minLength: 2, maxLength: 12 })
      .chain((records) =>
        fc.tuple(fc.constant(records), fc.shuffledSubarray([...records.keys()], { minLength: records.length })),
      );
    await fc.assert(
      fc.asyncProperty(anyOrder, async ([records, order]) => {
        const sent = JSON.parse(JSON.stringify(delivery(...records)));
        const shuffled = { ...sent, berichten: order.map((place) => sent.berichten[place]) };
        const receipts = await takeInDelivery(sent, { oin, traceparent: '' }, intake);
        const others = await takeInDelivery(shuffled, { oin, traceparent: '' }, intake);
        expect(others).toEqual(order.map((place) => receipts[place]));
      }),
      { numRuns: 200 },
    );
  });
});

function noFaults(body: Json): [] {
  if (body.benoemingvolgnummer === 'stuk') throw new Error('a fault of ours');
  return [];
}
