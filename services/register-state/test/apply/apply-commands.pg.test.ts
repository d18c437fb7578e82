import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Opdracht } from '../../../../schemas/message-book/v1/generated.ts';
import { openDatabase } from '../../../_platform/src/database/database.ts';
import type { AppliedCommand } from '../../src/apply/applied-command.ts';
import { RULES_VERSION } from '../../src/domain/rules-version.ts';
import { composeRecords } from '../../src/publish/compose-records.ts';
import { checkRebuild } from '../../src/rebuild/check-rebuild.ts';
import { FOLDED_TABLES } from '../../src/sql/rebuild-schema.ts';
import { selectCommandsToPublish } from '../../src/sql/select-commands-to-publish.ts';
import { DUTCH, ENGLISH } from '../domain/history.ts';
import { eventFaults, feedbackFaults } from './event-schemas.ts';
import { brpMutation, deletion, keyData, personId, snapshot, statement, teacherRequest, vaultFact } from '../wire.ts';
import { closePartitions, partition } from './partition.ts';
import type { Partition } from './partition.ts';

const SOURCE = 'urn:nld:oin:00000099000000001000:systeem:register-state';

/** A history with every kind of command, deletions, a term and a handover in it. */
function history(): Opdracht[] {
  const [a, b, c, d] = [1, 2, 3, 4].map(personId) as [string, string, string, string];
  return [
    snapshot({ person: a, day: '2020-09-01', order: 1 }),
    snapshot({ person: b, day: '2020-09-01', spans: [['511', '2020-08-01', '2020-12-31']] }),
    statement(a, '2020-09-02', DUTCH),
    snapshot({ person: c, day: '2020-09-02', stand: { datumEindeBenoeming: '2020-09-30' } }),
    snapshot({ person: a, day: '2020-09-03', order: 1 }),
    snapshot({ person: a, day: '2020-09-03', order: 2, stand: { personeelsnummer: 'P1' } }),
    statement(a, '2020-09-04', DUTCH, ENGLISH),
    snapshot({ person: d, day: '2020-09-04', aow: true }),
    snapshot({
      person: b,
      day: '2020-09-05',
      spans: [
        ['511', '2020-08-01', '2020-08-31'],
        ['501', '2020-09-01'],
      ],
    }),
    deletion({ person: c, day: '2020-09-06', begin: '2020-08-01' }),
    deletion({ person: c, day: '2020-09-06', begin: '2020-08-01' }),
    keyData({ person: b, day: '2020-09-06' }),
    keyData({ person: c, day: '2020-09-06' }),
    brpMutation(b, '2020-09-06'),
    vaultFact('AOW_BEREIKT', b, '2020-09-06'),
    teacherRequest('VERZOEK_BEHOUD_NA_PENSIOEN', b, '2020-09-06'),
    teacherRequest('VERZOEK_UITSCHRIJVING', b, '2020-09-06'),
    vaultFact('OVERLIJDEN', d, '2020-09-07'),
    statement(a, '2020-09-08', ENGLISH),
  ];
}

afterAll(closePartitions);

