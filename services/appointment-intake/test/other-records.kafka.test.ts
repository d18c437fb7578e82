import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '../../../test/support/eventually.ts';
import { shapeCheck } from '../../../schemas/message-book/v1/validators.ts';
import type { IncomingRecord } from '../../_platform/src/messaging/messaging.ts';
import { numbersOf, recognised, registerIdOf } from './support/stand-in.ts';
import { startRunningIntake, supplierOin, type RunningIntake } from './support/running-intake.ts';
import {
  board,
  bsn,
  correctionAnswerRecord,
  delivery,
  keyDataRecord,
  otherBsn,
  overviewRecord,
  thirdBsn,
  type Json,
} from './support/records.ts';

let intake: RunningIntake;
let commands: readonly IncomingRecord[];
let request = 0;

beforeAll(async () => {
  intake = await startRunningIntake();
  await intake.giveMandate(supplierOin, board, '01');
  commands = await intake.service.follow('lrr.opdracht.v1');
});
afterAll(() => intake.stop());
beforeEach(() => {
  Object.assign(intake.outside, { answer: recognised, registerIdOf, numbersOf, vaultIsDown: false });
  intake.outside.vaultCalls.length = 0;
  intake.outside.lookedUp.length = 0;
});

const idOf = (record: Json): string => record.kop.identificatiecodeBedrijfsdocument as string;
const deliver = (...records: Json[]) => intake.call('POST', '/v1/leveringen', delivery(...records));
const receiptOf = async (record: Json): Promise<Json> => (await deliver(record)).body.ontvangstbevestigingen[0];
const parsed = ({ value }: IncomingRecord): Json => JSON.parse(value?.toString() ?? 'null');

async function commandOf(record: Json): Promise<{ command: Json; wire: IncomingRecord }> {
  const wire = await eventually(() => commands.find((each) => parsed(each).bron.berichtId === idOf(record)), {
    what: 'the command of the record',
  });
  expect(shapeCheck('opdracht')(parsed(wire))).toEqual([]);
  return { command: parsed(wire), wire };
}

function feedback(example: string, head: Json, change: (record: Json) => void = () => undefined): Json {
  const examples = path.join(import.meta.dirname, '../../../schemas/message-book/v1/examples');
  const record = JSON.parse(readFileSync(path.join(examples, `terugkoppeling.${example}.json`), 'utf8'));
  Object.assign(record.kop, { identificatiecodeBedrijfsdocument: randomUUID(), bevoegdGezagNummer: board, ...head });
  change(record);
  return record;
}

async function fromRegister(key: string, ...records: Json[]): Promise<void> {
  await intake.service.publisher.publish(
    records.map((record) => ({
      topic: 'lrr.terugkoppeling.v1',
      key: Buffer.from(key),
      value: Buffer.from(JSON.stringify(record)),
      headers: { id: idOf(record), type: record.kop.berichtsoort as string },
    })),
  );
  for (const record of records) {
    await eventually(async () => {
      const { rows } = await intake.database.query('select 1 from feedback where id = $1', [idOf(record)]);
      return rows.length > 0 ? true : undefined;
    });
  }
}

const fetchBundle = (number = (request += 1)) =>
  intake.call('POST', '/v1/terugkoppelingen/ophalen', {
    bevoegdGezagNummer: board,
    aanleverpuntnummer: '01',
    volgnummerVerzoek: number,
    maxAantal: 500,
  });

async function asOperator(call: string): Promise<Json> {
  const token = await intake.outside.tokenFor({ rol: 'OPERATOR' }, { audience: 'urn:lrr:beheer' });
  return (await intake.call('GET', call, undefined, { token })).body;
}

const isWaiting = async (record: Json): Promise<boolean> =>
  ((await asOperator('/beheer/v1/onbeantwoord?minuten=0&maxAantal=1000')).berichten as Json[]).some(
    (row) => row.identificatiecodeBedrijfsdocument === idOf(record),
  );

