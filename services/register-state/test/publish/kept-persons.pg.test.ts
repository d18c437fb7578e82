import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.ts';
import { expectFold } from '../../../../test/support/expect-fold.ts';
import { openDatabase } from '../../../_platform/src/database/database.ts';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import type { OutgoingRecord } from '../../../_platform/src/messaging/messaging.ts';
import { carryOutDestructions } from '../../src/destruction/carry-out-destructions.ts';
import { readHistoryPage } from '../../src/history/read-history-page.ts';
import { historyLineView } from '../../src/http/history-view.ts';
import { composeRecords } from '../../src/publish/compose-records.ts';
import { closePartitions, partition } from '../apply/partition.ts';
import type { Partition } from '../apply/partition.ts';
import { DUTCH } from '../domain/history.ts';
import {
  correctionRequest,
  deletion,
  keyData,
  lists,
  matchResult,
  personId,
  snapshot,
  statement,
  teacherRequest,
  vaultFact,
} from '../wire.ts';
import { feedOf, SOURCE, toldEveryWay } from './told-every-way.ts';

const MIGRATION = path.join(import.meta.dirname, '../../migrations/017-withheld-events.sql');
const [leaver, pensioner, mistaken, dead, present] = [1, 2, 3, 4, 5].map(personId) as [
  string,
  string,
  string,
  string,
  string,
];

let register: Partition;
/** As they were composed from memory, at the moment of the command. */
const published: OutgoingRecord[] = [];

async function apply(...wires: Parameters<Partition['apply']>): Promise<void> {
  for (const applied of await register.apply(...wires)) published.push(...composeRecords(applied, SOURCE));
}
async function turn(day: string): Promise<void> {
  published.push(...composeRecords((await register.turn(day)).applied, SOURCE));
}
const isEvent = ({ topic }: OutgoingRecord): boolean => topic === 'lrr.registratie.v1';
const texts = (records: readonly OutgoingRecord[]): string[] =>
  records.filter(isEvent).map(({ value }) => String(value));

interface Told {
  readonly subject: string;
  readonly type: string;
  readonly causationid: string;
  readonly data: Record<string, unknown>;
}
const told = (of: string): Told[] =>
  texts(published)
    .map((text) => JSON.parse(text) as Told)
    .filter(({ subject }) => subject === of);
const isWithheld = ({ data }: Told): boolean => data['status'] === 'BEWAARD';

beforeAll(async () => {
  register = await partition();
  await turn('2020-09-01');
  const stated = statement(leaver, '2020-09-02', DUTCH);
  await apply(
    snapshot({ person: leaver, day: '2020-09-02' }),
    stated,
    teacherRequest('VERZOEK_UITSCHRIJVING', leaver, '2020-09-03'),
    snapshot({ person: present, day: '2020-09-03' }),
    matchResult(leaver, deterministicId('claim', stated.id, 0), '2020-09-04'),
    snapshot({ person: leaver, day: '2020-09-04', number: 'BN-VAN-BEWAARDE', spans: [['518', '2020-08-01']] }),
    correctionRequest(leaver, '2020-09-05'),
    keyData({ person: leaver, day: '2020-09-05' }),
    snapshot({ person: pensioner, day: '2020-09-05', aow: true }),
    snapshot({ person: mistaken, day: '2020-09-05' }),
    teacherRequest('VERZOEK_UITSCHRIJVING', mistaken, '2020-09-05'),
  );
  await turn('2021-02-01');
  await apply(
    snapshot({ person: pensioner, day: '2021-02-02', number: '2', spans: [['501', '2021-02-02']] }),
    keyData({ person: mistaken, day: '2021-02-02' }),
    deletion({ person: mistaken, day: '2021-02-03', begin: '2020-08-01' }),
    snapshot({ person: mistaken, day: '2021-02-04', number: '3', spans: [['518', '2020-08-01']] }),
    snapshot({ person: dead, day: '2021-02-05' }),
    vaultFact('OVERLIJDEN', dead, '2021-02-06'),
    snapshot({ person: dead, day: '2021-02-07', number: '2' }),
  );
  // From here on he is not kept any more, and whoever reads what came before reads what was told then.
  await apply(
    snapshot({ person: leaver, day: '2021-02-08', number: '4', spans: [['501', '2021-02-01']] }),
    keyData({ person: leaver, day: '2021-02-09' }),
  );
  await turn('2021-08-01');
  await expectFold(register.migratorUrl);
});
afterAll(closePartitions);

