import { afterAll, describe, expect, it } from '@jest/globals';
import { readRegistration } from '../../src/http/read-registration.ts';
import { composeRecords } from '../../src/publish/compose-records.ts';
import { checkRebuild } from '../../src/rebuild/check-rebuild.ts';
import { selectCommandsToPublish } from '../../src/sql/select-commands-to-publish.ts';
import { selectDueCorrections } from '../../src/sql/select-due-corrections.ts';
import { correctionAnswer, correctionRequest, deletion, lists, personId, snapshot } from '../wire.ts';
import { eventFaults, feedbackFaults } from './event-schemas.ts';
import { closePartitions, partition } from './partition.ts';
import type { Partition } from './partition.ts';

const SOURCE = 'urn:nld:oin:00000099000000001000:systeem:register-state';
const [teacher, colleague] = [1, 2].map(personId) as [string, string];
const ALL = { board: null, after: null, limit: 10 };

afterAll(closePartitions);

async function published(register: Partition, type: string) {
  const commands = await selectCommandsToPublish(register.database, 3, 0, 100);
  const records = commands.flatMap((command) => composeRecords(command, SOURCE));
  for (const { topic, value } of records) {
    if (topic === 'lrr.registratie.v1') expect(eventFaults(JSON.parse(String(value)))).toEqual([]);
    if (topic === 'lrr.terugkoppeling.v1') expect(feedbackFaults(JSON.parse(String(value)))).toEqual([]);
    if (topic !== 'lrr.terugkoppeling.v1') expect(String(value)).not.toContain('eerder');
  }
  return records
    .filter(({ headers }) => headers['type'] === type)
    .map(({ key, headers, value }) => ({ key: String(key), id: headers['id'], ...JSON.parse(String(value)) }));
}

const corrections = async (register: Partition, person: string) =>
  (await readRegistration(register.database, lists, person)).person.corrections;

describe('a request for correction in a partition', () => {
  it('goes to the board, again after two weeks, and is on the list from the day after four weeks', async () => {
    const register = await partition();
    await register.turn('2020-09-01');
    await register.apply(
      snapshot({ person: teacher, day: '2020-09-01' }),
      correctionRequest(teacher, '2020-09-01'),
      snapshot({ person: colleague, day: '2020-09-01', number: '7' }),
      correctionRequest(colleague, '2020-09-01', { benoemingvolgnummer: '7' }),
    );
    for (const day of ['2020-09-14', '2020-09-15', '2020-09-16', '2020-09-29', '2020-09-30']) await register.turn(day);

    const told = await published(register, 'CORRECTIEVERZOEK');
    const ofTeacher = told.filter(({ key }) => key === teacher);
    expect(told).toHaveLength(4);
    expect(new Set(told.map(({ id }) => id)).size).toBe(4);
    const [correction] = await corrections(register, teacher);
    expect(ofTeacher[0]).toMatchObject({
      kop: {
        identificatiecodeBedrijfsdocument: ofTeacher[0]!.id,
        bevoegdGezagNummer: '41000',
        aanleverpuntnummer: '01',
        ontvangendeInstantie: '41000',
      },
      correctieverzoek: {
        correctieverzoekId: correction!.id,
        benoemingvolgnummer: '1',
        velden: ['/datumIngangBenoeming'],
        toelichting: 'Ik begon\neerder.',
        antwoordUiterlijk: '2020-09-29',
        herinnering: false,
      },
    });
    expect(ofTeacher[0]!.kop).not.toHaveProperty('verwijstNaar');
    expect(ofTeacher[1]).toMatchObject({
      kop: { datumTijdBedrijfsdocument: '2020-09-14T22:00:00.000Z' },
      correctieverzoek: { ...ofTeacher[0]!.correctieverzoek, herinnering: true },
    });

    const overdue = (day: string) => selectDueCorrections(register.database, { ...ALL, overOn: day });
    expect((await overdue('2020-09-29')).rows).toEqual([]);
    const { rows } = await overdue('2020-09-30');
    expect(rows.map((row) => row.register_id).sort()).toEqual([teacher, colleague].sort());
    const [first, second] = rows;
    const page = { overOn: '2020-09-30', board: '41000', limit: 1 };
    expect(await selectDueCorrections(register.database, { ...page, after: null })).toEqual({
      rows: [first],
      hasMore: true,
    });
    const after = { dueBy: first!.due_by, id: first!.id };
    expect((await selectDueCorrections(register.database, { ...page, after })).rows).toEqual([second]);
    expect((await selectDueCorrections(register.database, { ...page, board: '42000', after })).rows).toEqual([]);
    expect(await checkRebuild({ url: register.migratorUrl })).toMatchObject({ agrees: true });
  });

  it('is closed by the answer and the snapshot that follows, in one run or several, and a rebuild makes the same', async () => {
    for (const together of [true, false]) {
      const register = await partition();
      await register.turn('2020-09-01');
      await register.apply(snapshot({ person: teacher, day: '2020-09-01', order: 1 }));
      await register.apply(correctionRequest(teacher, '2020-09-02'));
      const { id } = (await corrections(register, teacher))[0]!;
      const wires = [
        correctionAnswer(teacher, '2020-09-03', id, 'AANGEPAST'),
        correctionAnswer(teacher, '2020-09-03', id, 'JUIST'),
        snapshot({ person: teacher, day: '2020-09-03', order: 2, spans: [['501', '2020-07-01']] }),
      ];
      if (together) await register.apply(...wires);
      else for (const wire of wires) await register.apply(wire);
      expect(await corrections(register, teacher)).toMatchObject([
        { kind: 'AANGEPAST', answer: { verdict: 'AANGEPAST', explanation: 'Zie onze administratie.' } },
      ]);
      const steps = await published(register, 'nl.lerarenregister.correctie-beantwoord.v1');
      expect(steps.map(({ data }) => [data.voor.status, data.na.status])).toEqual([
        ['BIJ_BESTUUR', 'WACHT_OP_STAND'],
        ['WACHT_OP_STAND', 'AANGEPAST'],
      ]);
      expect(await published(register, 'TERUGKOPPELING_VERWERKT')).toHaveLength(1);
      expect(await published(register, 'TERUGKOPPELING_AFKEURING')).toMatchObject([
        { terugkoppelingAfkeuring: { signalen: [{ code: '621' }] } },
      ]);
      expect(await checkRebuild({ url: register.migratorUrl })).toMatchObject({ agrees: true });
    }
  });

  it('lapses with its appointment and is reminded of no more', async () => {
    const register = await partition();
    await register.turn('2020-09-01');
    await register.apply(
      snapshot({ person: teacher, day: '2020-09-01' }),
      correctionRequest(teacher, '2020-09-02'),
      deletion({ person: teacher, day: '2020-09-03', begin: '2020-08-01' }),
    );
    await register.turn('2020-09-16');
    await register.turn('2020-10-01');
    expect(await published(register, 'CORRECTIEVERZOEK')).toHaveLength(1);
    expect((await selectDueCorrections(register.database, { ...ALL, overOn: '2020-12-01' })).rows).toEqual([]);
    expect(await checkRebuild({ url: register.migratorUrl })).toMatchObject({ agrees: true });
  });
});