describe('record 3', () => {
  it('asks the vault about both persons, and becomes a command that names the old one and nothing else', async () => {
    const record = keyDataRecord();
    expect(await receiptOf(record)).toMatchObject({ statusMelding: 'B', signalen: [] });
    const { command, wire } = await commandOf(record);
    expect(command).toMatchObject({ soort: 'AANLEVEREN_WIJZIGING_SLEUTELGEGEVENS', inhoud: {} });
    expect(command.registratieId).toBe(registerIdOf(bsn));
    expect(wire.key?.toString()).toBe(registerIdOf(bsn));
    expect(intake.outside.vaultCalls).toEqual([
      [
        {
          ...record.wijzigingSleutelgegevens.persoon,
          nieuwePersoon: record.wijzigingSleutelgegevens.nieuwePersoon,
          opdrachtId: command.id,
        },
      ],
    ]);
    expect(await isWaiting(record)).toBe(true);
    await fromRegister(registerIdOf(bsn), feedback('verwerkt', { verwijstNaar: idOf(record) }));
    expect(await isWaiting(record)).toBe(false);
  });
});

describe('record 4', () => {
  const persons = (...numbers: string[]): Json => ({
    personen: numbers.map((burgerservicenummer) => ({ burgerservicenummer })),
  });

  it('becomes a command about nobody under its message id; of its persons those whom the vault knows', async () => {
    intake.outside.registerIdOf = (number) => (number === otherBsn ? null : registerIdOf(number));
    const record = overviewRecord({ vestiging: '99VB00', ...persons(bsn, otherBsn, thirdBsn, bsn) });
    expect((await receiptOf(record)).statusMelding).toBe('B');
    const { command, wire } = await commandOf(record);
    expect(wire.key?.toString()).toBe(idOf(record));
    expect(command).not.toHaveProperty('registratieId');
    expect(command).not.toHaveProperty('persoon');
    expect(command.inhoud).toEqual({
      peildatum: '2026-01-15',
      vestiging: '99VB00',
      personen: [registerIdOf(bsn), registerIdOf(thirdBsn)],
    });
    expect(intake.outside.lookedUp.sort()).toEqual([bsn, otherBsn, thirdBsn]);
    expect(intake.outside.vaultCalls).toEqual([]);
  });

  it('of persons whom the vault does not know asks for nobody; without persons for everybody', async () => {
    intake.outside.registerIdOf = () => null;
    const nobody = overviewRecord(persons(bsn));
    const everybody = overviewRecord();
    await deliver(nobody, everybody);
    expect((await commandOf(nobody)).command.inhoud).toEqual({ peildatum: '2026-01-15', personen: [] });
    expect((await commandOf(everybody)).command.inhoud).toEqual({ peildatum: '2026-01-15' });
  });

  it('that is rejected has nobody looked up, and waits for nobody when the vault is away', async () => {
    intake.outside.vaultIsDown = true;
    const receipt = await receiptOf(overviewRecord({ vestiging: '00AH00', ...persons(bsn) }));
    expect(receipt.signalen).toMatchObject([{ code: '397' }]);
    expect((await deliver(overviewRecord(persons(bsn)))).status).toBe(503);
    expect((await receiptOf(overviewRecord())).statusMelding).toBe('B');
    expect(intake.outside.lookedUp).toEqual([]);
  });

  it('waits for all of its pages; they are handed out with numbers, again the same after a restart', async () => {
    await fetchBundle();
    const record = overviewRecord();
    await receiptOf(record);
    const page = (pagina: number, registratieId: string) =>
      feedback('registratieoverzicht', { verwijstNaar: idOf(record) }, ({ registratieoverzicht }) => {
        Object.assign(registratieoverzicht, { pagina, aantalPaginas: 2 });
        registratieoverzicht.standen[0].persoon = { registratieId };
      });
    const [first, second] = [page(1, registerIdOf(bsn)), page(2, registerIdOf(otherBsn))];
    await fromRegister(idOf(record), first);
    expect(await isWaiting(record)).toBe(true);
    await fromRegister(idOf(record), second);
    expect(await isWaiting(record)).toBe(false);

    intake.outside.vaultIsDown = true;
    const number = (request += 1);
    const put = await fetchBundle(number);
    expect(put.status).toBe(503);
    expect(Number(put.headers.get('retry-after'))).toBeGreaterThan(0);
    intake.outside.vaultIsDown = false;
    const bundle = await fetchBundle(number);
    const told = (bundle.body.berichten as Json[]).map(({ registratieoverzicht }) => registratieoverzicht);
    expect(told.map(({ pagina, standen }) => [pagina, standen[0].persoon])).toEqual([
      [1, { burgerservicenummer: bsn }],
      [2, { burgerservicenummer: otherBsn }],
    ]);
    expect(JSON.stringify(bundle.body)).not.toContain('registratieId');

    intake.outside.vaultIsDown = true;
    await intake.service.restart();
    expect((await fetchBundle(number)).body).toEqual(bundle.body);

    const { terugkoppelingen } = await asOperator(
      `/beheer/v1/terugkoppelingen?bevoegdGezagNummer=${board}&aanleverpuntnummer=01&verwijstNaar=${idOf(record)}`,
    );
    expect(terugkoppelingen).toMatchObject([
      { volgnummerVerzoek: number, bericht: first },
      { volgnummerVerzoek: number, bericht: second },
    ]);
    expect(
      await asOperator(
        `/beheer/v1/terugkoppelingen?bevoegdGezagNummer=${board}&aanleverpuntnummer=01&na=281398531648851378176`,
      ),
    ).toMatchObject({ status: 400, fouten: [{ veld: '/na', regel: 'maximum' }] });
  });
});