describe('what happened to somebody while he was kept', () => {
  it('is told with its place alone, until he is restored', () => {
    const withheld = told(leaver).filter(isWithheld);
    expect(withheld.map(({ type }) => type.split('.')[2])).toEqual([
      'onderwijs-match-vastgesteld',
      'benoeming-geregistreerd',
      'voorportaal-ingeschreven',
      'correctie-ingediend',
      'sleutelgegevens-gewijzigd',
      'voorportaal-termijn-nadert',
    ]);
    for (const { data } of withheld) expect(data).toEqual({ status: 'BEWAARD' });
    expect(texts(published).join('\n')).not.toContain('BN-VAN-BEWAARDE","na');
    const since = told(leaver).findIndex(({ type }) => type.includes('persoon-hersteld'));
    expect(told(leaver).slice(since).some(isWithheld)).toBe(false);
  });

  it('is withheld of others by the same rule: kept before the command and after it', () => {
    const of = (person: string): string[] => told(person).map((one) => `${one.type.split('.')[2]} ${isWithheld(one)}`);
    expect(of(pensioner)).toEqual([
      'benoeming-geregistreerd false',
      'persoon-bewaard false',
      'registratie-gewijzigd false',
      'benoeming-geregistreerd true',
      'persoon-bewaard false',
      'registratie-gewijzigd false',
      'benoeming-begonnen true',
      'registratie-gewijzigd false',
    ]);
    expect(of(mistaken).slice(3)).toEqual([
      'persoon-bewaard false',
      'registratie-gewijzigd false',
      'sleutelgegevens-gewijzigd true',
      'registratie-gewijzigd false',
      'benoeming-verwijderd false',
      'registratie-gewijzigd false',
      'benoeming-geregistreerd false',
      'voorportaal-ingeschreven false',
      'registratie-gewijzigd false',
      'voorportaal-termijn-nadert false',
      'voorportaal-termijn-verstreken false',
      'registratie-gewijzigd false',
    ]);
    expect(of(dead).slice(-2)).toEqual(['benoeming-geregistreerd true', 'registratie-gewijzigd false']);
  });

  it('is the same bytes from memory, for a relay that comes later, over HTTP and in a webhook', async () => {
    const { relayed, feed, webhooks } = await toldEveryWay(register);
    expect(relayed).toEqual(published);
    expect(feed.map(({ text }) => text)).toEqual(texts(published));
    // He lives: that a consumer saw of him is written down.
    expect(feed.filter(({ isEmpty }) => isEmpty)).toEqual([]);
    expect(webhooks).toEqual(texts(published));
  });

  it('stands whole in his own history, under the ids by which it was told', async () => {
    const { lines } = await readHistoryPage(register.database, lists, leaver, { after: 0, limit: 100 });
    const shown = lines.flatMap((line) => historyLineView(line, leaver, SOURCE).gebeurtenissen);
    const sent = texts(published)
      .map((text) => JSON.parse(text) as Told & { id: string; sequence: string })
      .filter(({ subject }) => subject === leaver);
    expect(shown.map(({ id, type, volgnummer }) => [id, type, volgnummer])).toEqual(
      sent.map(({ id, type, sequence }) => [id, type, sequence]),
    );
    for (const { data } of shown) expect(data).not.toHaveProperty('status');
    const withheld = shown.filter((_, index) => isWithheld(sent[index]!));
    expect(withheld.map(({ data }) => data)).toMatchObject([
      { onderwijs: DUTCH, na: { uitkomst: 'DIRECT' } },
      { bevoegdGezagNummer: '41000', benoemingvolgnummer: 'BN-VAN-BEWAARDE', na: { sector: 'VO' } },
      { benoemingsgrondslag: '518', onderwijs: DUTCH },
      { velden: ['/datumIngangBenoeming'] },
      { bevoegdGezagNummer: '41000' },
      { na: { uiterlijkeDatum: '2021-07-31' } },
    ]);
  });
});

it('events of a log without the mark get the one that a fold gives them', async () => {
  const before = await register.table('event_log');
  const owner = openDatabase({ url: register.migratorUrl, applicationName: 'test', poolSize: 1 });
  await owner.query('ALTER TABLE event_log DROP COLUMN withheld');
  for (const statement of readFileSync(MIGRATION, 'utf8').split(';\n')) await owner.query(statement);
  await owner.close();
  expect(await register.table('event_log')).toEqual(before);
  expect(before.filter((row) => row.endsWith(',t)')).length).toBeGreaterThan(8);
  await expectFold(register.migratorUrl);
});

it('of somebody who is destroyed it has no content at all, like all that was told of him', async () => {
  await register.turn('2026-02-10');
  await register.database.query(
    `INSERT INTO relay_cursors (relay, partition, cursor) VALUES ('gebeurtenissen', 3, $1)
     ON CONFLICT (relay, partition) DO UPDATE SET cursor = excluded.cursor`,
    [register.end.applicationNumber],
  );
  const clock = { now: () => new Date('2026-02-11T03:00:00Z'), today: () => '2026-02-11' };
  const events = await eventually(
    async () => {
      await carryOutDestructions({ database: register.database, clock });
      const own = (await feedOf(register)).filter(({ registerId }) => registerId === dead);
      return own.every(({ isEmpty }) => isEmpty) ? own : undefined;
    },
    { withinMs: 15_000, what: 'the destruction' },
  );
  expect(events.length).toBeGreaterThan(5);
  for (const { text } of events) expect((JSON.parse(text) as Told).data).toEqual({});
  await expectFold(register.migratorUrl);
});
