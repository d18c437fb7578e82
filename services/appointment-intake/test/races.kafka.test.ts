import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { eventually } from '../../../test/support/eventually.ts';
import type { IncomingRecord } from '../../_platform/src/messaging/messaging.ts';
import { startRunningIntake, supplierOin, type RunningIntake } from './support/running-intake.ts';
import {
  appointmentRecord,
  board,
  bsn,
  correctionAnswerRecord,
  delivery,
  deletionRecord,
  keyDataRecord,
  overviewRecord,
  type Json,
} from './support/records.ts';

let intake: RunningIntake;
let commands: readonly IncomingRecord[];

beforeAll(async () => {
  intake = await startRunningIntake();
  await intake.giveMandate(supplierOin, board, '01');
  commands = await intake.service.follow('lrr.opdracht.v1');
});
afterAll(() => intake.stop());

const idOf = (record: Json): string => record.kop.identificatiecodeBedrijfsdocument as string;
const commandsOf = (record: Json) => commands.filter(({ value }) => value?.includes(idOf(record)));
const fetchBundle = (volgnummerVerzoek: number, maxAantal = 500) =>
  intake.call('POST', '/v1/terugkoppelingen/ophalen', {
    bevoegdGezagNummer: board,
    aanleverpuntnummer: '01',
    volgnummerVerzoek,
    maxAantal,
  });

/** The same JSON with every object's members in the opposite order. */
function reversed(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(reversed);
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

describe('one record, fifty times at once', () => {
  /** Ways to write one record: order of members, white space, escapes, and the spelling of a number. */
  function spellings(record: Json): Buffer[] {
    const texts = [JSON.stringify(record), JSON.stringify(reversed(record)), JSON.stringify(record, null, 3)];
    return texts
      .flatMap((text) =>
        ['1', '1.0', '1e0', '10e-1', '0.1E+1'].map((one) =>
          text.replace(/"standvolgnummer": ?1/, `"standvolgnummer":${one}`),
        ),
      )
      .flatMap((text) => [text, text.replaceAll('VO', '\\u0056\\u004f')])
      .map((text) => Buffer.from(`{"leveringId":"${randomUUID()}","berichten":[${text}]}`));
  }

  it('however it is written, it is one record: one receipt, one command', async () => {
    const record = appointmentRecord({ standvolgnummer: 1 });
    const bodies = spellings(record);
    expect(new Set(bodies.map((body) => body.toString().slice(60))).size).toBeGreaterThan(20);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        intake.call('POST', '/v1/leveringen', undefined, { raw: bodies[index % bodies.length]! }),
      ),
    );
    const receipts = answers.map(({ body }) => body.ontvangstbevestigingen[0]);
    expect(receipts[0]).toMatchObject({ statusMelding: 'B' });
    for (const receipt of receipts) expect(receipt).toEqual(receipts[0]);

    const later = appointmentRecord();
    await intake.call('POST', '/v1/leveringen', delivery(later));
    await eventually(() => (commandsOf(later).length > 0 ? true : undefined));
    expect(commandsOf(record)).toHaveLength(1);
  });

  it.each([
    ['2', deletionRecord],
    ['3', keyDataRecord],
    ['4', () => overviewRecord({ personen: [{ burgerservicenummer: bsn }] })],
  ])('record %s: one receipt, one command', async (_kind, make) => {
    const record: Json = make();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => intake.call('POST', '/v1/leveringen', delivery(record))),
    );
    const receipts = answers.map(({ body }) => body.ontvangstbevestigingen[0]);
    expect(receipts[0]).toMatchObject({ statusMelding: 'B' });
    for (const receipt of receipts) expect(receipt).toEqual(receipts[0]);
    await eventually(() => (commandsOf(record).length > 0 ? true : undefined));
    const { rows } = await intake.database.query('select status from receipts where message_id = $1', [idOf(record)]);
    expect(rows).toEqual([{ status: 'B' }]);
    expect(commandsOf(record)).toHaveLength(1);
  });

  it('with other contents among them: one of them is taken in, those that differ from it get 396', async () => {
    const record = deletionRecord();
    const contents = ['DUBBEL', 'NOOIT_INGEGAAN', 'VERKEERDE_PERSOON'].map((reden) => ({
      ...record,
      verwijderingBenoeming: { ...record.verwijderingBenoeming, reden },
    }));
    const answers = await Promise.all(
      Array.from({ length: 48 }, (_, index) => intake.call('POST', '/v1/leveringen', delivery(contents[index % 3]))),
    );
    const codes = answers.map(({ body }, index) => {
      const { statusMelding, signalen } = body.ontvangstbevestigingen[0];
      return `${index % 3} ${statusMelding as string} ${(signalen as Json[]).map(({ code }) => code as string).join()}`;
    });
    const winner = codes.find((code) => code.includes(' B '))?.slice(0, 1);
    const expected = [0, 1, 2].map((content) => (`${content}` === winner ? `${content} B ` : `${content} A 396`));
    expect([...new Set(codes)].sort()).toEqual(expected);
  });

  it('rejected: one record 13', async () => {
    const record = correctionAnswerRecord();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => intake.call('POST', '/v1/leveringen', delivery(record))),
    );
    const receipts = answers.map(({ body }) => body.ontvangstbevestigingen[0]);
    expect(receipts[0].signalen).toMatchObject([{ code: '621' }]);
    for (const receipt of receipts) expect(receipt).toEqual(receipts[0]);
    const { rows } = await intake.database.query('select kind from feedback where answers = $1', [idOf(record)]);
    expect(rows).toEqual([{ kind: 'TERUGKOPPELING_AFKEURING' }]);
  });
});

describe('fetching while records come in', () => {
  it('by two at once, with answers lost and a restart in the middle: every record once, in order', async () => {
    const sent: string[] = [];
    const putRejected = async (count: number) => {
      const records = Array.from({ length: count }, () => appointmentRecord({ sector: 'ONZIN' }));
      await intake.call('POST', '/v1/leveringen', delivery(...records));
      sent.push(...records.map(idOf));
    };
    const drained = await fetchBundle(1);
    expect(drained.body.restant).toBe(0);

    await putRejected(40);
    const got: string[] = [];
    const answersOf = (body: Json): string[] => body.berichten.map(({ kop }: Json) => kop.verwijstNaar as string);
    let number = 1;
    for (let round = 0; round < 8; round += 1) {
      number += 1;
      const [one, other] = await Promise.all([fetchBundle(number, 7), fetchBundle(number, 12), putRejected(2)]);
      expect(one.body).toEqual(other.body);
      // The answer got lost: the same number gives it again, also from a process that was started since.
      if (round === 4) await intake.service.restart();
      const again = await fetchBundle(number, 3);
      expect(again.body).toEqual(one.body);
      got.push(...answersOf(again.body));
    }
    for (let restant = 1; restant > 0;) {
      number += 1;
      const { body } = await fetchBundle(number, 9);
      got.push(...answersOf(body));
      restant = body.restant as number;
    }
    expect(got).toHaveLength(sent.length);
    expect(new Set(got)).toEqual(new Set(sent));
    expect(got.slice(0, 40)).toEqual(sent.slice(0, 40));
    expect((await fetchBundle(number - 1)).status).toBe(409);
  });
});
