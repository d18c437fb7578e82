import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Opdracht } from '../../../../schemas/message-book/v1/generated.ts';
import { checkRebuild } from '../../src/rebuild/check-rebuild.ts';
import { feedbackFaults } from '../apply/event-schemas.ts';
import { deletion, overview, personId, snapshot, trial } from '../wire.ts';
import { outgoingCommand } from './outgoing-command.ts';
import { openRegisterBench } from './register-bench.ts';
import type { RegisterBench } from './register-bench.ts';

const DAY = '2020-09-01';

interface Answer {
  readonly kop: { readonly berichtsoort: string; readonly verwijstNaar: string; readonly proef?: true };
  readonly registratieoverzicht?: {
    readonly pagina: number;
    readonly aantalPaginas: number;
    readonly standen: readonly { persoon: { registratieId: string }; benoemingvolgnummer: string }[];
  };
}

let bench: RegisterBench;
const send = (...wires: Opdracht[]): Promise<void> => bench.publish(...wires.map(outgoingCommand));

async function answersTo(wire: Opdracht): Promise<Answer[]> {
  const { berichtId } = wire.bron as { berichtId: string };
  const records = (await bench.read('lrr.terugkoppeling.v1')).map(({ value }) => JSON.parse(String(value)) as Answer);
  const own = records.filter(({ kop }) => kop.verwijstNaar === berichtId);
  for (const answer of own) expect(feedbackFaults(answer)).toEqual([]);
  return own;
}

async function count(table: string): Promise<number> {
  const { rows } = await bench.database.query<{ count: number }>(`SELECT count(*) FROM ${table}`);
  return rows[0]?.count ?? 0;
}

describe('a record delivered for trial', () => {
  const [known, unknown, poor] = [1, 2, 3].map(personId) as [string, string, string];
  const onUnknown = trial(snapshot({ person: unknown, day: DAY }));
  const late = trial(deletion({ person: known, day: DAY, begin: '2019-08-01' }));
  const unjudgeable = trial(snapshot({ person: poor, day: DAY, number: '2', spans: [['502', '2020-08-01']] }));

  beforeAll(async () => {
    bench = await openRegisterBench();
    await send(snapshot({ person: known, day: DAY }));
    await bench.settled();
    bench.unknownGrounds.add('502');
    await send(onUnknown, late, unjudgeable, snapshot({ person: poor, day: DAY }), onUnknown, late);
    await send(onUnknown);
    await bench.settled();
  });
  afterAll(() => bench.close());

  it('is answered once, as it would be, and says that it is a trial', async () => {
    expect((await answersTo(onUnknown)).map(({ kop }) => [kop.berichtsoort, kop.proef])).toEqual([
      ['TERUGKOPPELING_BENOEMING', true],
    ]);
    expect((await answersTo(late)).map(({ kop }) => [kop.berichtsoort, kop.proef])).toEqual([
      ['TERUGKOPPELING_AFKEURING', true],
    ]);
  });

  it('leaves nothing behind: no person, no row of the log, no event', async () => {
    const { rows } = await bench.database.query<{ register_id: string }>('SELECT register_id FROM persons');
    expect(new Set(rows.map((row) => row.register_id))).toEqual(new Set([known, poor]));
    expect(await count('command_log')).toBe(2);
    const told = (await bench.read('lrr.registratie.v1')).map(({ key }) => String(key));
    expect(told).not.toContain(unknown);
    expect(await checkRebuild({ url: bench.testDatabase.migratorUrl })).toMatchObject({ agrees: true, commands: 2 });
  });

  it('that cannot be judged is parked alone: its person does not wait for it', async () => {
    const parked = await bench.consumer.parked.list();
    expect(parked.map(({ key, reason }) => [key, reason])).toEqual([[null, 'GROUND_UNKNOWN']]);
    bench.unknownGrounds.clear();
    await bench.consumer.parked.redrive(parked[0]!.id);
    await bench.settled();
    expect((await answersTo(unjudgeable)).map(({ kop }) => kop.proef)).toEqual([true]);
    expect(await count('command_log')).toBe(2);
  });

  // A trial was judged after everything that its batch held, also what was sent later.
  it('is judged on what was sent before it, and not on what came in with it', async () => {
    const [between, person] = [personId(4), personId(5)];
    const first = snapshot({ person, day: DAY });
    const tried = [
      trial(deletion({ person, day: DAY, begin: '2020-08-01' })),
      trial(deletion({ person, day: DAY, begin: '2020-08-01' })),
    ] as const;
    const gone = deletion({ person, day: DAY, begin: '2020-08-01' });
    await send(tried[0], first, snapshot({ person: between, day: DAY }), tried[1], gone);
    await bench.settled();
    const answers = [...(await answersTo(tried[0])), ...(await answersTo(tried[1]))];
    expect(answers.map(({ kop }) => [kop.berichtsoort, kop.proef])).toEqual([
      ['TERUGKOPPELING_AFKEURING', true],
      ['TERUGKOPPELING_VERWIJDERING', true],
    ]);
    expect((await answersTo(gone)).map(({ kop }) => kop.berichtsoort)).toEqual(['TERUGKOPPELING_VERWIJDERING']);
    expect(await checkRebuild({ url: bench.testDatabase.migratorUrl })).toMatchObject({ agrees: true });
  });
});

