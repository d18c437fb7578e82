import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { eventually } from '../../../test/support/eventually.ts';
import { shapeCheck } from '../../../schemas/message-book/v1/validators.ts';
import { startRunningIntake, supplierOin, type RunningIntake } from './support/running-intake.ts';
import { recognised } from './support/stand-in.ts';
import { appointmentRecord, board, delivery, type Json } from './support/records.ts';
import { openStream, sendStream } from './support/stream-client.ts';

let intake: RunningIntake;
const checkReceipt = shapeCheck('ontvangstbevestiging');

beforeAll(async () => {
  intake = await startRunningIntake();
  await intake.giveMandate(supplierOin, board, '01');
});
afterEach(() => {
  intake.outside.vaultIsDown = false;
  intake.outside.answer = recognised;
});
afterAll(() => intake.stop());

const records = (count: number): Json[] => Array.from({ length: count }, () => appointmentRecord());
const idOf = (record: Json): string => record.kop.identificatiecodeBedrijfsdocument;
const idsOf = (list: Json[]) => list.map((receipt) => receipt.identificatiecodeBedrijfsdocument);
const lookUp = (id: string, query = '', oin = supplierOin) =>
  intake.call('GET', `/v1/leveringen/${id}${query}`, undefined, { oin });
const storedReceipts = async (ids: string[]) => {
  const { rows } = await intake.database.query<{ message_id: string }>(
    'select message_id from receipts where message_id = any($1)',
    [ids],
  );
  return new Set(rows.map((row) => row.message_id));
};

describe('a delivery as NDJSON', () => {
  it('gets a receipt a line, in the order sent, and a last line that says it is complete', async () => {
    const sent = records(350);
    const leveringId = randomUUID();
    const { status, receipts, closing, isWhole } = await sendStream(intake, sent, { leveringId });
    expect([status, isWhole]).toEqual([202, true]);
    expect(idsOf(receipts)).toEqual(sent.map(idOf));
    for (const receipt of receipts) {
      expect(checkReceipt(receipt)).toEqual([]);
      expect(receipt.statusMelding).toBe('B');
    }
    expect(closing).toEqual({ leveringId, toestand: 'VOLLEDIG', aantal: 350 });
    expect((await storedReceipts(sent.map(idOf))).size).toBe(350);
  });

  it('is answered while it is sent: each receipt after the commit of its record', async () => {
    const stream = await openStream(intake);
    const [first, second] = records(2);
    await stream.write({ leveringId: randomUUID() }, first);
    const receipt = await stream.next();
    expect(receipt.identificatiecodeBedrijfsdocument).toBe(idOf(first));
    expect(await storedReceipts([idOf(first)])).toEqual(new Set([idOf(first)]));
    await stream.write(second);
    expect((await stream.next()).identificatiecodeBedrijfsdocument).toBe(idOf(second));
    stream.end();
    expect(await stream.next()).toMatchObject({ toestand: 'VOLLEDIG', aantal: 2 });
    expect(await stream.next()).toBeUndefined();
  });

  it('may be packed with gzip, like a JSON body', async () => {
    const sent = records(120);
    const lines = [{ leveringId: randomUUID() }, ...sent].map((line) => JSON.stringify(line)).join('\n');
    const headers = { 'content-encoding': 'gzip' };
    const { status, receipts, closing } = await sendStream(intake, [], { raw: gzipSync(lines), headers });
    expect([status, closing.toestand]).toEqual([202, 'VOLLEDIG']);
    expect(idsOf(receipts)).toEqual(sent.map(idOf));

    const body = delivery(appointmentRecord());
    const raw = gzipSync(JSON.stringify(body));
    expect((await intake.call('POST', '/v1/leveringen', undefined, { raw, headers })).status).toBe(202);
  });

  it('a broken line is one rejected record at its place and spoils nothing', async () => {
    const [before, after] = records(2);
    const broken = [
      '{"kop":',
      '',
      '   ',
      '{"a":1,"a":2}',
      '{"a":9007199254740993}',
      '{"a":1e400}',
      '{"a":"\\ud800"}',
      '{"a":"\\u0000"}',
      '{"a":1}{"b":2}',
      '['.repeat(100_000),
      Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d, 0x0a]),
      '\ufeff{}',
      '{"__proto__":{"a":1}}',
      'null',
      `"${'x'.repeat(3 * 1024 * 1024)}"`,
    ];
    const leveringId = randomUUID();
    const { status, receipts, closing } = await sendStream(intake, [before, ...broken, after], { leveringId });
    expect([status, closing.toestand, receipts.length]).toEqual([202, 'VOLLEDIG', broken.length + 2]);
    for (const receipt of receipts) expect(checkReceipt(receipt)).toEqual([]);
    expect(receipts.at(0)).toMatchObject({ statusMelding: 'B' });
    expect(receipts.at(-1)).toMatchObject({ statusMelding: 'B' });
    for (const receipt of receipts.slice(1, -1)) {
      expect(receipt.statusMelding).toBe('A');
      expect(receipt.signalen.map(({ code }: Json) => code)).toContain('359');
      expect(receipt).not.toHaveProperty('ontvangstId');
    }
    expect(receipts.at(-2).signalen.map(({ code }: Json) => code)).toEqual(['359', '743']);
    const { body } = await lookUp(leveringId);
    expect(body.aantallen).toMatchObject({ ontvangen: 17, aangenomen: 2, afgekeurd: 15 });
    expect(body.aantallen.signalen).toEqual([
      { code: '359', aantal: 15 },
      { code: '740', aantal: 1 },
      { code: '743', aantal: 1 },
    ]);
    expect(body.ontvangstbevestigingen).toEqual(receipts);
  });

  it.each<[string, Json[]]>([
    ['no object', ['x']],
    ['no delivery id', ['{}']],
    ['a delivery id that is none', ['{"leveringId":"x"}']],
    ['an unknown field', [`{"leveringId":"${randomUUID()}","extra":1}`]],
    ['records in it', [`{"leveringId":"${randomUUID()}","berichten":[1]}`]],
    ['no record', [`{"leveringId":"${randomUUID()}"}`]],
  ])('a first line with %s: 400', async (_what, lines) => {
    const raw = Buffer.from(`${lines.join('\n')}\n`);
    const { status } = await sendStream(intake, [], { raw });
    expect(status).toBe(400);
  });

  it('nothing at all, or a line feed: 400', async () => {
    for (const raw of [Buffer.alloc(0), Buffer.from('\n')]) {
      expect((await sendStream(intake, [], { raw })).status).toBe(400);
    }
  });
});