describe('a run of commands', () => {
  let whole: Partition;
  let applied: AppliedCommand[];
  const commands = history();

  beforeAll(async () => {
    whole = await partition();
    applied = await whole.apply(...commands);
  });

  it('gives each command the next application number, and each event the next number of partition and person', async () => {
    expect(applied.map(({ applicationNumber }) => applicationNumber)).toEqual(commands.map((_, index) => index + 1));
    const { rows } = await whole.database.query<{ number: number; register_id: string; sequence: number }>(
      'SELECT number, register_id, sequence FROM event_log ORDER BY number',
    );
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1));
    for (const own of Map.groupBy(rows, (row) => row.register_id).values()) {
      expect(own.map(({ sequence }) => sequence)).toEqual(own.map((_, index) => index + 1));
    }
  });

  it('leaves the same rows wherever the run is cut', async () => {
    const one = await partition();
    for (const wire of commands) await one.apply(wire);
    const three = await partition();
    for (let at = 0; at < commands.length; at += 3) await three.apply(...commands.slice(at, at + 3));
    for (const table of FOLDED_TABLES) {
      expect(await one.table(table)).toEqual(await whole.table(table));
      expect(await three.table(table)).toEqual(await whole.table(table));
    }
  });

  it('keeps a withdrawn statement, so that the result of its matching still finds the person', async () => {
    const { rows } = await whole.database.query<{ withdrawn: boolean }>(
      'SELECT withdrawn FROM teaching_statements WHERE register_id = $1 ORDER BY stated_at',
      [personId(1)],
    );
    expect(rows).toEqual([{ withdrawn: true }, { withdrawn: false }]);
  });

  it('is published from the table as from memory', async () => {
    const fromTable = await selectCommandsToPublish(whole.database, 3, 2, 100);
    expect(fromTable.flatMap((command) => composeRecords(command, SOURCE))).toEqual(
      applied.slice(2).flatMap((command) => composeRecords(command, SOURCE)),
    );
  });

  it('answers every delivery once, and tells consumers neither staff number nor claim', () => {
    const records = applied.flatMap((command) => composeRecords(command, SOURCE));
    const answers = records.filter(({ topic }) => topic === 'lrr.terugkoppeling.v1');
    expect(answers.map(({ headers }) => headers['type'])).toEqual([
      'TERUGKOPPELING_BENOEMING',
      'TERUGKOPPELING_BENOEMING',
      'TERUGKOPPELING_BENOEMING',
      'TERUGKOPPELING_AFKEURING',
      'TERUGKOPPELING_BENOEMING',
      'TERUGKOPPELING_BENOEMING',
      'TERUGKOPPELING_BENOEMING',
      'TERUGKOPPELING_VERWIJDERING',
      'TERUGKOPPELING_AFKEURING',
      'TERUGKOPPELING_VERWERKT',
      'TERUGKOPPELING_AFKEURING',
      'SPONTANE_MUTATIE',
      'SPONTANE_MUTATIE',
    ]);
    expect(new Set(answers.map(({ headers }) => headers['id'])).size).toBe(answers.length);
    const events = records.filter(({ topic }) => topic === 'lrr.registratie.v1').map(({ value }) => String(value));
    const claims = records.filter(({ topic }) => topic === 'lrr.onderwijsopgave.v1');
    expect(claims).toHaveLength(2);
    for (const event of events) {
      expect(event).not.toContain('personeelsnummer');
      for (const { headers } of claims) expect(event).not.toContain(headers['id']);
    }
  });

  it('is published in the shapes that schemas/ describes', () => {
    const records = applied.flatMap((command) => composeRecords(command, SOURCE));
    for (const { topic, value } of records) {
      const content = JSON.parse(String(value)) as { type: string };
      if (topic === 'lrr.registratie.v1') expect(eventFaults(content)).toEqual([]);
      if (topic === 'lrr.terugkoppeling.v1') expect(feedbackFaults(content)).toEqual([]);
    }
  });

  it('is made again by a rebuild, row by row', async () => {
    await whole.turn('2020-09-09');
    await whole.turn('2020-09-10');
    const report = await checkRebuild({ url: whole.migratorUrl });
    expect(report.tables.filter(({ onlyLive, onlyRebuilt }) => onlyLive + onlyRebuilt > 0)).toEqual([]);
    expect(report).toMatchObject({ agrees: true, judgedOtherwise: [], commands: commands.length + 2 });
  });

  it('keeps the version of the rules it was judged with, and a rebuild says which judged otherwise', async () => {
    const register = await partition();
    const [first] = await register.apply(
      snapshot({ person: personId(1), day: '2020-09-08' }),
      snapshot({ person: personId(2), day: '2020-09-08' }),
      snapshot({ person: personId(3), day: '2020-09-08' }),
    );
    const owner = openDatabase({ url: register.migratorUrl, applicationName: 'test', poolSize: 1 });
    const versions = async () =>
      (await owner.query<{ version: number }>('SELECT rules_version AS version FROM command_log ORDER BY 1')).rows;
    expect((await versions()).map(({ version }) => version)).toEqual([RULES_VERSION, RULES_VERSION, RULES_VERSION]);
    // As a program of before left them: one that came out as it does today, and one that did not.
    await owner.query('UPDATE command_log SET rules_version = 1 WHERE application_number <= 2');
    expect(await checkRebuild({ url: register.migratorUrl })).toMatchObject({ agrees: true, judgedOtherwise: [] });
    await owner.query(`UPDATE event_log SET data = '{}' WHERE application_number = $1 AND type = 'persoon-bekend'`, [
      first!.applicationNumber,
    ]);
    expect(await checkRebuild({ url: register.migratorUrl })).toMatchObject({
      agrees: false,
      judgedOtherwise: [{ rulesVersion: 1, commands: 1 }],
    });
    // Another event before it moves the numbers of what comes after it, and nothing else.
    await owner.query('UPDATE event_log SET number = number + 100 WHERE application_number = 2');
    await owner.query('UPDATE command_log SET event_number = event_number + 100 WHERE application_number = 2');
    expect(await checkRebuild({ url: register.migratorUrl })).toMatchObject({
      agrees: false,
      judgedOtherwise: [{ rulesVersion: 1, commands: 1 }],
    });
    // What no former rules explain.
    await owner.query(`UPDATE command_log SET outcome = 'AFGEWEZEN' WHERE application_number = 3`);
    expect(await checkRebuild({ url: register.migratorUrl })).toMatchObject({
      agrees: false,
      judgedOtherwise: [
        { rulesVersion: 1, commands: 1 },
        { rulesVersion: RULES_VERSION, commands: 1 },
      ],
    });
    await owner.close();
  });
});

