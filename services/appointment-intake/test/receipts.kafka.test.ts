import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { shapeCheck } from '../../../schemas/message-book/v1/validators.ts';
import { recognised } from './support/stand-in.ts';
import { startRunningIntake, supplierOin, type RunningIntake } from './support/running-intake.ts';
import { appointmentRecord, board, bsn, delivery, type Json } from './support/records.ts';

let intake: RunningIntake;

beforeAll(async () => {
  intake = await startRunningIntake();
  await intake.giveMandate(supplierOin, board, '01');
});
afterAll(() => intake.stop());
beforeEach(() => {
  intake.outside.answer = recognised;
  intake.outside.vaultIsDown = false;
  intake.outside.vaultCalls.length = 0;
});

const deliver = (body: Json, o = {}) => intake.call('POST', '/v1/leveringen', body, o);
const receiptsOf = async (...records: Json[]): Promise<Json[]> =>
  (await deliver(delivery(...records))).body.ontvangstbevestigingen as Json[];
const idOf = (record: Json): string => record.kop.identificatiecodeBedrijfsdocument as string;
const lookUp = (id: string, o = {}) => intake.call('GET', `/v1/ontvangstbevestigingen/${id}`, undefined, o);

async function rowsOf(table: 'receipts' | 'feedback', id: string): Promise<number> {
  const texts = {
    receipts: 'select count(*) as n from receipts where message_id = $1',
    feedback: 'select count(*) as n from feedback where answers = $1',
  };
  const { rows } = await intake.database.query<{ n: number }>(texts[table], [id]);
  return rows[0]!.n;
}

describe('the answer to a delivery', () => {
  it('has one receipt per record in the order sent; a bad record does not spoil its neighbours', async () => {
    const good = appointmentRecord();
    const late = appointmentRecord();
    const bad = appointmentRecord({ sector: 'ONZIN' });
    const { status, body } = await deliver(delivery(good, 'geen bericht', bad, late));
    expect(status).toBe(202);
    expect(shapeCheck('leveringsantwoord')(body)).toEqual([]);
    expect(body.ontvangstbevestigingen.map((receipt: Json) => receipt.statusMelding)).toEqual(['B', 'A', 'A', 'B']);
    expect(body.ontvangstbevestigingen[1]).not.toHaveProperty('ontvangstId');
    expect(body.ontvangstbevestigingen[1].signalen).toMatchObject([{ code: '359', veld: '' }]);
    // One call to the vault, for the two that reached PERSOON.
    expect(intake.outside.vaultCalls.map((questions) => questions.length)).toEqual([2]);
  });

  it('asks the vault nothing when no record reaches PERSOON', async () => {
    await receiptsOf(appointmentRecord({ sector: 'ONZIN' }));
    expect(intake.outside.vaultCalls).toEqual([]);
  });

  it('takes gzip', async () => {
    const body = delivery(appointmentRecord());
    const raw = gzipSync(JSON.stringify(body));
    expect((await deliver(undefined, { raw, headers: { 'content-encoding': 'gzip' } })).status).toBe(202);
  });
});