describe('the same delivery again', () => {
  it('gets the same receipts, as lines or as one body; another content is refused', async () => {
    const sent = records(130);
    const leveringId = randomUUID();
    const first = await sendStream(intake, sent, { leveringId });
    const again = await sendStream(intake, sent, { leveringId });
    expect([again.closing, again.receipts]).toEqual([first.closing, first.receipts]);
    const asOne = await intake.call('POST', '/v1/leveringen', { leveringId, berichten: sent });
    expect([asOne.status, asOne.body.ontvangstbevestigingen]).toEqual([202, first.receipts]);

    const [other] = records(1);
    const changed = await sendStream(intake, [other, ...sent.slice(1)], { leveringId });
    expect(changed.status).toBe(409);
    const more = await sendStream(intake, [...sent, other], { leveringId });
    expect(more.closing).toMatchObject({
      toestand: 'AFGEBROKEN',
      probleem: { type: 'urn:lrr:probleem:levering-hergebruikt', status: 409 },
    });
    expect(more.isWhole).toBe(false);
    const less = await sendStream(intake, sent.slice(0, -1), { leveringId });
    expect(less.closing.probleem.status).toBe(409);
    expect((await storedReceipts([idOf(other)])).size).toBe(0);
    expect((await lookUp(leveringId)).body).toMatchObject({ toestand: 'VOLLEDIG', aantallen: { ontvangen: 130 } });
  });

  it('that was sent in one body is known as lines', async () => {
    const body = delivery(...records(3));
    const { body: first } = await intake.call('POST', '/v1/leveringen', body);
    const again = await sendStream(intake, body.berichten, { leveringId: body.leveringId });
    expect([again.closing.toestand, again.receipts]).toEqual(['VOLLEDIG', first.ontvangstbevestigingen]);
  });
});

