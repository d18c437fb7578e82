/**
 * What the law costs per decision: deciding, evolving and the next due day, for persons of several sizes, each
 * as fresh from the database, so that nothing of a former judgement is remembered. No database, no broker.
 * Run: node test/bench/decide-process.ts [decisions per size, 4000]
 * Prints a JSON object: µs per decision, p50 and p99, by size of the person and in the end by kind of command; each
 * decision is tried three times, and counts with its lowest time; `all` is of all tries.
 */
import type { Onderwijs, Periode, Stand } from '../../schemas/message-book/v1/generated.ts';
import { loadCodeLists } from '../../schemas/code-lists/load-code-lists.ts';
import { deterministicId } from '../../services/_platform/src/ids/deterministic-id.ts';
import type { Command } from '../../services/register-state/src/domain/commands.ts';
import { decide } from '../../services/register-state/src/domain/decide.ts';
import { createGroundBook } from '../../services/register-state/src/domain/ground-book.ts';
import { commandId, registerId } from '../../services/register-state/src/domain/ids.ts';
import { nextDueDay } from '../../services/register-state/src/domain/next-due-day.ts';
import { newPerson } from '../../services/register-state/src/domain/person.ts';
import type { Person } from '../../services/register-state/src/domain/person.ts';
import { evolveAll } from '../../services/register-state/src/domain/settle.ts';
import { quantiles } from './statistics.ts';

const decisions = Number(process.argv[2] ?? 4_000);
const WARM_UP = 500;
const today = '2020-09-01';
const book = createGroundBook(loadCodeLists().grounds);
const DUTCH: Onderwijs = { aanduiding: 'LERAAR_VO', vak: 'NEDERLANDS', gebied: 'VO' };
const ENGLISH: Onderwijs = { aanduiding: 'LERAAR_VO', vak: 'ENGELS', gebied: 'VO' };

let made = 0;
const nextId = () => commandId(deterministicId('bench-command', (made += 1)));
const noon = (day: string): string => `${day}T10:00:00.000Z`;

function period(ground: string, begin: string, end?: string): Periode {
  const onderwijs = book.ground(ground, 'VO', begin).destination === 'V' ? { onderwijs: [DUTCH, ENGLISH] } : {};
  const grondslagen: Periode['grondslagen'] = [{ benoemingsgrondslag: ground, vestigingen: ['00AH00'], ...onderwijs }];
  return { datumBegin: begin, ...(end === undefined ? {} : { datumEind: end }), grondslagen };
}

function snapshotOf(number: string, perioden: Periode[], o: Partial<Stand> = {}): Stand {
  return {
    benoemingvolgnummer: number,
    sector: 'VO',
    soortBetrekking: 'BENOEMING',
    datumBeginArbeidsovereenkomst: '2010-01-01',
    datumIngangBenoeming: perioden[0]?.datumBegin ?? today,
    perioden,
    ...o,
  };
}

function delivery(board: string, snapshot: Stand, time: string): Command {
  return {
    kind: 'snapshot',
    id: nextId(),
    board,
    deliveryPoint: '01',
    order: { time },
    snapshot,
    statePensionReached: false,
    givenNotices: [],
  };
}

/** Full grounds, side entrants with their extension, replacements one after another, as schools have them. */
const CAREERS: readonly (() => Periode[])[] = [
  () => [period('501', '2015-08-01')],
  () => [period('511', '2018-08-01', '2020-07-31'), period('512', '2020-08-01')],
  () => [period('513', '2019-09-01', '2020-02-29'), period('513', '2020-03-01', '2020-12-31')],
  () => [period('513', '2019-10-01', '2020-08-31'), period('501', '2020-09-01')],
  () => [period('516', '2020-01-01')],
];

function hundredPeriods(): Periode[] {
  return Array.from({ length: 100 }, (_, index) => {
    const year = 1950 + index;
    return period(index % 2 === 0 ? '501' : '513', `${year}-01-01`, `${year}-12-31`);
  });
}