describe('a message that was taken in', () => {
  it('gives the same receipt for ever, and nothing else happens', async () => {
    const record = appointmentRecord();
    const [first] = await receiptsOf(record);
    intake.outside.vaultCalls.length = 0;
    // The same content in another order of members.
    const [again] = await receiptsOf({ benoeming: record.benoeming, kop: record.kop });
    expect(again).toEqual(first);
    expect(intake.outside.vaultCalls).toEqual([]);
    expect((await lookUp(idOf(record))).body).toEqual(first);
  });

  it('396 for another content under its id, with the first ontvangstId; the first receipt stays valid', async () => {
    const record = appointmentRecord();
    const [first] = await receiptsOf(record);
    const [other] = await receiptsOf({ ...record, benoeming: { ...record.benoeming, personeelsnummer: 'P-2' } });
    expect(other).toMatchObject({
      ontvangstId: first!.ontvangstId,
      statusMelding: 'A',
      signalen: [{ code: '396', veld: '/kop/identificatiecodeBedrijfsdocument' }],
    });
    expect((await lookUp(idOf(record))).body).toEqual(first);
  });

  it('rejected after IDENTIFICATIE: its id is used up, and record 13 waits with the same signals', async () => {
    const record = appointmentRecord({ sector: 'ONZIN' });
    const [first] = await receiptsOf(record);
    expect(first!.signalen).toMatchObject([{ code: '741', veld: '/benoeming/sector' }]);
    const [repaired] = await receiptsOf({ ...record, benoeming: { ...record.benoeming, sector: 'VO' } });
    expect(repaired!.signalen).toMatchObject([{ code: '396' }]);
    const { rows } = await intake.database.query<Json>('select kind, record from feedback where answers = $1', [
      idOf(record),
    ]);
    expect(rows).toHaveLength(1);
    expect(rows[0].record.terugkoppelingAfkeuring).toEqual({ signalen: first!.signalen });
    expect(rows[0].record.kop).toMatchObject({
      verwijstNaar: idOf(record),
      datumTijdBedrijfsdocument: first!.datumTijdOntvangst,
      bevoegdGezagNummer: board,
    });
    expect(shapeCheck('terugkoppeling')(rows[0].record)).toEqual([]);
  });

  it('rejected in KOP or AUTORISATIE: not stored, its id is free', async () => {
    const record = appointmentRecord({}, { aanleverpuntnummer: '77' });
    expect((await receiptsOf(record))[0]!.signalen).toMatchObject([{ code: '366' }]);
    expect(await rowsOf('receipts', idOf(record))).toBe(0);
    expect(await rowsOf('feedback', idOf(record))).toBe(0);
    const [repaired] = await receiptsOf({ ...record, kop: { ...record.kop, aanleverpuntnummer: '01' } });
    expect(repaired!.statusMelding).toBe('B');
  });

  it('twice in one request: the first counts, the second gets its receipt or 396', async () => {
    const record = appointmentRecord();
    const other = { ...record, benoeming: { ...record.benoeming, personeelsnummer: 'P-3' } };
    const receipts = await receiptsOf(record, record, other);
    expect(receipts[1]).toEqual(receipts[0]);
    expect(receipts[2]!.signalen).toMatchObject([{ code: '396' }]);
    expect(intake.outside.vaultCalls[0]).toHaveLength(1);
  });

  it('fifty contents at once under one id: one is taken in, the others get 396', async () => {
    const record = appointmentRecord();
    const receipts = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const benoeming = { ...record.benoeming, personeelsnummer: `P-${index}` };
        return (await receiptsOf({ ...record, benoeming }))[0];
      }),
    );
    expect(receipts.filter((receipt) => receipt!.statusMelding === 'B')).toHaveLength(1);
    expect(receipts.filter((receipt) => receipt!.signalen[0]?.code === '396')).toHaveLength(49);
    const stored = (await lookUp(idOf(record))).body;
    expect(receipts.find((receipt) => receipt!.statusMelding === 'B')).toEqual(stored);
  });

  it('many records in opposite orders at once: nobody deadlocks', async () => {
    const records = Array.from({ length: 40 }, () => appointmentRecord());
    const orders = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? records : [...records].reverse()));
    const answers = await Promise.all(orders.map((order) => deliver(delivery(...order))));
    expect(answers.map(({ status }) => status)).toEqual(orders.map(() => 202));
  });
});

describe('the delivery id', () => {
  it('again with the same content gives the stored receipts; with another content 409', async () => {
    const body = delivery(appointmentRecord());
    const first = await deliver(body);
    expect((await deliver(body)).body).toEqual(first.body);
    const other = await deliver({ ...body, berichten: [appointmentRecord()] });
    expect(other).toMatchObject({ status: 409, body: { type: 'urn:lrr:probleem:levering-hergebruikt' } });
  });
  it('at once with many contents: one is taken in, the others get 409 and leave nothing', async () => {
    const leveringId = randomUUID();
    const records = Array.from({ length: 20 }, () => appointmentRecord());
    const answers = await Promise.all(records.map((record) => deliver({ leveringId, berichten: [record] })));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, ...Array.from({ length: 19 }, () => 409)]);
    const stored = await Promise.all(records.map((record) => rowsOf('receipts', idOf(record))));
    expect(stored.reduce((sum, count) => sum + count, 0)).toBe(1);
  });
});

