import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomInt, randomUUID } from 'node:crypto';
import { kafkaBrokers } from '../../../test/support/kafka.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { dayOf } from '../../_platform/src/clock/amsterdam.ts';
import { silentLogger } from '../../_platform/src/logging/create-logger.ts';
import { connectKafka } from '../../_platform/src/messaging/kafkajs/connect-kafka.ts';
import type { Messaging, Publisher } from '../../_platform/src/messaging/messaging.ts';
import { keepQuality } from '../src/intake/keep-quality.ts';
import { appointmentRecord, board, bsn, deletionRecord, delivery, type Json } from './support/records.ts';
import { startRunningIntake, type RunningIntake } from './support/running-intake.ts';
import { recognised } from './support/stand-in.ts';

let intake: RunningIntake;
let messaging: Messaging;
let register: Publisher;
/** Each test has a supplier of its own, so their figures do not meet, and an appointment of its own. */
let oin: string;
let volgnummer: string;

beforeAll(async () => {
  intake = await startRunningIntake();
  messaging = connectKafka({ brokers: kafkaBrokers(), clientId: 'register', prefix: intake.prefix, log: silentLogger });
  register = messaging.publisher('register');
});
afterAll(async () => {
  await register.close();
  await messaging.close(5_000);
  await intake.stop();
});
beforeEach(async () => {
  intake.outside.answer = recognised;
  oin = `0000000200${String(randomInt(1e9, 9e9))}`;
  volgnummer = String(randomInt(1e9, 9e9));
  await intake.giveMandate(oin, board, '01');
});

const idOf = (record: Json): string => record.kop.identificatiecodeBedrijfsdocument as string;
const appointment = (change: Json = {}) =>
  appointmentRecord({ benoemingvolgnummer: volgnummer, ...change }, { oinLeverancier: oin });
const deletion = () => deletionRecord({ benoemingvolgnummer: volgnummer }, { oinLeverancier: oin });

async function deliver(...records: Json[]): Promise<Json[]> {
  const { body, status } = await intake.call('POST', '/v1/leveringen', delivery(...records), { oin });
  expect(status).toBe(202);
  return body.ontvangstbevestigingen as Json[];
}

/** Cases of this test: their last record is one of these. */
async function casesOf(...records: Json[]): Promise<Json[]> {
  const ids = new Set(records.map(idOf));
  const found: Json[] = [];
  let cursor = '';
  for (;;) {
    const query = `bevoegdGezagNummer=${board}&maxAantal=2${cursor}`;
    const { body } = await intake.call('GET', `/v1/afkeuringen?${query}`, undefined, { oin });
    found.push(...(body.afkeuringen as Json[]).filter((one) => ids.has(one.laatsteBericht as string)));
    if (body.volgende === undefined) return found;
    cursor = `&cursor=${String(body.volgende)}`;
  }
}

const accepted = { terugkoppelingBenoeming: undefined };
const rejectedWith = (code: string) => ({
  terugkoppelingAfkeuring: { signalen: [{ code, ernst: 'A', veld: '/benoeming', tekst: 'niet goed' }] },
});

/** The register answers a record. */
async function answer(record: Json, body: Json): Promise<void> {
  const isRejected = 'terugkoppelingAfkeuring' in body;
  const isDeletion = 'verwijderingBenoeming' in record;
  const berichtsoort = isRejected
    ? 'TERUGKOPPELING_AFKEURING'
    : isDeletion
      ? 'TERUGKOPPELING_VERWIJDERING'
      : 'TERUGKOPPELING_BENOEMING';
  const { persoon: _, ...stand } = record.benoeming ?? {};
  const told = isRejected
    ? body
    : isDeletion
      ? { terugkoppelingVerwijdering: { benoemingvolgnummer: volgnummer, signalen: [] } }
      : { terugkoppelingBenoeming: { benoemingvolgnummer: volgnummer, stand, registratieplekken: [], signalen: [] } };
  const id = randomUUID();
  const feedback = {
    kop: {
      identificatiecodeBedrijfsdocument: id,
      berichtsoort,
      berichtenboekVersie: '1.0',
      verzendendeInstantie: 'LRR',
      ontvangendeInstantie: board,
      verwijstNaar: idOf(record),
      datumTijdBedrijfsdocument: '2026-01-15T10:00:00.000Z',
      bevoegdGezagNummer: board,
      aanleverpuntnummer: '01',
    },
    ...told,
  };
  await register.publish([
    {
      topic: 'lrr.terugkoppeling.v1',
      key: Buffer.from(`00000000-0000-4000-8000-000${bsn}`),
      value: Buffer.from(JSON.stringify(feedback)),
      headers: { id, type: berichtsoort },
    },
  ]);
  await eventually(async () => {
    const { rows } = await intake.database.query('select from feedback where id = $1', [id]);
    return rows[0];
  });
}

async function quality(): Promise<Json> {
  const path = `/v1/leveranciers/${oin}/kwaliteit?maand=${dayOf(new Date()).slice(0, 7)}`;
  return (await intake.call('GET', path, undefined, { oin })).body;
}

