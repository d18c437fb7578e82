import { afterAll, describe, expect, it } from '@jest/globals';
import { loadCodeLists } from '../../../../schemas/code-lists/load-code-lists.ts';
import type { GroundRow } from '../../../../schemas/code-lists/rows.ts';
import { partitionOf } from '../../../_platform/src/messaging/partition-of.ts';
import { createJudgingLists } from '../../src/lists/judging-lists.ts';
import { checkRebuild } from '../../src/rebuild/check-rebuild.ts';
import { closePartitions, partition } from './partition.ts';
import type { Partition } from './partition.ts';
import { listVersion, lists, personId, snapshot } from '../wire.ts';

const release = loadCodeLists();
const [first, second, third] = [1, 2, 3].map(personId) as [string, string, string];
const temporary = { spans: [['511', '2020-08-01']] } as const;

/** Ground 511 of VO (two school years by law) with another term. */
function groundsWithTerm(years: number): GroundRow[] {
  return release.grounds.map((row) =>
    row.code === '511' && row.sector === 'VO' ? { ...row, maxDuur: years, maxEenheid: 'SCHOOLJAAR' } : row,
  );
}

async function latestDays(register: Partition): Promise<[string, string][]> {
  const { rows } = await register.database.query<{ register_id: string; latest_day: string }>(
    'SELECT register_id, latest_day FROM anteroom_entries',
  );
  const days = new Map(rows.map((row) => [row.register_id, row.latest_day]));
  return [first, second, third].filter((id) => days.has(id)).map((id) => [id, days.get(id)!]);
}

async function loggedVersions(register: Partition): Promise<[string, number][]> {
  const { rows } = await register.database.query<{ kind: string; list_version: number }>(
    'SELECT kind, list_version FROM command_log ORDER BY application_number',
  );
  return rows.map((row) => [row.kind, row.list_version]);
}

afterAll(closePartitions);

describe('a new version of a code list', () => {
  it('is judged with from its place in the log on, and each row of the log names what it was judged with', async () => {
    const register = await partition();
    await register.apply(snapshot({ person: first, day: '2020-09-01', ...temporary }));
    await register.replaceList(listVersion(3, 'benoemingsgrondslagen', groundsWithTerm(1)));
    await register.apply(snapshot({ person: second, day: '2020-09-02', ...temporary }));
    expect(await latestDays(register)).toEqual([
      [first, '2022-07-31'],
      [second, '2021-07-31'],
    ]);
    expect(await loggedVersions(register)).toEqual([
      ['AANLEVEREN_BENOEMING', 1],
      ['LIJSTVERSIE', 2],
      ['AANLEVEREN_BENOEMING', 2],
    ]);
    expect(await register.table('list_versions')).toHaveLength(5);
    expect(await checkRebuild({ url: register.migratorUrl })).toMatchObject({ agrees: true, commands: 3 });
  });

  it('moves the terms of who is in the anteroom already with the next turn of the day', async () => {
    const register = await partition();
    await register.turn('2020-09-01');
    await register.apply(snapshot({ person: first, day: '2020-09-01', ...temporary }));
    await register.replaceList(listVersion(3, 'benoemingsgrondslagen', groundsWithTerm(1)));
    const { applied } = await register.turn('2020-09-02');
    expect(applied.events.map(({ type }) => type)).toEqual(['voorportaal-verlengd', 'registratie-gewijzigd']);
    expect(await latestDays(register)).toEqual([[first, '2021-07-31']]);
    expect(await checkRebuild({ url: register.migratorUrl })).toMatchObject({ agrees: true });
  });

  // Only living entries were visited: who had been put out by the shorter term stayed out.
  it('opens an entry again with the next turn when the term that ended it has become longer', async () => {
    const register = await partition();
    await register.turn('2020-09-01');
    await register.apply(snapshot({ person: first, day: '2020-09-01', ...temporary }));
    for (const day of ['2022-01-31', '2022-08-01', '2022-08-29']) await register.turn(day);
    await register.replaceList(listVersion(3, 'benoemingsgrondslagen', groundsWithTerm(3)));
    const { applied } = await register.turn('2022-08-30');
    expect(applied.events.map(({ type }) => type)).toEqual(['voorportaal-ingeschreven', 'registratie-gewijzigd']);
    expect(await latestDays(register)).toEqual([[first, '2023-07-31']]);
    expect(await checkRebuild({ url: register.migratorUrl })).toMatchObject({ agrees: true });
  });

  it('of another list changes no term, and visits nobody', async () => {
    const register = await partition();
    await register.turn('2020-09-01');
    await register.apply(snapshot({ person: first, day: '2020-09-01', ...temporary }));
    await register.replaceList(listVersion(3, 'mbo_vakgebieden', release.vocationalFields.slice(1)));
    expect((await register.turn('2020-09-02')).applied.events).toEqual([]);
    expect(await checkRebuild({ url: register.migratorUrl })).toMatchObject({ agrees: true });
  });
});