describe('recorded time', () => {
  it('never falls within a partition, and the judging day is not before the last day turn', async () => {
    const register = await partition();
    await register.turn('2020-09-10');
    const [late] = await register.apply(snapshot({ person: personId(1), day: '2020-09-08' }));
    expect(late).toMatchObject({ judgingDay: '2020-09-10', recordedAt: '2020-09-09T22:00:00.000Z' });
  });
});

describe('the turn of the day', () => {
  const [a, b, c] = [1, 2, 3].map(personId) as [string, string, string];
  const ending = { stand: { datumEindeBenoeming: '2020-09-30' } };

  it('touches only who is due, without effect on the first day of all', async () => {
    const register = await partition();
    await register.apply(
      snapshot({ person: a, day: '2020-09-01', ...ending }),
      snapshot({ person: b, day: '2020-09-01' }),
    );
    expect((await register.turn('2020-09-02')).applied.events).toEqual([]);
    expect((await register.turn('2020-09-30')).applied.events).toEqual([]);
    const { applied } = await register.turn('2020-10-01');
    expect(applied.events.map(({ registerId, type }) => [registerId, type])).toEqual([
      [a, 'benoeming-beeindigd'],
      [a, 'persoon-bewaard'],
      [a, 'registratie-gewijzigd'],
    ]);
    expect((await register.turn('2020-10-02')).applied.events).toEqual([]);
  });

  it('passes parked persons by and those for whom it fails, remembers them, and a rebuild agrees', async () => {
    const register = await partition();
    await register.turn('2020-09-01');
    await register.apply(...[a, b, c].map((person) => snapshot({ person, day: '2020-09-01', ...ending })));
    // A ground that no list has, as after a list was taken back: judging this person throws.
    await register.database.query(
      `UPDATE appointments SET snapshot = replace(snapshot::text, '"501"', '"999"')::json WHERE register_id = $1`,
      [b],
    );
    const { applied, failed } = await register.turn('2020-10-01', c);
    expect(failed).toMatchObject([{ registerId: b, error: { code: 'GROUND_UNKNOWN' } }]);
    expect(applied.skipped).toEqual([b, c].sort());
    expect(new Set(applied.events.map(({ registerId }) => registerId))).toEqual(new Set([a]));

    await register.database.query(
      `UPDATE appointments SET snapshot = replace(snapshot::text, '"999"', '"501"')::json WHERE register_id = $1`,
      [b],
    );
    expect(await checkRebuild({ url: register.migratorUrl })).toMatchObject({ agrees: true, commands: 5 });
  });
});
