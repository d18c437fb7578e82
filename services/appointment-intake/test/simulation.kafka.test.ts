import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startRunningIntake, supplierOin, type RunningIntake } from './support/running-intake.ts';
import { recognised, taken } from './support/stand-in.ts';
import { appointmentRecord, board, delivery, deletionRecord, type Json } from './support/records.ts';

let intake: RunningIntake;

beforeAll(async () => {
  intake = await startRunningIntake();
  await intake.giveMandate(supplierOin, board, '01');
});
afterEach(() => {
  Object.assign(intake.outside, { vaultIsDown: false, registerIsDown: false, answer: recognised, outcome: taken });
});
afterAll(() => intake.stop());

const simulate = (body: unknown) => intake.call('POST', '/v1/leveringen/simulaties', body);
const codesOf = (simulation: Json): string[] => simulation.ontvangstbevestiging.signalen.map(({ code }: Json) => code);
const countRows = async () => {
  const { rows } = await intake.database.query<{ count: number }>(
    'select (select count(*) from receipts) + (select count(*) from deliveries) + (select count(*) from outbox) + ' +
      '(select count(*) from feedback) + (select count(*) from delivery_records) as count',
  );
  return rows[0]?.count;
};

describe('a simulation', () => {
  it('tells receipt, feedback and events of each record in the order sent, and keeps nothing', async () => {
    const before = await countRows();
    const misshapen = appointmentRecord({ sector: 'XX' });
    const unauthorised = appointmentRecord({}, { aanleverpuntnummer: '99' });
    const sent = [appointmentRecord(), misshapen, unauthorised, 17, deletionRecord()];
    const { status, body } = await simulate(delivery(...sent));
    expect(status).toBe(200);
    expect(
      body.simulaties.map((simulation: Json) => [simulation.ontvangstbevestiging.statusMelding, codesOf(simulation)]),
    ).toEqual([
      ['B', []],
      ['A', ['741']],
      ['A', ['366']],
      ['A', ['359']],
      ['B', []],
    ]);
    const [accepted, rejected, ...others] = body.simulaties;
    expect(accepted).toMatchObject({
      verwachteTerugkoppeling: { berichtsoort: 'TERUGKOPPELING_BENOEMING', inhoud: { registratieplekken: [] } },
      gebeurtenissen: [{ type: 'benoeming-geregistreerd' }],
    });
    expect(rejected.verwachteTerugkoppeling).toEqual({
      berichtsoort: 'TERUGKOPPELING_AFKEURING',
      inhoud: { signalen: rejected.ontvangstbevestiging.signalen },
    });
    expect(rejected).not.toHaveProperty('gebeurtenissen');
    expect(Object.keys(others[0])).toEqual(['ontvangstbevestiging']);
    expect(await countRows()).toBe(before);
  });

  it('gives the receipt that the delivery then gets', async () => {
    const body = delivery(appointmentRecord(), appointmentRecord({ perioden: [] }));
    const simulated = await simulate(body);
    const delivered = await intake.call('POST', '/v1/leveringen', body);
    const withoutTime = ({ datumTijdOntvangst: _, ...receipt }: Json) => receipt;
    expect(simulated.body.simulaties.map((row: Json) => withoutTime(row.ontvangstbevestiging))).toEqual(
      delivered.body.ontvangstbevestigingen.map(withoutTime),
    );
  });

  it('judges 396, shows the stored receipt of a known message, and asks the register about neither', async () => {
    const record = appointmentRecord();
    const delivered = await intake.call('POST', '/v1/leveringen', delivery(record));
    const other = { ...record, benoeming: { ...record.benoeming, personeelsnummer: 'P-2' } };
    const twice = appointmentRecord();
    intake.outside.simulated.length = 0;
    const { body } = await simulate(delivery(record, other, twice, twice));
    expect(body.simulaties[0]).toEqual({ ontvangstbevestiging: delivered.body.ontvangstbevestigingen[0] });
    expect(codesOf(body.simulaties[1])).toEqual(['396']);
    expect(body.simulaties[3]).toEqual({ ontvangstbevestiging: body.simulaties[2].ontvangstbevestiging });
    expect(intake.outside.simulated.map((command: Json) => command.bron.berichtId)).toEqual([
      twice.kop.identificatiecodeBedrijfsdocument,
    ]);
  });

  it('asks the vault on trial, and takes a stranger for a new person', async () => {
    intake.outside.answer = () => ({ aowBereikt: false, brpGekoppeld: true, signalen: [] });
    intake.outside.simulated.length = 0;
    const trials = intake.outside.trialCalls.length;
    const { body } = await simulate(delivery(appointmentRecord(), appointmentRecord()));
    expect(body.simulaties.map((row: Json) => row.ontvangstbevestiging.statusMelding)).toEqual(['B', 'B']);
    expect(intake.outside.trialCalls.length).toBe(trials + 1);
    const ids = intake.outside.simulated.map((command: Json) => command.registratieId);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('of a record that the register cannot judge has no feedback, and spoils no other', async () => {
    const [stuck, sound] = [appointmentRecord({ benoemingvolgnummer: 'stuk' }), appointmentRecord()];
    intake.outside.outcome = (command: Json) =>
      command.inhoud.benoemingvolgnummer === 'stuk' ? { fout: 'x' } : taken();
    const { body } = await simulate(delivery(stuck, sound));
    expect(Object.keys(body.simulaties[0])).toEqual(['ontvangstbevestiging']);
    expect(body.simulaties[1]).toHaveProperty('gebeurtenissen');
  });

  it('is 503 without the vault or the register, and has the limits of a delivery', async () => {
    intake.outside.vaultIsDown = true;
    expect((await simulate(delivery(appointmentRecord()))).status).toBe(503);
    intake.outside.vaultIsDown = false;
    intake.outside.registerIsDown = true;
    expect((await simulate(delivery(appointmentRecord()))).status).toBe(503);
    expect((await simulate(delivery())).status).toBe(400);
    expect((await simulate(delivery(...Array.from({ length: 501 }, (_, index) => index)))).status).toBe(413);
    const headers = { 'content-type': 'application/x-ndjson' };
    expect((await intake.call('POST', '/v1/leveringen/simulaties', {}, { headers })).status).toBe(415);
  });
});
