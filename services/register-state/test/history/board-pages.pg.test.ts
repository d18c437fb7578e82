import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Opdracht } from '../../../../schemas/message-book/v1/generated.ts';
import { loadCodeLists } from '../../../../schemas/code-lists/load-code-lists.ts';
import { readBoardPage } from '../../src/http/read-board-page.ts';
import type { BoardPage, BoardPageAsked } from '../../src/http/read-board-page.ts';
import { registrationPlaces } from '../../src/domain/registration-places.ts';
import { closePartitions, partition } from '../apply/partition.ts';
import type { Partition } from '../apply/partition.ts';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import {
  correctionAnswer,
  correctionRequest,
  deletion,
  listVersion,
  lists,
  personId,
  snapshot,
  statement,
} from '../wire.ts';
import { DUTCH } from '../domain/history.ts';

afterAll(closePartitions);

const PARTITIONS = 6;
const DAY = '2020-09-01';
const QUESTION = { board: '41000', day: DAY, location: null };

const longerTerms = loadCodeLists().grounds.map((row) =>
  row.maxDuur === undefined ? row : { ...row, maxDuur: row.maxDuur + 3 },
);

/** One page, each appointment as `person number begin terms fields`, the fields those in question. */
async function page(register: Partition, asked: BoardPageAsked): Promise<BoardPage & { readonly told: string[] }> {
  const read = await readBoardPage(register.database, lists, asked, PARTITIONS);
  const told = read.rows.map(({ registerId, appointment, appointments, book, contested }) => {
    const places = registrationPlaces({ appointments }, appointment, appointment.snapshot, book);
    const terms = places.map(({ uiterlijkeDatum }) => uiterlijkeDatum).join();
    const fields = contested.find(({ number }) => number === appointment.number)?.fields.join() ?? '';
    return `${registerId} ${appointment.number} ${appointment.snapshot.datumIngangBenoeming} ${terms} ${fields}`;
  });
  return { ...read, told };
}

/** All pages, with something between one and the next. */
async function allPages(
  register: Partition,
  first: BoardPageAsked,
  between: () => Promise<unknown>,
): Promise<string[]> {
  const told: string[] = [];
  let asked: BoardPageAsked | undefined = first;
  while (asked !== undefined) {
    const { told: more, last: after, point } = await page(register, asked);
    told.push(...more);
    asked = after === undefined ? undefined : { ...QUESTION, limit: first.limit, after, point };
    await between();
  }
  return told;
}

const person = fc.integer({ min: 1, max: 9 }).map(personId);
const change = (day: string): fc.Arbitrary<Opdracht> =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .record({
          person,
          number: fc.constantFrom('1', '2'),
          board: fc.constantFrom('41000', '41000', '42000'),
          spans: fc.constantFrom(
            [['501', '2020-08-01'] as const],
            [['511', '2020-07-01'] as const],
            [['501', '2020-10-01'] as const],
          ),
          order: fc.integer({ min: 1, max: 1_000 }),
        })
        .map((o) => snapshot({ ...o, day })),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(person, fc.constantFrom('2020-08-01', '2020-07-01'))
        .map(([one, begin]) => deletion({ person: one, day, begin, order: 2_000 })),
    },
    { weight: 1, arbitrary: person.map((one) => statement(one, day, DUTCH)) },
    { weight: 3, arbitrary: person.map((one) => correctionRequest(one, day)) },
  );