describe('a delivery that breaks half-way', () => {
  it('by its client: what was taken stays, and the same delivery goes on behind it', async () => {
    const sent = records(40);
    const leveringId = randomUUID();
    const stream = await openStream(intake);
    await stream.write({ leveringId }, ...sent.slice(0, 25));
    for (let count = 0; count < 25; count += 1) await stream.next();
    await stream.write(JSON.stringify(sent[25]).slice(0, 50).trimEnd());
    stream.breakOff();
    const broken = await eventually(
      async () => {
        const { body } = await lookUp(leveringId);
        return body.toestand === 'AFGEBROKEN' ? body : undefined;
      },
      { what: 'the delivery to be broken off' },
    );
    expect(broken.aantallen.ontvangen).toBeGreaterThanOrEqual(25);

    const calls = intake.outside.vaultCalls.flat().length;
    const again = await sendStream(intake, sent, { leveringId });
    expect(again.closing).toEqual({ leveringId, toestand: 'VOLLEDIG', aantal: 40 });
    expect(idsOf(again.receipts)).toEqual(sent.map(idOf));
    // Those taken before are not judged again.
    expect(intake.outside.vaultCalls.flat().length - calls).toBe(15);
    expect((await lookUp(leveringId, '?maxAantal=500')).body).toMatchObject({
      toestand: 'VOLLEDIG',
      aantallen: { ontvangen: 40, aangenomen: 40, afgekeurd: 0, signalen: [] },
      ontvangstbevestigingen: again.receipts,
    });
  });

  it('cannot go on with other records, and not end before', async () => {
    const sent = records(10);
    const leveringId = randomUUID();
    const stream = await openStream(intake);
    await stream.write({ leveringId }, ...sent);
    for (let count = 0; count < 10; count += 1) await stream.next();
    stream.breakOff();
    await eventually(async () => (await lookUp(leveringId)).body.toestand === 'AFGEBROKEN' || undefined);
    const others = [...sent.slice(0, 4), ...records(6)];
    expect((await sendStream(intake, others, { leveringId })).status).toBe(409);
    expect((await intake.call('POST', '/v1/leveringen', { leveringId, berichten: others })).status).toBe(409);
    expect((await sendStream(intake, sent.slice(0, 4), { leveringId })).closing.probleem.status).toBe(409);
    expect((await intake.call('POST', '/v1/leveringen', { leveringId, berichten: sent })).status).toBe(202);
    expect((await lookUp(leveringId)).body.toestand).toBe('VOLLEDIG');
  });

  it('by the vault: the last line tells the problem, and the connection ends unfinished', async () => {
    const sent = records(3);
    const leveringId = randomUUID();
    const stream = await openStream(intake);
    await stream.write({ leveringId }, sent[0]);
    await stream.next();
    intake.outside.vaultIsDown = true;
    await stream.write(sent[1], sent[2]);
    const closing = await stream.next();
    expect(closing).toMatchObject({ leveringId, toestand: 'AFGEBROKEN', aantal: 1 });
    expect(closing.probleem).toMatchObject({ type: 'urn:lrr:probleem:even-niet-beschikbaar', status: 503 });
    expect(await stream.next()).toBeUndefined();
    expect((await stream.response).complete).toBe(false);
    expect((await storedReceipts(sent.map(idOf))).size).toBe(1);
    expect((await lookUp(leveringId)).body).toMatchObject({ toestand: 'AFGEBROKEN', aantallen: { ontvangen: 1 } });

    intake.outside.vaultIsDown = false;
    expect((await sendStream(intake, sent, { leveringId })).closing.toestand).toBe('VOLLEDIG');
  });

  it('by the vault before its first receipt: 503, and nothing is known of it', async () => {
    intake.outside.vaultIsDown = true;
    const leveringId = randomUUID();
    expect((await sendStream(intake, records(2), { leveringId })).status).toBe(503);
    expect((await lookUp(leveringId)).status).toBe(404);
  });

  it('by the database', async () => {
    const sent = records(2);
    const stream = await openStream(intake);
    await stream.write({ leveringId: randomUUID() }, sent[0]);
    await stream.next();
    await intake.letDatabaseIn(false);
    try {
      await stream.write(sent[1]);
      expect((await stream.next()).probleem.status).toBe(503);
      expect(await stream.next()).toBeUndefined();
    } finally {
      await intake.letDatabaseIn(true);
    }
  });

  it('by a later request for the same delivery: only that one goes on', async () => {
    const sent = records(4);
    const leveringId = randomUUID();
    const halfOpen = await openStream(intake);
    await halfOpen.write({ leveringId }, sent[0]);
    await halfOpen.next();
    const later = await openStream(intake);
    await later.write({ leveringId }, sent[0], sent[1]);
    await later.next();
    await later.next();
    await halfOpen.write(sent[1]);
    expect((await halfOpen.next()).probleem.type).toBe('urn:lrr:probleem:levering-overgenomen');
    await later.write(sent[2], sent[3]);
    later.end();
    await later.next();
    await later.next();
    expect(await later.next()).toEqual({ leveringId, toestand: 'VOLLEDIG', aantal: 4 });
  });
});

describe('streams at once', () => {
  it('are four of one supplier: one more is put off until one of them ends, however it ends', async () => {
    const open = async () => {
      const stream = await openStream(intake);
      await stream.write({ leveringId: randomUUID() }, ...records(1));
      await stream.next();
      return stream;
    };
    const streams = await Promise.all(Array.from({ length: 4 }, open));
    const late = await sendStream(intake, records(1));
    expect(late.status).toBe(429);
    const other = await sendStream(intake, records(1), { oin: '00000001000000000002' });
    expect(other.status).toBe(202);
    const sendsAgain = () =>
      eventually(async () => (await sendStream(intake, records(1))).status === 202 || undefined, {
        what: 'room for another stream',
      });
    streams[0]?.breakOff();
    await sendsAgain();
    streams[1]?.end();
    await sendsAgain();
    for (const stream of streams) stream.breakOff();
  });

  it('that are given up before their first receipt take no room', async () => {
    const waiting: (() => void)[] = [];
    const asked = new Promise<void>((resolve) => {
      intake.outside.meanwhile = () => {
        resolve();
        return new Promise((answered) => waiting.push(answered));
      };
    });
    const streams = await Promise.all(Array.from({ length: 4 }, () => openStream(intake)));
    for (const stream of streams) await stream.write({ leveringId: randomUUID() }, ...records(1));
    await asked;
    for (const stream of streams) stream.breakOff();
    intake.outside.meanwhile = () => Promise.resolve();
    for (const answer of waiting) answer();
    await eventually(async () => (await sendStream(intake, records(1))).status === 202 || undefined, {
      what: 'room for another stream',
    });
  });
});

