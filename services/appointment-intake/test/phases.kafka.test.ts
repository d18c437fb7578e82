import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.ts';
import { deterministicId } from '../../_platform/src/ids/deterministic-id.ts';
import { addDays } from '../../_platform/src/clock/amsterdam.ts';
import { systemClock } from '../../_platform/src/clock/system-clock.ts';
import type { IncomingRecord } from '../../_platform/src/messaging/messaging.ts';
import { shapeCheck } from '../../../schemas/message-book/v1/validators.ts';
import { appointmentRecord, board, delivery, type Json } from './support/records.ts';
import { startRunningIntake, supplierOin, type RunningIntake } from './support/running-intake.ts';
import { recognised } from './support/stand-in.ts';

let intake: RunningIntake;
let manager: string;
let commands: readonly IncomingRecord[];

const today = systemClock.today();
const phasePath = `/v1/besturen/${board}/fase`;

beforeAll(async () => {
  intake = await startRunningIntake();
  manager = await intake.outside.tokenFor({}, { scope: 'beheer' });
  await intake.giveMandate(supplierOin, board, '01');
  commands = await intake.follow('lrr.opdracht.v1');
});
afterAll(() => intake.stop());
beforeEach(() => {
  intake.outside.answer = recognised;
  intake.outside.trialCalls.length = 0;
});

const setPhase = (fase: string, ingangsdatum = today) =>
  intake.call('PUT', phasePath, { fase, ingangsdatum }, { token: manager });
const receiptsOf = async (...records: Json[]): Promise<Json[]> =>
  (await intake.call('POST', '/v1/leveringen', delivery(...records))).body.ontvangstbevestigingen as Json[];
const idOf = (record: Json): string => record.kop.identificatiecodeBedrijfsdocument as string;
const stored = async (record: Json): Promise<Json> =>
  (await intake.call('GET', `/v1/ontvangstbevestigingen/${idOf(record)}`)).body;
const commandsOf = (record: Json): Json[] =>
  commands.map(({ value }) => JSON.parse(value!.toString())).filter(({ bron }) => bron.berichtId === idOf(record));
const feedbackOf = async (record: Json): Promise<Json[]> => {
  const { rows } = await intake.database.query<Json>('select record from feedback where answers = $1', [idOf(record)]);
  return rows.map((row) => row.record);
};
/** The same, with something the receipt rejects. */
const spoiled = (record: Json): Json => ({ ...record, benoeming: { ...record.benoeming, sector: 'ONZIN' } });

describe('a board without a phase', () => {
  it('delivers for real: a mandate is enough', async () => {
    const record = appointmentRecord();
    const [receipt] = await receiptsOf(record);
    expect(receipt).toMatchObject({ statusMelding: 'B' });
    expect(receipt).not.toHaveProperty('proef');
    expect((await intake.call('GET', phasePath, undefined, { token: manager })).body).toEqual({
      bevoegdGezagNummer: board,
      fase: 'LIVE',
      geschiedenis: [],
    });
  });
});

describe('phase GEEN', () => {
  it('366 for every record, at once; nothing is stored, and the id stays free', async () => {
    await setPhase('GEEN');
    const record = appointmentRecord();
    expect(await receiptsOf(record)).toMatchObject([
      { statusMelding: 'A', signalen: [{ code: '366', veld: '/kop/aanleverpuntnummer' }] },
    ]);
    await setPhase('LIVE');
    expect(await receiptsOf(record)).toMatchObject([{ statusMelding: 'B', signalen: [] }]);
  });
});

describe('phase PROEF', () => {
  it('is judged and answered as a trial: the vault makes nobody, the command is marked', async () => {
    await setPhase('PROEF');
    intake.outside.answer = () => ({ aowBereikt: false, brpGekoppeld: true, signalen: [] });
    const record = appointmentRecord();
    const [receipt] = await receiptsOf(record);
    expect(receipt).toMatchObject({ statusMelding: 'B', proef: true });
    expect(shapeCheck('ontvangstbevestiging')(receipt)).toEqual([]);
    expect(intake.outside.trialCalls).toHaveLength(1);
    expect(intake.outside.vaultCalls.at(-1)).toBe(intake.outside.trialCalls[0]);
    const [command] = await eventually(() => (commandsOf(record).length > 0 ? commandsOf(record) : undefined));
    expect(command!.bron.proef).toBe(true);
    expect(command!.registratieId).toMatch(/^[0-9a-f-]{36}$/);
    expect(shapeCheck('opdracht')(command)).toEqual([]);
    expect(await stored(record)).toEqual(receipt);
    expect(await receiptsOf(record)).toEqual([receipt]);
  });

  it('a rejected record is reported as a trial too, and used up for the trial: 396 with its ontvangstId', async () => {
    await setPhase('PROEF');
    const record = appointmentRecord();
    const [rejected] = await receiptsOf(spoiled(record));
    expect(rejected).toMatchObject({ statusMelding: 'A', proef: true });
    const [feedback] = await feedbackOf(record);
    expect(feedback!.kop.proef).toBe(true);
    expect(shapeCheck('terugkoppeling')(feedback)).toEqual([]);
    expect(await receiptsOf(record)).toMatchObject([
      { statusMelding: 'A', proef: true, ontvangstId: rejected!.ontvangstId, signalen: [{ code: '396' }] },
    ]);
  });
});