describe('record 6', () => {
  it('is about the person of the request that its board was sent; 621 for any other request', async () => {
    const asked = feedback('correctieverzoek', {}, ({ correctieverzoek }) => {
      correctieverzoek.correctieverzoekId = randomUUID();
    });
    const others = feedback('correctieverzoek', { bevoegdGezagNummer: '41797' }, ({ correctieverzoek }) => {
      correctieverzoek.correctieverzoekId = randomUUID();
    });
    await fromRegister(registerIdOf(bsn), asked, others);
    const answerTo = (correctieverzoekId: string) => correctionAnswerRecord({ correctieverzoekId, toelichting: 'Ja.' });
    const good = answerTo(asked.correctieverzoek.correctieverzoekId as string);
    const foreign = answerTo(others.correctieverzoek.correctieverzoekId as string);
    const unknown = answerTo(randomUUID());
    const { body } = await deliver(good, foreign, unknown);
    const veld = '/antwoordCorrectieverzoek/correctieverzoekId';
    expect(body.ontvangstbevestigingen).toMatchObject([
      { statusMelding: 'B', signalen: [] },
      { statusMelding: 'A', signalen: [{ code: '621', veld }] },
      { statusMelding: 'A', signalen: [{ code: '621', veld }] },
    ]);
    const { command, wire } = await commandOf(good);
    expect(command).toMatchObject({
      soort: 'ANTWOORD_CORRECTIEVERZOEK',
      registratieId: registerIdOf(bsn),
      inhoud: good.antwoordCorrectieverzoek,
    });
    expect(wire.key?.toString()).toBe(registerIdOf(bsn));
    expect(intake.outside.vaultCalls).toEqual([]);
    // 621 uses the id up: its record 13 waits.
    const { rows } = await intake.database.query('select kind from feedback where answers = $1', [idOf(unknown)]);
    expect(rows).toEqual([{ kind: 'TERUGKOPPELING_AFKEURING' }]);
  });
});

describe('record 16', () => {
  // Operators read what a teacher wrote to his board, although the register shows it to those alone who decide on it.
  it('is shown to operators without what the teacher wrote', async () => {
    const asked = feedback('correctieverzoek', { bevoegdGezagNummer: '41798' }, ({ correctieverzoek }) => {
      correctieverzoek.correctieverzoekId = randomUUID();
      correctieverzoek.toelichting = 'Ik was ziek.';
    });
    await fromRegister(registerIdOf(bsn), asked);
    const { terugkoppelingen } = await asOperator(
      '/beheer/v1/terugkoppelingen?bevoegdGezagNummer=41798&aanleverpuntnummer=01',
    );
    const { kop, correctieverzoek } = asked;
    expect(terugkoppelingen).toMatchObject([
      { bericht: { kop, correctieverzoek: { ...correctieverzoek, toelichting: '(tekst van 12)' } } },
    ]);
  });
});

it('keeps no number anywhere but sealed', async () => {
  const tables = await intake.database.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  for (const { name } of tables.rows) {
    // The register ids of the stand-in end in the number: look at the rest.
    const { rows } = await intake.database.query<{ n: number }>(
      `select count(*)::integer as n from ${name} t
        where regexp_replace(t::text, '00000000-0000-4000-8000-000[0-9]{9}', '', 'g') ~ $1`,
      [`${bsn}|${otherBsn}|${thirdBsn}|1985-04-12`],
    );
    expect({ name, rows: rows[0]!.n }).toEqual({ name, rows: 0 });
  }
});