describe('a delivery whose process', () => {
  it('stops: the part under way is answered, the rest is put off', async () => {
    const other = await startRunningIntake();
    await other.giveMandate(supplierOin, board, '01');
    const stream = await openStream(other);
    await stream.write({ leveringId: randomUUID() }, ...records(1));
    expect(await stream.next()).toMatchObject({ statusMelding: 'B' });
    const stopped = other.stop();
    expect(await stream.next()).toMatchObject({ toestand: 'AFGEBROKEN', aantal: 1, probleem: { status: 503 } });
    await stopped;
  });

  it('died is broken off when nothing has moved for minutes', async () => {
    const leveringId = randomUUID();
    const stream = await openStream(intake);
    await stream.write({ leveringId }, ...records(1));
    await stream.next();
    expect((await lookUp(leveringId)).body.toestand).toBe('LOOPT');
    await intake.database.query(
      "update deliveries set moved_at = now() - interval '4 minutes' where delivery_id = $1",
      [leveringId],
    );
    expect((await lookUp(leveringId)).body.toestand).toBe('AFGEBROKEN');
    stream.breakOff();
  });
});

describe('GET /v1/leveringen/{leveringId}', () => {
  it('gives pages of receipts and counts per signal', async () => {
    const rejected = Array.from({ length: 3 }, () => appointmentRecord({ sector: 'XX' }));
    const unauthorised = appointmentRecord({}, { aanleverpuntnummer: '77' });
    const sent = [...records(5), ...rejected, unauthorised];
    const leveringId = randomUUID();
    const { receipts } = await sendStream(intake, sent, { leveringId });
    const pages: Json[] = [];
    let cursor: string | undefined = '0';
    while (cursor !== undefined) {
      const { body } = (await lookUp(leveringId, `?maxAantal=4&cursor=${cursor}`)) as { body: Json };
      expect(body.aantallen).toEqual({
        ontvangen: 9,
        aangenomen: 5,
        afgekeurd: 4,
        signalen: [
          { code: '366', aantal: 1 },
          { code: '741', aantal: 3 },
        ],
      });
      pages.push(body.ontvangstbevestigingen);
      cursor = body.volgende;
    }
    expect(pages.map(({ length }) => length)).toEqual([4, 4, 1]);
    expect(pages.flat()).toEqual(receipts);
  });

  it('is the same for a delivery in one body', async () => {
    const body = delivery(...records(2));
    const { body: answer } = await intake.call('POST', '/v1/leveringen', body);
    expect((await lookUp(body.leveringId)).body).toEqual({
      leveringId: body.leveringId,
      toestand: 'VOLLEDIG',
      datumTijdOntvangst: answer.ontvangstbevestigingen[0].datumTijdOntvangst,
      aantallen: { ontvangen: 2, aangenomen: 2, afgekeurd: 0, signalen: [] },
      ontvangstbevestigingen: answer.ontvangstbevestigingen,
    });
  });

  it('tells the later answer when a record that was only answered comes again', async () => {
    const record = appointmentRecord({}, { aanleverpuntnummer: '55' });
    const body = delivery(record);
    await intake.call('POST', '/v1/leveringen', body);
    expect((await lookUp(body.leveringId)).body.aantallen.signalen).toEqual([{ code: '366', aantal: 1 }]);
    await intake.giveMandate(supplierOin, board, '55');
    await intake.call('POST', '/v1/leveringen', body);
    expect((await lookUp(body.leveringId)).body.aantallen).toMatchObject({ aangenomen: 1, signalen: [] });
  });

  it('knows only the own deliveries of its caller', async () => {
    const body = delivery(...records(1));
    await intake.call('POST', '/v1/leveringen', body);
    expect((await lookUp(body.leveringId, '', '00000001000000000002')).status).toBe(404);
    expect((await lookUp(randomUUID())).status).toBe(404);
    expect((await lookUp('x')).status).toBe(400);
    expect((await lookUp(body.leveringId, '?cursor=x')).status).toBe(400);
    expect((await lookUp(body.leveringId, '?maxAantal=501')).status).toBe(400);
  });
});
