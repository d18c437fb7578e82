import { afterAll, describe, expect, it } from '@jest/globals';
import { correctionView } from '../../src/http/correction-view.ts';
import { readRegistration } from '../../src/http/read-registration.ts';
import { composeRecords } from '../../src/publish/compose-records.ts';
import { publicState } from '../../src/publish/public-state.ts';
import { checkRebuild } from '../../src/rebuild/check-rebuild.ts';
import { selectCommandsToPublish } from '../../src/sql/select-commands-to-publish.ts';
import { selectDueCorrections } from '../../src/sql/select-due-corrections.ts';
import { correctionAnswer, correctionRequest, correctionStep, lists, personId, snapshot } from '../wire.ts';
import { eventFaults, feedbackFaults } from './event-schemas.ts';
import { closePartitions, partition } from './partition.ts';
import type { Partition } from './partition.ts';

const SOURCE = 'urn:nld:oin:00000099000000001000:systeem:register-state';
const teacher = personId(41);
const WORDS = 'Naar ons oordeel.';

afterAll(closePartitions);

const corrections = async (register: Partition) =>
  (await readRegistration(register.database, lists, teacher)).person.corrections;

async function records(register: Partition) {
  const commands = await selectCommandsToPublish(register.database, 3, 0, 100);
  const all = commands.flatMap((command) => composeRecords(command, SOURCE));
  for (const { topic, value } of all) {
    const record = JSON.parse(String(value));
    expect(String(value)).not.toContain(WORDS);
    expect(topic === 'lrr.registratie.v1' ? eventFaults(record) : feedbackFaults(record)).toEqual([]);
  }
  return all.map(({ value }) => JSON.parse(String(value)));
}

const listed = async (register: Partition, overOn: string | null) =>
  (await selectDueCorrections(register.database, { overOn, board: null, after: null, limit: 10 })).rows.map(
    ({ status, due_by }) => `${status} ${due_by}`,
  );

const document = (day: string, article: string) => ({
  ...{ grondslagen: [article], overwegingen: WORDS, datum: day, bekendgemaaktOp: day },
});