describe('the pages of a board', () => {
  it('together tell the state of the first, whatever is applied in between', async () => {
    const register = await partition();
    const changes = (day: string) => fc.array(change(day), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(change('2020-08-20'), { minLength: 4, maxLength: 20 }),
        fc.array(changes('2020-09-02'), { minLength: 8, maxLength: 8 }),
        fc.boolean(),
        async (before, later, withList) => {
          await register.clear();
          await register.turn('2020-08-01');
          await register.apply(...before);
          const whole = await page(register, { ...QUESTION, bekendOp: undefined, limit: 100 });
          let isListOld = withList;
          const told = await allPages(register, { ...QUESTION, bekendOp: undefined, limit: 2 }, async () => {
            if (isListOld) await register.replaceList(listVersion(3, 'benoemingsgrondslagen', longerTerms));
            isListOld = false;
            const next = later.shift() ?? [];
            if (next.length > 0) await register.apply(...next);
          });
          expect(told).toEqual(whole.told);
          // The same from the far side: what was recorded by then, asked when all of it has been overtaken.
          const then = await allPages(register, { ...QUESTION, bekendOp: '2020-08-31T00:00:00.000Z', limit: 3 }, () =>
            Promise.resolve(),
          );
          expect(then).toEqual(whole.told);
        },
      ),
      { numRuns: 8, endOnFailure: true },
    );
  });

  it('hold a location on the day as it was told then', async () => {
    const register = await partition();
    await register.apply(snapshot({ person: personId(1), day: '2020-08-20', order: 1 }));
    const first = await page(register, { ...QUESTION, location: '00AH00', bekendOp: undefined, limit: 10 });
    expect(first.told).toHaveLength(1);
    const moved = snapshot({ person: personId(1), day: '2020-09-02', order: 2 });
    const inhoud = JSON.parse(JSON.stringify(moved.inhoud).replaceAll('00AH00', '00AH01')) as never;
    await register.apply({ ...moved, inhoud });
    const now = await page(register, { ...QUESTION, location: '00AH00', bekendOp: undefined, limit: 10 });
    const then = await page(register, {
      ...QUESTION,
      location: '00AH00',
      bekendOp: '2020-08-31T00:00:00.000Z',
      limit: 10,
    });
    expect([now.told, then.told]).toEqual([[], first.told]);
  });

  it('say what is in question, as it was at their point, also when only a turn of the day has ended it since', async () => {
    const register = await partition();
    await register.turn('2020-08-15');
    const asked = correctionRequest(personId(2), '2020-08-21');
    await register.apply(
      snapshot({ person: personId(1), day: '2020-08-20' }),
      snapshot({ person: personId(2), day: '2020-08-20' }),
      // Another board's is not this one's to see.
      snapshot({ person: personId(1), day: '2020-08-20', board: '42000' }),
      correctionRequest(personId(1), '2020-08-21', { bevoegdGezagNummer: '42000' }),
      asked,
      correctionAnswer(personId(2), '2020-08-24', deterministicId('correctieverzoek', asked.id), 'JUIST'),
    );
    const { point, told: live } = await page(register, { ...QUESTION, bekendOp: undefined, limit: 10 });
    const after = { registerId: '00000000-0000-0000-0000-000000000000', number: '' };
    const all = { ...QUESTION, limit: 10, point, after };
    const before = (await page(register, all)).told;
    expect(live).toEqual(before);
    expect(before.filter((one) => one.endsWith('/datumIngangBenoeming'))).toEqual([
      expect.stringContaining(personId(2)),
    ]);
    await register.turn('2020-10-06');
    const { told: now } = await page(register, { ...QUESTION, bekendOp: undefined, limit: 10 });
    expect(now.filter((one) => one.endsWith('/datumIngangBenoeming'))).toEqual([]);
    expect((await page(register, all)).told).toEqual(before);
    const then = await page(register, { ...QUESTION, bekendOp: '2020-08-31T00:00:00.000Z', limit: 10 });
    expect(then.told).toEqual(before);
    expect(now).toHaveLength(2);
  });

  // A page of another time had fewer rows when another board had delivered about a former employee since: a board could
  // ask from when on somebody else has him.
  it('are cut alike whatever another board delivered since about somebody who left', async () => {
    const register = await partition();
    const left = personId(1);
    const stand = { datumIngangBenoeming: '2018-08-01', datumEindeBenoeming: '2019-07-31' };
    await register.apply(
      snapshot({ person: left, day: '2020-08-20', spans: [['501', '2018-08-01', '2019-07-31']], stand }),
      snapshot({ person: personId(2), day: '2020-08-20' }),
      snapshot({ person: personId(3), day: '2020-08-20' }),
    );
    const then = { ...QUESTION, bekendOp: '2020-08-31T00:00:00.000Z', limit: 2 };
    const { told, last } = await page(register, then);
    expect([told.length, last]).toEqual([2, undefined]);
    await register.apply(snapshot({ person: left, day: '2020-09-02', board: '42000' }));
    const after = await page(register, then);
    expect([after.told, after.last]).toEqual([told, undefined]);
  });

  it('of a time before the first record are empty', async () => {
    const register = await partition();
    await register.apply(snapshot({ person: personId(1), day: '2020-08-20' }));
    const before = await page(register, { ...QUESTION, bekendOp: '2020-08-19T00:00:00.000Z', limit: 10 });
    expect(before).toMatchObject({ told: [], point: [0, 0, 0, 0, 0, 0] });
    expect(before).not.toHaveProperty('last');
  });
});
