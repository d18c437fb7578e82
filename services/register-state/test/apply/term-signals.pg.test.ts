import { afterAll, describe, expect, it } from '@jest/globals';
import { composeRecords } from '../../src/publish/compose-records.ts';
import { checkRebuild } from '../../src/rebuild/check-rebuild.ts';
import { selectCommandsToPublish } from '../../src/sql/select-commands-to-publish.ts';
import { personId, snapshot } from '../wire.ts';
import { eventFaults, feedbackFaults } from './event-schemas.ts';
import { closePartitions, partition } from './partition.ts';
import type { Partition } from './partition.ts';

const SOURCE = 'urn:nld:oin:00000099000000001000:systeem:register-state';
const [a, b, c] = [1, 2, 3].map(personId) as [string, string, string];

afterAll(closePartitions);

async function published(register: Partition, after: number) {
  const commands = await selectCommandsToPublish(register.database, 3, after, 100);
  return commands.flatMap((command) => composeRecords(command, SOURCE));
}

describe('the terms of a partition', () => {
  it('pass by day turns, are signalled by record 17 to each board, and are made again by a rebuild', async () => {
    const register = await partition();
    await register.turn('2019-09-01');
    await register.apply(
      snapshot({ person: a, day: '2019-09-01', spans: [['518', '2019-08-01']] }),
      snapshot({ person: b, day: '2019-09-01', board: '42000', number: 'X-2', spans: [['518', '2019-08-01']] }),
      snapshot({ person: c, day: '2019-09-01', spans: [['513', '2019-09-01']] }),
    );
    expect((await register.turn('2020-01-30')).applied).toMatchObject({ events: [], answer: null });
    const at = register.end.applicationNumber;
    const turned = await register.turn('2020-01-31');
    const records = await published(register, at);
    expect(composeRecords(turned.applied, SOURCE)).toEqual(records);

    const signals = records.filter(({ topic }) => topic === 'lrr.terugkoppeling.v1');
    expect(signals.map(({ key }) => String(key))).toEqual([a, b].sort());
    expect(new Set(signals.map(({ headers }) => headers['id'])).size).toBe(2);
    const ofA = signals.find(({ key }) => String(key) === a)!;
    const { kop, ...body } = JSON.parse(String(ofA.value));
    expect(kop).toEqual({
      identificatiecodeBedrijfsdocument: ofA.headers['id'],
      berichtsoort: 'TERMIJNSIGNALERING',
      berichtenboekVersie: '1.0',
      verzendendeInstantie: 'LRR',
      ontvangendeInstantie: '41000',
      datumTijdBedrijfsdocument: '2020-01-30T23:00:00.000Z',
      bevoegdGezagNummer: '41000',
      aanleverpuntnummer: '01',
    });
    expect(body).toEqual({
      termijnsignalering: {
        benoemingvolgnummer: '1',
        benoemingsgrondslag: '518',
        uiterlijkeDatum: '2020-07-31',
        soort: 'NADERT',
      },
    });

    for (const day of ['2020-02-29', '2020-08-01', '2020-08-29']) await register.turn(day);
    const all = await published(register, 0);
    for (const { topic, value } of all) {
      const faults = topic === 'lrr.registratie.v1' ? eventFaults : feedbackFaults;
      expect(faults(JSON.parse(String(value)))).toEqual([]);
    }
    const told = all
      .filter(({ headers }) => headers['type'] === 'TERMIJNSIGNALERING')
      .map(({ key, value }) => [String(key), JSON.parse(String(value)).termijnsignalering.soort]);
    expect(told).toHaveLength(5);
    expect(told.filter(([key]) => key === a)).toEqual([
      [a, 'NADERT'],
      [a, 'VERSTREKEN'],
    ]);
    const { rows } = await register.database.query<{ status: string; reason: string | null; due_on: string | null }>(
      'SELECT e.status, e.reason, p.due_on FROM anteroom_entries AS e JOIN persons AS p USING (register_id) ORDER BY 2, 1',
    );
    expect(rows).toEqual([
      // Kept for five years from then on.
      { status: 'BEEINDIGD', reason: 'TERMIJN', due_on: '2025-08-29' },
      { status: 'BEEINDIGD', reason: 'TERMIJN', due_on: '2025-08-29' },
      { status: 'TERMIJN_NADERT', reason: null, due_on: '2020-09-01' },
    ]);
    expect(await checkRebuild({ url: register.migratorUrl })).toMatchObject({ agrees: true, commands: 9 });
  });
});