describe('a release with other lists on disk', () => {
  const next = createJudgingLists({
    release: { ...release, grounds: groundsWithTerm(3), vocationalFields: release.vocationalFields.slice(1) },
    partitions: 6,
  });

  it('gives a new register its first version, with which a rebuild judges whatever the release it runs in', async () => {
    const register = await partition();
    register.lists = next;
    await register.apply(snapshot({ person: first, day: '2020-09-01', ...temporary }));
    expect(await latestDays(register)).toEqual([[first, '2023-07-31']]);
    expect(await checkRebuild({ url: register.migratorUrl })).toMatchObject({ agrees: true });
  });

  it('changes nothing in a running register, neither in a list that a command set nor in the others', async () => {
    const register = await partition();
    await register.apply(snapshot({ person: first, day: '2020-09-01', ...temporary }));
    register.lists = next;
    await register.lists.keepFirst(register.database);
    await register.apply(snapshot({ person: second, day: '2020-09-02', ...temporary }));
    await register.replaceList(listVersion(3, 'benoemingsgrondslagen', groundsWithTerm(1)));
    await register.apply(snapshot({ person: third, day: '2020-09-03', ...temporary }));
    expect(await latestDays(register)).toEqual([
      [first, '2022-07-31'],
      [second, '2022-07-31'],
      [third, '2021-07-31'],
    ]);
    register.lists = lists;
    await register.apply(snapshot({ person: third, day: '2020-09-04', number: '2', ...temporary }));
    expect((await loggedVersions(register)).map(([, number]) => number)).toEqual([1, 1, 2, 2, 2]);
    expect(await checkRebuild({ url: register.migratorUrl })).toMatchObject({ agrees: true });
  });

  it('is kept for every partition at the first start, also where nothing was applied yet', async () => {
    const register = await partition();
    await lists.keepFirst(register.database);
    await next.keepFirst(register.database);
    await register.apply(snapshot({ person: first, day: '2020-09-01', ...temporary }));
    const { rows } = await register.database.query<{ partition: number; versions: number }>(
      'SELECT partition, count(*) AS versions FROM list_versions GROUP BY partition ORDER BY partition',
    );
    expect(rows).toEqual([0, 1, 2, 3, 4, 5].map((place) => ({ partition: place, versions: 4 })));
    expect(await latestDays(register)).toEqual([[first, '2022-07-31']]);
    expect(await checkRebuild({ url: register.migratorUrl })).toMatchObject({ agrees: true });
  });

  it('is kept together with a LIJSTVERSIE that is the first command it applies', async () => {
    const register = await partition();
    await register.replaceList(listVersion(3, 'benoemingsgrondslagen', groundsWithTerm(1)));
    await register.apply(snapshot({ person: first, day: '2020-09-01', ...temporary }));
    expect(await loggedVersions(register)).toEqual([
      ['LIJSTVERSIE', 2],
      ['AANLEVEREN_BENOEMING', 2],
    ]);
    expect(await checkRebuild({ url: register.migratorUrl })).toMatchObject({ agrees: true });
  });
});

const isIn = (id: string, place: number): boolean => partitionOf(Buffer.from(id), 6) === place;

describe('the lists for reading', () => {
  it('are those of the release before any command, then the newest of the partition the person is in', async () => {
    const register = await partition();
    const inPartition3 = Array.from({ length: 50 }, (_, index) => personId(index)).find((id) => isIn(id, 3))!;
    const elsewhere = Array.from({ length: 50 }, (_, index) => personId(index)).find((id) => !isIn(id, 3))!;
    expect((await lists.newest(register.database)).of(inPartition3).lists.subjects).toEqual(release.subjects);

    const subjects = release.subjects.filter(({ code }) => code !== 'NEDERLANDS');
    await register.replaceList(listVersion(3, 'vakken', subjects));
    const newest = await lists.newest(register.database);
    expect(newest.of(inPartition3).lists.subjects).toEqual(subjects);
    expect(newest.of(elsewhere).lists.subjects).toEqual(release.subjects);
  });
});
