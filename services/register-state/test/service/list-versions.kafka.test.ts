import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadCodeLists } from '../../../../schemas/code-lists/load-code-lists.ts';
import { eventually } from '../../../../test/support/eventually.ts';
import { partitionOf } from '../../../_platform/src/messaging/partition-of.ts';
import { checkRebuild } from '../../src/rebuild/check-rebuild.ts';
import { outgoingCommand } from '../consume/outgoing-command.ts';
import { DUTCH } from '../domain/history.ts';
import { listVersion, personId, snapshot } from '../wire.ts';
import { asTeacher, startRegister } from './running-register.ts';
import type { RunningRegister } from './running-register.ts';

const TODAY = '2026-09-01';
const teacher = personId(801);
const partition = partitionOf(Buffer.from(teacher), 6);
const release = loadCodeLists();
const sorcery = { ...release.subjects[0]!, code: 'TOVENARIJ', naam: 'Tovenarij', gebieden: ['VO'] };

let register: RunningRegister;

const viewed = async () =>
  (await register.call('GET', `/v1/registraties/${teacher}`, { as: { rol: 'BEHEER' } })).body as
    { status: string; benoemingen: { registratieplekken: { uiterlijkeDatum?: string }[] }[] } | undefined;

beforeAll(async () => {
  register = await startRegister(TODAY);
  await register.deliver(
    snapshot({ person: teacher, day: TODAY }),
    snapshot({ person: teacher, day: TODAY, number: '2', spans: [['511', '2026-08-01']] }),
  );
});
afterAll(() => register.close());

describe('a new version of a code list', () => {
  const state = (vak: string) =>
    register.call('PUT', `/v1/registraties/${teacher}/onderwijsopgave`, {
      as: asTeacher(teacher),
      body: { onderwijs: [{ ...DUTCH, vak }], gaatOpVoorHerregistratie: false },
      prefer: 'wait=10',
    });

  it('counts for what a teacher may state', async () => {
    expect((await state('TOVENARIJ')).status).toBe(400);
    const version = listVersion(partition, 'vakken', [...release.subjects, sorcery]);
    await register.send(version, version);
    const answer = await eventually(
      async () => {
        const stated = await state('TOVENARIJ');
        return stated.status === 400 ? undefined : stated;
      },
      { withinMs: 30_000, what: 'the new list' },
    );
    expect(answer.body).toMatchObject({ status: 'VERWERKT' });
  });

  it('counts for what is shown of a term', async () => {
    expect((await viewed())?.benoemingen[1]?.registratieplekken[0]?.uiterlijkeDatum).toBe('2028-07-31');
    const grounds = release.grounds.map((row) => (row.code === '511' ? { ...row, maxDuur: 1 } : row));
    await register.send(listVersion(partition, 'benoemingsgrondslagen', grounds));
    await eventually(
      async () => {
        const [, second] = (await viewed())?.benoemingen ?? [];
        return second?.registratieplekken[0]?.uiterlijkeDatum === '2027-07-31' ? true : undefined;
      },
      { withinMs: 30_000, what: 'the new term' },
    );
  });

  it('that breaks its own rules, or is of another partition, is set aside: the former one stays in force', async () => {
    const broken = release.grounds.map((row) => (row.code === '512' ? { ...row, verlengt: '599' } : row));
    const elsewhere = listVersion((partition + 1) % 6, 'vakken', release.subjects);
    await register.publisher.publish([
      outgoingCommand(listVersion(partition, 'benoemingsgrondslagen', broken)),
      { ...outgoingCommand(elsewhere), partition },
      outgoingCommand(snapshot({ person: teacher, day: TODAY, number: '3', spans: [['511', '2026-08-01']] })),
    ]);
    await eventually(async () => ((await viewed())?.benoemingen.length === 3 ? true : undefined), {
      withinMs: 30_000,
      what: 'the delivery behind them',
    });
    const operator = { as: { rol: 'OPERATOR' }, audience: 'urn:lrr:beheer' };
    const { body } = await register.call('GET', '/beheer/v1/geparkeerd', operator);
    expect(body.berichten.map(({ reden }: { reden: string }) => reden).sort()).toEqual([
      'WRONG_PARTITION',
      'WRONG_SHAPE',
    ]);
  });

  it('is judged with again by a rebuild, whatever lies on disk', async () => {
    expect(await checkRebuild({ url: register.database.migratorUrl })).toMatchObject({ agrees: true });
  });
});