describe('a record that its receipt rejected', () => {
  it('has a case from then on; the next rejected attempt joins it; the register closes it, not the receipt', async () => {
    const [first, second] = [appointment({ sector: 'ONZIN' }), appointment({ soortBetrekking: 'ONZIN' })];
    const [receipt] = await deliver(first);
    await deliver(second);
    expect(await casesOf(second)).toMatchObject([
      {
        open: true,
        dagen: 0,
        berichtsoort: 'AANLEVEREN_BENOEMING',
        aantalPogingen: 2,
        eersteBericht: idOf(first),
        laatsteBericht: idOf(second),
        eersteSignalen: receipt!.signalen,
        laatsteSignalen: [{ code: '741', veld: '/benoeming/soortBetrekking' }],
      },
    ]);
    const repaired = appointment();
    await deliver(repaired);
    expect(await casesOf(second)).toMatchObject([{ open: true }]);
    await answer(repaired, accepted);
    expect(await casesOf(second)).toMatchObject([{ open: false, aantalPogingen: 2 }]);
  });

  it('in a later stage tells which appointment it was', async () => {
    const record = appointment({
      perioden: [{ datumBegin: '2025-08-01', grondslagen: [{ benoemingsgrondslag: '501', vestigingen: ['00ZZ99'] }] }],
    });
    await deliver(record);
    expect(await casesOf(record)).toMatchObject([
      { benoemingvolgnummer: volgnummer, laatsteSignalen: [{ code: '301' }] },
    ]);
  });

  it('because its number was wrong is repaired by one with the same personeelsnummer', async () => {
    const wrong = appointment({
      personeelsnummer: `P-${volgnummer}`,
      persoon: { burgerservicenummer: '123456789', geboortedatum: '1985-04-12', geslacht: 'V' },
    });
    await deliver(wrong);
    const repaired = appointment({ personeelsnummer: `P-${volgnummer}` });
    await deliver(repaired);
    await answer(repaired, accepted);
    expect(await casesOf(wrong)).toMatchObject([{ open: false }]);
  });

  it('and repaired in the same request is closed by the second', async () => {
    const [wrong, repaired] = [appointment({ sector: 'ONZIN' }), appointment()];
    await deliver(wrong, repaired);
    await answer(repaired, accepted);
    expect(await casesOf(wrong)).toMatchObject([{ open: false }]);
  });

  it('keeps nothing of a person', async () => {
    const record = appointment({ sector: 'ONZIN', personeelsnummer: bsn });
    await deliver(record);
    const { rows } = await intake.database.query<{ row: string }>(
      `select c::text as row from cases c where last_message = $1
       union all select k::text from case_keys k join cases c on c.id = k.case_id where last_message = $1`,
      [idOf(record)],
    );
    expect(rows.length).toBeGreaterThan(1);
    for (const { row } of rows) {
      expect(row).not.toContain(bsn);
      expect(row).not.toContain('1985-04-12');
      expect(row).not.toContain(volgnummer);
    }
  });

  it('not stored (KOP, AUTORISATIE), or sent again, makes no case', async () => {
    const [unauthorised, wrong] = [appointment(), appointment({ sector: 'ONZIN' })];
    unauthorised.kop.aanleverpuntnummer = '77';
    await deliver(unauthorised, wrong);
    await deliver(wrong);
    expect(await casesOf(unauthorised)).toEqual([]);
    expect(await casesOf(wrong)).toMatchObject([{ aantalPogingen: 1 }]);
  });
});

describe('a record that the register rejected', () => {
  it('has a case that its repair closes', async () => {
    const record = appointment();
    await deliver(record);
    expect(await casesOf(record)).toEqual([]);
    await answer(record, rejectedWith('606'));
    expect(await casesOf(record)).toMatchObject([
      { open: true, laatsteSignalen: [{ code: '606' }], aantalPogingen: 1 },
    ]);
    const again = appointment();
    await deliver(again);
    await answer(again, rejectedWith('620'));
    expect(await casesOf(again)).toMatchObject([{ open: true, aantalPogingen: 2, eersteSignalen: [{ code: '606' }] }]);
    const repaired = appointment();
    await deliver(repaired);
    await answer(repaired, accepted);
    expect(await casesOf(again)).toMatchObject([{ open: false }]);
  });

  it('after its repair had been delivered is closed all the same', async () => {
    const [record, repaired] = [appointment(), appointment()];
    await deliver(record);
    await deliver(repaired);
    await answer(record, rejectedWith('606'));
    await answer(repaired, accepted);
    expect(await casesOf(record)).toMatchObject([{ open: false }]);
  });

  it('does not count as repaired by an older one that is accepted after it', async () => {
    const [older, newer] = [appointment(), appointment({ sector: 'ONZIN' })];
    await deliver(older);
    await deliver(newer);
    await answer(older, accepted);
    expect(await casesOf(newer)).toMatchObject([{ open: true }]);
  });

  it('as a deletion is another case; an accepted deletion closes that of the appointment', async () => {
    const wrong = appointment({ sector: 'ONZIN' });
    await deliver(wrong);
    const removed = deletion();
    await deliver(removed);
    await answer(removed, rejectedWith('304'));
    expect(await casesOf(wrong, removed)).toMatchObject([{ open: true }, { open: true }]);
    const again = deletion();
    await deliver(again);
    await answer(again, accepted);
    expect(await casesOf(wrong, removed)).toMatchObject([{ open: false }, { open: false }]);
  });
});