describe('a message of the trial that comes again when the board is LIVE', () => {
  it('is a new message: judged again, its own receipt and command, and the only one from then on', async () => {
    await setPhase('PROEF');
    const record = appointmentRecord();
    const [trial] = await receiptsOf(record);
    await setPhase('LIVE');
    const [real] = await receiptsOf(record);
    expect(real).toMatchObject({ statusMelding: 'B' });
    expect(real).not.toHaveProperty('proef');
    expect(real!.ontvangstId).toBe(deterministicId('ontvangst', board, idOf(record)));
    expect(real!.ontvangstId).not.toBe(trial!.ontvangstId);
    const both = await eventually(() => (commandsOf(record).length > 1 ? commandsOf(record) : undefined));
    expect(new Set(both.map(({ id }) => id as string)).size).toBe(2);
    expect(both.map(({ bron }) => bron.proef ?? false)).toContain(false);
    expect(await stored(record)).toEqual(real);

    // Whatever phase comes after: what was taken for real stays so.
    await setPhase('PROEF');
    expect(await receiptsOf(record)).toEqual([real]);
    await setPhase('LIVE');
    expect(await receiptsOf(record)).toEqual([real]);
    expect(commandsOf(record)).toHaveLength(2);
  });

  it('may be repaired: other content under the id of the trial is no 396', async () => {
    await setPhase('PROEF');
    const record = appointmentRecord();
    await receiptsOf(spoiled(record));
    await setPhase('LIVE');
    expect(await receiptsOf(record)).toMatchObject([{ statusMelding: 'B', signalen: [] }]);
    expect(await receiptsOf(spoiled(record))).toMatchObject([{ signalen: [{ code: '396' }] }]);
  });

  it('twice at once: one receipt and one command', async () => {
    await setPhase('PROEF');
    const record = appointmentRecord();
    await receiptsOf(record);
    await setPhase('LIVE');
    const [[first], [second]] = await Promise.all([receiptsOf(record), receiptsOf(record)]);
    expect(second).toEqual(first);
    const last = appointmentRecord();
    await receiptsOf(last);
    await eventually(() => (commandsOf(last).length > 0 ? true : undefined));
    expect(commandsOf(record).filter(({ bron }) => bron.proef === undefined)).toHaveLength(1);
  });
});

describe('setting a phase', () => {
  it('for later changes nothing yet; the history tells who and when', async () => {
    await setPhase('LIVE');
    const later = addDays(today, 7);
    const { body } = await setPhase('GEEN', later);
    expect(body).toMatchObject({
      fase: 'LIVE',
      faseTotEnMet: addDays(later, -1),
      gepland: [{ fase: 'GEEN', ingangsdatum: later }],
    });
    expect(body.geschiedenis.at(-1)).toMatchObject({ fase: 'GEEN', ingangsdatum: later, vastgelegdDoor: 'test' });
    expect(await receiptsOf(appointmentRecord())).toMatchObject([{ statusMelding: 'B' }]);
  });
  it.each<[string, number, () => Promise<{ status: number }>]>([
    ['for a day gone by', 400, () => setPhase('LIVE', addDays(today, -1))],
    ['that is none', 400, () => setPhase('TEST')],
    ['without a day', 400, () => intake.call('PUT', phasePath, { fase: 'LIVE' }, { token: manager })],
    ['by a supplier', 403, () => intake.call('PUT', phasePath, { fase: 'LIVE', ingangsdatum: today })],
    ['looked at by a supplier', 403, () => intake.call('GET', phasePath)],
  ])('%s: %i', async (_what, status, call) => {
    expect((await call()).status).toBe(status);
  });
});

describe('mandates', () => {
  const other = '00000001000000000077';
  const list = async (query = '', o = {}) => (await intake.call('GET', `/v1/mandaten${query}`, undefined, o)).body;

  it('a supplier sees its own, with the phase of each board', async () => {
    await intake.giveMandate(other, board, '01');
    await setPhase('PROEF');
    const { mandaten } = await list();
    expect(mandaten).toMatchObject([
      { oin: supplierOin, bevoegdGezagNummer: board, aanleverpuntnummer: '01', fase: 'PROEF', faseSinds: today },
    ]);
    expect(mandaten[0]).not.toHaveProperty('gegevenDoor');
    expect((await intake.call('GET', `/v1/mandaten?oin=${other}`)).status).toBe(403);
    expect((await list(`?bevoegdGezagNummer=${board}`, { oin: other })).mandaten).toHaveLength(1);
  });

  it('a manager sees all, and who gave them', async () => {
    const all = await list('', { token: manager });
    expect(all.mandaten.map(({ oin }: Json) => oin as string)).toEqual([supplierOin, other]);
    expect(all.mandaten[0]).toMatchObject({ gegevenDoor: 'test' });
    expect((await list(`?oin=${other}`, { token: manager })).mandaten).toHaveLength(1);
  });

  it('withdrawn works at once, and is remembered', async () => {
    await setPhase('LIVE');
    const record = appointmentRecord({}, { oinLeverancier: other });
    const path = `/v1/mandaten/${other}/${board}/01`;
    expect((await intake.call('DELETE', path, undefined, {})).status).toBe(403);
    expect((await intake.call('DELETE', path, undefined, { token: manager })).status).toBe(204);
    const answer = await intake.call('POST', '/v1/leveringen', delivery(record), { oin: other });
    expect(answer.body.ontvangstbevestigingen).toMatchObject([{ signalen: [{ code: '366' }] }]);
    expect((await list('', { oin: other })).mandaten).toEqual([]);
    expect((await intake.call('DELETE', path, undefined, { token: manager })).status).toBe(404);
    const { rows } = await intake.database.query('select oin, given_by, withdrawn_by from withdrawn_mandates');
    expect(rows).toEqual([{ oin: other, given_by: 'test', withdrawn_by: 'test' }]);
  });
});
