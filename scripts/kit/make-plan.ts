import { syntheticNumbers, populationSize } from '../../infra/sandbox/src/population/citizen-numbers.ts';
import { syntheticPerson } from '../../infra/sandbox/src/population/synthetic-person.ts';
import type { CodeLists } from '../../schemas/code-lists/rows.ts';
import type { BrpPerson } from '../generator/records.ts';
import { kitSeats } from './kit-seats.ts';
import type { Plan } from './plan-types.ts';
import { openScenarioBook } from './scenario-book.ts';
import { SCENARIOS } from './scenario-list.ts';

const PERSONS = 300;
/** The demonstration and tests use the first people of the population. */
const FIRST_PLACE = 100_000;

/** People of the sandbox's population that go with a seed: another seed, other people. */
export function personsFor(seed: number, count: number): BrpPerson[] {
  const room = populationSize() - FIRST_PLACE - count;
  const from = FIRST_PLACE + ((Math.imul(seed, 2_654_435_761) >>> 0) % room);
  return syntheticNumbers(from, count).map(syntheticPerson);
}

/** The same options, the same plan, byte for byte. @param o.today the platform's day, `YYYY-MM-DD` */
export function makePlan(o: {
  readonly seed: number;
  readonly today: string;
  readonly lists: Pick<CodeLists, 'grounds' | 'institutions'>;
  readonly boards: readonly string[];
  readonly trialBoard?: string;
  readonly deliveryPoint: string;
  readonly supplierOin: string;
  /** Teachers and the BRP can be played, by the sandbox. */
  readonly hasWorld?: boolean;
  /** Only scenarios whose id starts with one of these. */
  readonly only?: readonly string[];
}): Plan {
  const seats = kitSeats(o.lists.institutions, o);
  const trialBoards = o.trialBoard === undefined ? [] : [o.trialBoard];
  const [trialSeat] = kitSeats(o.lists.institutions, { ...o, boards: trialBoards });
  const book = openScenarioBook({
    ...o,
    hasWorld: o.hasWorld === true,
    seats,
    trialSeat,
    persons: personsFor(o.seed, PERSONS),
  });
  const all = SCENARIOS.flatMap((make) => make(book));
  const { only } = o;
  const scenarios = all.filter(({ id }) => only === undefined || only.some((start) => id.startsWith(start)));
  const missing = (['PO', 'SO', 'VSO', 'VO', 'MBO'] as const).filter((sector) => book.seat(sector) === undefined);
  const boards = new Set(scenarios.map(({ bestuur }) => bestuur));
  const senders = [...seats, ...(trialSeat === undefined ? [] : [trialSeat])].filter(({ board }) => boards.has(board));
  return {
    soort: 'LRR_KIT_PLAN',
    zaad: o.seed,
    vandaag: o.today,
    afzenders: [...new Map(senders.map((seat) => [seat.board, seat])).values()].map(
      ({ board, deliveryPoint, supplierOin, boardOin }) => ({ board, deliveryPoint, supplierOin, boardOin }),
    ),
    scenarios,
    overgeslagen: [
      ...missing.map((sector) => `Sector ${sector}: geen van de besturen heeft er een open school in.`),
      ...(trialSeat === undefined ? ['Proef: er is geen bestuur opgegeven dat oefent.'] : []),
      ...(o.hasWorld === true ? [] : ['Correctieverzoek en naamswijziging: daarvoor is de oefenomgeving nodig.']),
    ],
  };
}