describe('an overview (record 4)', () => {
  const persons = Array.from({ length: 120 }, (_, index) => personId(2_000 + index)).sort();
  const [first, second] = persons as [string, string];
  const all = overview({ day: DAY });
  const some = overview({ day: DAY, asked: { personen: [second, first, personId(9_999)] } });
  const nobody = overview({ day: DAY, asked: { personen: [] } });
  const elsewhere = overview({ day: DAY, asked: { vestiging: '00AH07' } });
  const before = overview({ day: '2020-07-31' });
  const ofTrial = trial(overview({ day: DAY, asked: { personen: [first] } }));

  beforeAll(async () => {
    bench = await openRegisterBench();
    await send(...persons.map((person) => snapshot({ person, day: DAY })));
    await send(
      snapshot({ person: first, day: DAY, number: '2', spans: [['511', '2020-08-01']] }),
      snapshot({ person: first, day: DAY, number: '3', stand: { datumEindeBenoeming: '2020-08-31' } }),
      snapshot({ person: second, day: DAY, board: '42000' }),
    );
    await bench.settled();
    await send(all, some, nobody, elsewhere, before, ofTrial, all);
    await bench.settled();
  });
  afterAll(() => bench.close());

  it('gives the own snapshots of that day in pages of at most 100, once, under one id for ever', async () => {
    const pages = await answersTo(all);
    expect(pages.map(({ registratieoverzicht: page }) => [page!.pagina, page!.aantalPaginas])).toEqual([
      [1, 2],
      [2, 2],
    ]);
    expect(pages.map(({ registratieoverzicht: page }) => page!.standen.length)).toEqual([100, 21]);
    const told = pages.flatMap(({ registratieoverzicht: page }) => page!.standen);
    expect(told.filter(({ persoon }) => persoon.registratieId === first).map((row) => row.benoemingvolgnummer)).toEqual(
      ['1', '2'],
    );
  });

  it('reckons the term of a temporary ground', async () => {
    const [page] = await answersTo(some);
    expect(page!.registratieoverzicht!.standen).toMatchObject([
      { persoon: { registratieId: first }, benoemingvolgnummer: '1' },
      {
        persoon: { registratieId: first },
        benoemingvolgnummer: '2',
        registratieplekken: [{ registratieplek: 'VOORPORTAAL', uiterlijkeDatum: '2022-07-31' }],
      },
      { persoon: { registratieId: second }, benoemingvolgnummer: '1' },
    ]);
  });

  it('is one empty page when nothing is found', async () => {
    for (const wire of [nobody, elsewhere, before]) {
      expect((await answersTo(wire)).map(({ registratieoverzicht }) => registratieoverzicht)).toEqual([
        { peildatum: wire.inhoud.peildatum, pagina: 1, aantalPaginas: 1, standen: [] },
      ]);
    }
  });

  it('asked for trial says so', async () => {
    expect((await answersTo(ofTrial)).map(({ kop }) => kop.proef)).toEqual([true]);
  });

  it('is no part of the fold, and leaves a line of the processing log per person', async () => {
    expect(await count('command_log')).toBe(123);
    expect(await checkRebuild({ url: bench.testDatabase.migratorUrl })).toMatchObject({ agrees: true });
    const lines = (await bench.read('lrr.verwerking.v1')).map(
      ({ value }) => (JSON.parse(String(value)) as { betrokkene: string }).betrokkene,
    );
    expect(lines).toHaveLength(120 + 2 + 1);
  });
});

describe('an overview whose answer was stored and not published, as after a crash', () => {
  const person = personId(1);
  const asked = overview({ day: DAY });

  beforeAll(async () => {
    bench = await openRegisterBench({ holdAnswers: true });
    await send(snapshot({ person, day: DAY }));
    await bench.applied();
    await send(asked);
    await bench.applied();
    await send(deletion({ person, day: DAY, begin: '2020-08-01' }), asked);
    await bench.applied();
    await bench.releaseAnswers();
    await bench.settled();
  });
  afterAll(() => bench.close());

  it('tells the state of the moment it was answered, once', async () => {
    const pages = await answersTo(asked);
    expect(pages.map(({ registratieoverzicht: page }) => page!.standen.length)).toEqual([1]);
  });
});