it('a trial has no cases and does not count', async () => {
  const trialBoard = String(randomInt(10_000, 89_999));
  await intake.giveMandate(oin, trialBoard, '01');
  const token = await intake.outside.tokenFor({}, { scope: 'beheer' });
  const phase = { fase: 'PROEF', ingangsdatum: dayOf(new Date()) };
  expect((await intake.call('PUT', `/v1/besturen/${trialBoard}/fase`, phase, { token })).status).toBeLessThan(300);
  const record = appointment({ sector: 'ONZIN' });
  Object.assign(record.kop, { bevoegdGezagNummer: trialBoard, verzendendeInstantie: trialBoard });
  expect(await deliver(record)).toMatchObject([{ statusMelding: 'A', signalen: [{ code: '741' }] }]);
  const path = `/v1/afkeuringen?bevoegdGezagNummer=${trialBoard}`;
  expect((await intake.call('GET', path, undefined, { oin })).body).toEqual({ afkeuringen: [] });
  expect(await quality()).toMatchObject({ geleverd: 0, afgekeurd: 0 });
});

describe('who may see', () => {
  it('cases: only with a mandate, and only of the delivery points of the mandate', async () => {
    const record = appointment({ sector: 'ONZIN' });
    await deliver(record);
    const path = `/v1/afkeuringen?bevoegdGezagNummer=${board}`;
    const other = '00000009000000000001';
    expect((await intake.call('GET', path, undefined, { oin: other })).status).toBe(403);
    await intake.giveMandate(other, board, '02');
    expect((await intake.call('GET', path, undefined, { oin: other })).body).toEqual({ afkeuringen: [] });
  });

  it('figures: their own supplier, and beheer', async () => {
    const path = `/v1/leveranciers/${oin}/kwaliteit?maand=2026-01`;
    expect((await intake.call('GET', path, undefined, { oin: '00000009000000000001' })).status).toBe(403);
    expect((await intake.call('GET', path, undefined, { oin })).status).toBe(200);
    const token = await intake.outside.tokenFor({}, { scope: 'beheer' });
    expect((await intake.call('GET', path, undefined, { token })).status).toBe(200);
    expect((await intake.call('GET', path.replace('-01', '-13'), undefined, { oin })).status).toBe(400);
  });
});

describe('figures of a supplier', () => {
  it('count records, rejecting signals of receipt and register, and repairs; the same before and after they are summed', async () => {
    const [wrong, late, repaired] = [appointment({ sector: 'ONZIN' }), appointment(), appointment()];
    await deliver(wrong);
    await deliver(wrong);
    await deliver(late);
    await answer(late, rejectedWith('606'));
    await deliver(repaired);
    await answer(repaired, accepted);
    const expected = {
      oin,
      geleverd: 3,
      afgekeurd: 2,
      aandeelAfgekeurd: 0.6667,
      signalen: [
        { code: '606', aantal: 1, aandeel: 0.3333 },
        { code: '741', aantal: 1, aandeel: 0.3333 },
      ],
      herstel: { aantal: 1, mediaanDagen: 0, p90Dagen: 0 },
    };
    const shown = await quality();
    expect(shown).toMatchObject({ ...expected, signalen: expect.any(Array) });
    expect(shown.signalen).toEqual(expected.signalen.map((signal) => expect.objectContaining(signal)));
    const clock = { now: () => new Date(), today: () => new Date().toISOString().slice(0, 10) };
    await keepQuality({ database: intake.database, clock, log: silentLogger }).stop();
    const { rows } = await intake.database.query('select from quality_tallies where oin = $1', [oin]);
    expect(rows).toEqual([]);
    expect(await quality()).toEqual(shown);
  });
});

it('forgets cases 13 months after their last record, and keeps the sums', async () => {
  const record = appointment({ sector: 'ONZIN' });
  await deliver(record);
  const inFourteenMonths = new Date();
  inFourteenMonths.setUTCMonth(inFourteenMonths.getUTCMonth() + 14);
  const clock = { now: () => inFourteenMonths, today: () => inFourteenMonths.toISOString().slice(0, 10) };
  await keepQuality({ database: intake.database, clock, log: silentLogger }).stop();
  expect(await casesOf(record)).toEqual([]);
  const { rows } = await intake.database.query('select from case_keys');
  expect(rows).toEqual([]);
  expect(await quality()).toMatchObject({ geleverd: 1, afgekeurd: 1 });
});
