import { afterAll, describe, expect, it } from '@jest/globals';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import { loadPersons } from '../../src/apply/load-persons.ts';
import { registerId } from '../../src/domain/ids.ts';
import { readHistoryPage } from '../../src/history/read-history-page.ts';
import { historyLineView } from '../../src/http/history-view.ts';
import { composeRecords } from '../../src/publish/compose-records.ts';
import { stateRecord } from '../../src/publish/public-state-reader.ts';
import { closePartitions, partition } from '../apply/partition.ts';
import { DUTCH } from '../domain/history.ts';
import { lists, matchResult, personId, snapshot, statement } from '../wire.ts';
import { SOURCE, toldEveryWay } from './told-every-way.ts';

const teacher = personId(1);
const EXPLANATION = 'Uw getuigschrift geeft bevoegdheid voor Nederlands.';
const NEXT_STEP = 'U hoeft niets te doen.';

afterAll(closePartitions);

describe('what matching wrote to the teacher', () => {
  it('is in nothing that consumers get, by the same bytes on every way, and whole in his history', async () => {
    const register = await partition();
    const { database } = register;
    const stated = statement(teacher, '2020-09-02', DUTCH);
    const match = matchResult(teacher, deterministicId('claim', stated.id, 0), '2020-09-04');
    const written = { toelichting: EXPLANATION, vervolgstap: NEXT_STEP };
    const applied = await register.apply(snapshot({ person: teacher, day: '2020-09-02' }), stated, {
      ...match,
      inhoud: { ...match.inhoud, ...written },
    } as typeof match);
    const published = applied.flatMap((one) => composeRecords(one, SOURCE));
    const texts = published.filter(({ topic }) => topic === 'lrr.registratie.v1').map(({ value }) => String(value));
    expect(texts.filter((text) => text.includes('onderwijs-match-vastgesteld.v1"'))).toHaveLength(1);

    const { relayed, feed, webhooks } = await toldEveryWay(register);
    expect(relayed).toEqual(published);
    expect(feed.map(({ text }) => text)).toEqual(texts);
    expect(webhooks).toEqual(texts);
    const id = registerId(teacher);
    const state = String(stateRecord((await loadPersons(database, [id])).get(id)).value);
    expect(state).toContain('"uitkomst":"DIRECT"');
    for (const told of [...texts, state]) expect(told).not.toMatch(/getuigschrift|Uw |hoeft|vervolgstap/);

    const { lines } = await readHistoryPage(database, lists, teacher, { after: 0, limit: 100 });
    const shown = lines.flatMap((line) => historyLineView(line, teacher, SOURCE).gebeurtenissen);
    expect(shown.find(({ type }) => type.includes('match'))?.data).toMatchObject({ na: written });
    expect((await register.table('teaching_statements')).join()).toContain(EXPLANATION);
  });
});