describe('the whole track of a request, from the request to the ruling', () => {
  it('is kept, told, listed when it is over its term at each step, and made the same by a rebuild', async () => {
    const register = await partition();
    await register.turn('2020-09-01');
    await register.apply(snapshot({ person: teacher, day: '2020-09-01', order: 1 }));
    await register.apply(correctionRequest(teacher, '2020-09-01'));
    const correctieverzoekId = (await corrections(register))[0]!.id;
    const about = { correctieverzoekId };
    await register.apply(correctionAnswer(teacher, '2020-09-08', correctieverzoekId, 'JUIST'));

    await register.apply(
      correctionStep(teacher, '2020-09-08', 'VERZOEK_BESLUIT', {
        ...about,
        gevraagdOp: '2020-09-08',
        toelichting: WORDS,
      }),
    );
    expect(await listed(register, null)).toEqual(['BESLUIT_GEVRAAGD 2020-11-03']);
    expect(await listed(register, '2020-11-03')).toEqual([]);
    expect(await listed(register, '2020-11-04')).toEqual(['BESLUIT_GEVRAAGD 2020-11-03']);

    const besluit = { dictum: 'AFGEWEZEN' as const, ...document('2020-09-14', 'Awb 4:13 lid 2') };
    await register.apply(correctionStep(teacher, '2020-09-14', 'BESLUIT', { ...about, besluit }));
    expect(await listed(register, null)).toEqual([]);
    await register.turn('2020-10-26');
    const bezwaar = { indiener: 'LERAAR' as const, ontvangenOp: '2020-10-26', toelichting: WORDS };
    await register.turn('2020-10-27');
    expect((await corrections(register))[0]!.kind).toBe('ONHERROEPELIJK');
    // Sent on the last day, and applied after the turn of the next.
    await register.apply(correctionStep(teacher, '2020-10-26', 'BEZWAAR', { ...about, bezwaar }));
    await register.apply(
      correctionStep(teacher, '2020-10-27', 'BEHANDELING_BEZWAAR', {
        ...about,
        behandeling: { stap: 'COMMISSIE_INGESTELD' },
      }),
    );
    expect(await listed(register, '2021-01-19')).toEqual(['BEZWAAR 2021-01-18']);
    const advies = { strekking: 'GEGROND' as const, uitgebrachtOp: '2020-11-16', overwegingen: WORDS };
    await register.apply(correctionStep(teacher, '2020-11-16', 'ADVIES_BEZWAAR', { ...about, advies }));
    expect(await listed(register, null)).toEqual(['ADVIES 2021-01-18']);
    const beslissing = {
      dictum: 'ONGEGROND' as const,
      afwijkingVanAdvies: WORDS,
      ...document('2020-11-23', 'Awb 7:11 lid 1'),
    };
    await register.apply(correctionStep(teacher, '2020-11-23', 'BESLISSING_OP_BEZWAAR', { ...about, beslissing }));
    const beroep = { instantie: 'RECHTBANK' as const, indiener: 'LERAAR' as const, ingesteldOp: '2020-12-01' };
    await register.apply(correctionStep(teacher, '2020-12-04', 'BEROEP', { ...about, beroep }));
    const uitspraak = {
      dictum: 'GEGROND' as const,
      gevolg: 'ZELF_VOORZIEN' as const,
      verzoek: 'TOEGEWEZEN' as const,
      datum: '2021-02-01',
      bekendgemaaktOp: '2021-02-01',
      ecli: 'ECLI:NL:RBMNE:2021:1',
    };
    await register.apply(correctionStep(teacher, '2021-02-01', 'UITSPRAAK', { ...about, uitspraak }));
    expect(await listed(register, '2021-03-02')).toEqual(['UITSPRAAK 2021-03-01']);
    await register.turn('2021-03-15');
    await register.turn('2021-03-16');
    expect((await corrections(register))[0]).toMatchObject({ kind: 'ONHERROEPELIJK', obligation: { kind: 'OPEN' } });
    const { person } = await readRegistration(register.database, lists, teacher);
    expect(publicState(person)).toMatchObject({ inOnderzoek: [{ velden: ['/datumIngangBenoeming'] }] });
    await register.apply(snapshot({ person: teacher, day: '2021-03-17', order: 2, spans: [['501', '2020-07-01']] }));
    const [correction] = await corrections(register);
    expect(correction).toMatchObject({ kind: 'ONHERROEPELIJK', obligation: { kind: 'UITGEVOERD' } });
    expect(await listed(register, '2025-01-01')).toEqual([]);
    expect(correctionView(correction!).stappen.map((step) => (step as { soort: string }).soort)).toEqual([
      'BESLUITVERZOEK',
      'BESLUIT',
      'BEZWAAR',
      'ADVIES',
      'BESLISSING_OP_BEZWAAR',
      'UITSPRAAK',
    ]);

    const told = await records(register);
    const steps = told.filter(({ type }) => type === 'nl.lerarenregister.correctie-besloten.v1');
    expect(steps.map(({ data }) => [data.stap, data.na.status])).toEqual([
      ['BESLUIT_GEVRAAGD', 'BESLUIT_GEVRAAGD'],
      ['BESLUIT', 'BESLUIT'],
      ['ONHERROEPELIJK', 'ONHERROEPELIJK'],
      ['BEZWAAR', 'BEZWAAR'],
      ['BEZWAAR_BEHANDELD', 'BEZWAAR'],
      ['ADVIES', 'ADVIES'],
      ['BESLISSING_OP_BEZWAAR', 'BESLISSING_OP_BEZWAAR'],
      ['BEROEP', 'BEROEP'],
      ['UITSPRAAK', 'UITSPRAAK'],
      ['ONHERROEPELIJK', 'ONHERROEPELIJK'],
      ['UITGEVOERD', 'ONHERROEPELIJK'],
    ]);
    const thin = told.filter(({ type }) => type === 'nl.lerarenregister.registratie-gewijzigd.v1');
    expect(thin.map(({ data }) => data.inOnderzoek !== undefined)).toEqual([
      ...[false, true, true, true, true, false, true, true, true, true, true, true, true, false],
    ]);
    const reminders = told.filter(({ correctieverzoek }) => correctieverzoek !== undefined);
    expect(
      reminders.map(({ correctieverzoek: { herinnering, antwoordUiterlijk } }) => [herinnering, antwoordUiterlijk]),
    ).toEqual([
      [false, '2020-09-29'],
      [true, '2021-03-01'],
    ]);
    expect(await checkRebuild({ url: register.migratorUrl })).toMatchObject({ agrees: true });
  });

  it('is the same when its commands come in one batch, and a refused one keeps its reason', async () => {
    const register = await partition();
    await register.turn('2020-09-01');
    await register.apply(
      snapshot({ person: teacher, day: '2020-09-01', order: 1 }),
      correctionRequest(teacher, '2020-09-01'),
    );
    const about = { correctieverzoekId: (await corrections(register))[0]!.id };
    const besluit = { dictum: 'TOEGEWEZEN' as const, ...document('2020-10-05', 'AVG 16') };
    const applied = await register.apply(
      correctionStep(teacher, '2020-09-29', 'VERZOEK_BESLUIT', { ...about, gevraagdOp: '2020-09-29' }),
      correctionStep(teacher, '2020-09-30', 'VERZOEK_BESLUIT', { ...about, gevraagdOp: '2020-09-30' }),
      correctionStep(teacher, '2020-10-05', 'BESLUIT', { ...about, besluit }),
      correctionStep(teacher, '2020-10-05', 'BESLUIT', { ...about, besluit }),
    );
    expect(applied.map(({ outcome, answer }) => [outcome, answer?.weigering?.reden])).toEqual([
      ['AFGEWEZEN', 'BESTUUR_AAN_ZET'],
      ['VERWERKT', undefined],
      ['VERWERKT', undefined],
      ['AFGEWEZEN', 'VERKEERDE_STAND'],
    ]);
    await records(register);
    expect(await checkRebuild({ url: register.migratorUrl })).toMatchObject({ agrees: true });
  });
});