const boardOf = (index: number): string => `${41_000 + (index % 3)}`;

const deliveries: Readonly<Record<string, () => Command[]>> = {
  ...Object.fromEntries(
    [1, 10, 50].map((count) => [
      `${count} ${count === 1 ? 'appointment' : 'appointments'}`,
      () =>
        Array.from({ length: count }, (_, index) =>
          delivery(boardOf(index), snapshotOf(`${index}`, CAREERS[index % CAREERS.length]!()), noon('2020-01-01')),
        ),
    ]),
  ),
  '100 periods': () => [delivery(boardOf(0), snapshotOf('0', hundredPeriods()), noon('2020-01-01'))],
};

/** What may come for such a person next; all of it is accepted. */
function nextCommands(person: Person): Command[] {
  return person.appointments.flatMap(({ board, number, snapshot }): Command[] => [
    delivery(board, { ...snapshot, datumEindeBenoeming: '2050-07-31' }, noon('2020-08-01')),
    delivery(board, { ...snapshot, personeelsnummer: 'P1' }, noon('2020-08-01')),
    delivery(board, snapshotOf('new', CAREERS[1]!()), noon('2020-08-01')),
    {
      kind: 'deletion',
      id: nextId(),
      board,
      order: { time: noon('2020-08-01') },
      deletion: { benoemingvolgnummer: number, datumIngangBenoeming: snapshot.datumIngangBenoeming, reden: 'DUBBEL' },
      givenNotices: [],
    },
    { kind: 'teaching-statement', id: nextId(), teaching: [ENGLISH], wantsReregistration: false },
    { kind: 'day-turn', id: nextId(), day: '2021-01-01' },
  ]);
}

function take(person: Person, command: Command): Person {
  const day = command.kind === 'day-turn' ? command.day : today;
  const context = { recordedAt: noon(day), today: day, lastTurn: today, book, makeId: deterministicId };
  const outcome = decide(person, command, context);
  if (outcome.kind === 'AFGEWEZEN') throw new Error(`the benchmark's ${command.kind} was refused`);
  const after = evolveAll(person, outcome.events);
  nextDueDay(after, day, book);
  return after;
}

/**
 * µs of three tries of one decision. The lowest counts, because the clocks of CPU time tick too slowly for one, and in the
 * time that passes others may have had the core. What it leaves out is what a collection of garbage adds.
 */
function threeTries(person: Person, command: Command): number[] {
  return Array.from({ length: 3 }, () => {
    // As a batch loads him: new objects, of which no rule remembers anything.
    const [loaded, read] = structuredClone([person, command] as const);
    const began = performance.now();
    take(loaded, read);
    return (performance.now() - began) * 1000;
  });
}

const perSize = Object.entries(deliveries).map(([size, made]) => {
  const person = made().reduce(take, newPerson(registerId(deterministicId('bench-person', size))));
  const stated = take(person, {
    kind: 'teaching-statement',
    id: nextId(),
    teaching: [DUTCH],
    wantsReregistration: false,
  });
  const commands = nextCommands(stated);
  const byKind = new Map<string, number[]>();
  const all: number[] = [];
  for (let done = -WARM_UP; done < decisions; done += 1) {
    const command = commands[(done + WARM_UP) % commands.length]!;
    const tries = threeTries(stated, command);
    if (done < 0) continue;
    all.push(...tries);
    const own = byKind.get(command.kind) ?? [];
    byKind.set(command.kind, own);
    own.push(Math.min(...tries));
  }
  const kinds = Object.fromEntries([...byKind].map(([kind, took]) => [kind, quantiles(took)]));
  return [size, { ...quantiles([...byKind.values()].flat()), all: quantiles(all), kinds }];
});
console.log(JSON.stringify({ decisions, sizes: Object.fromEntries(perSize) }));