describe('what can be away', () => {
  it('the vault: 503 for the whole request, nothing stored, the same delivery goes through later', async () => {
    const rejected = appointmentRecord({ sector: 'ONZIN' });
    const body = delivery(rejected, appointmentRecord());
    intake.outside.vaultIsDown = true;
    const put = await deliver(body);
    expect(put.status).toBe(503);
    expect(Number(put.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await rowsOf('receipts', idOf(rejected))).toBe(0);
    intake.outside.vaultIsDown = false;
    expect((await deliver(body)).status).toBe(202);
  });

  it('the database, from the start: 503 for every call, and all of it works again when it is back', async () => {
    const body = delivery(appointmentRecord());
    await intake.letDatabaseIn(false);
    try {
      for (const answer of [await deliver(body), await lookUp(randomUUID())]) {
        expect(answer.status).toBe(503);
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      }
      // Nobody was asked about before it was known who delivers.
      expect(intake.outside.vaultCalls).toEqual([]);
    } finally {
      await intake.letDatabaseIn(true);
    }
    expect((await deliver(body)).body.ontvangstbevestigingen[0].statusMelding).toBe('B');
  });

  it('the database, after the vault has answered: 503, nothing is half stored, the same delivery goes through', async () => {
    const rejected = appointmentRecord({ sector: 'ONZIN' });
    const body = delivery(rejected, appointmentRecord());
    intake.outside.meanwhile = () => intake.letDatabaseIn(false);
    try {
      expect((await deliver(body)).status).toBe(503);
    } finally {
      intake.outside.meanwhile = () => Promise.resolve();
      await intake.letDatabaseIn(true);
    }
    expect(await rowsOf('receipts', idOf(rejected))).toBe(0);
    expect(await rowsOf('feedback', idOf(rejected))).toBe(0);
    const again = await deliver(body);
    expect(again.body.ontvangstbevestigingen.map((receipt: Json) => receipt.statusMelding)).toEqual(['A', 'B']);
  });

  it('an answer of the vault that contradicts itself costs its record 358, the same message may come again', async () => {
    const record = appointmentRecord();
    const neighbour = appointmentRecord({ benoemingvolgnummer: '2' });
    let calls = 0;
    intake.outside.answer = (question) => (calls++ === 0 ? { signalen: [] } : recognised(question));
    const [receipt, other] = await receiptsOf(record, neighbour);
    expect(receipt).toMatchObject({ statusMelding: 'A', signalen: [{ code: '358', veld: '' }] });
    expect(other!.statusMelding).toBe('B');
    expect((await lookUp(idOf(record))).status).toBe(404);
    expect((await receiptsOf(record))[0]!.statusMelding).toBe('B');
  });
});

describe('the look-up of a receipt', () => {
  it('is 404 for what was never taken in and for callers without a mandate, 400 for what is no id', async () => {
    const record = appointmentRecord();
    await receiptsOf(record);
    expect((await lookUp(randomUUID())).status).toBe(404);
    expect((await lookUp(idOf(record), { oin: '00000001000000000002' })).status).toBe(404);
    expect((await lookUp('geen-id')).status).toBe(400);
  });
  it('asks for the sender when several of the caller used the id', async () => {
    const other = '41797';
    await intake.giveMandate(supplierOin, other, '01');
    const first = appointmentRecord();
    const second = appointmentRecord(
      {},
      {
        ...first.kop,
        verzendendeInstantie: other,
        bevoegdGezagNummer: other,
      },
    );
    await receiptsOf(first, second);
    expect((await lookUp(idOf(first))).status).toBe(409);
    const { status, body } = await lookUp(`${idOf(first)}?verzendendeInstantie=${other}`);
    expect(status).toBe(200);
    expect(body.signalen[0].code).toBe('356');
  });
});

it('keeps nothing of the person: no column of any table holds the number or the birth date', async () => {
  await receiptsOf(appointmentRecord(), appointmentRecord({ sector: bsn }), appointmentRecord({ [bsn]: 1 }));
  for (const table of ['receipts', 'feedback', 'deliveries', 'delivery_points'] as const) {
    const { rows } = await intake.database.query<{ n: number }>(
      `select count(*) as n from ${table} t where t::text like '%' || $1 || '%' or t::text like '%1985-04-12%'`,
      [bsn],
    );
    expect(rows[0]!.n).toBe(0);
  }
});
