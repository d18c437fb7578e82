import { messageIdOf, type Fields } from './records.ts';
import { head, type BrpPerson } from '../generator/records.ts';
import type {
  BoardSeat,
  DemonstrationPlan,
  ExpectedFeedback,
  ExpectedPerson,
  ExpectedSignal,
  PlannedPerson,
  PlannedRecord,
  PlannedStatement,
} from './plan-types.ts';

/** Where the scenarios write down what they send and expect. Round 0 goes out first, then 1, then 2. */
export interface PlanBook {
  readonly today: string;
  /** A person nobody has used yet. */
  person(): BrpPerson;
  /** The n-th seat, going round; with a sector: among the seats of that sector. */
  seat(index: number, sector?: BoardSeat['sector']): BoardSeat;
  /** Plans a record in a round and gives it back, so that a later scenario can send it again. */
  send(round: number, record: PlannedRecord): PlannedRecord;
  expect(scenario: string, person: BrpPerson, expected: ExpectedPerson): void;
  state(statement: PlannedStatement): void;
  /** A record with this body field; ids and message times rise in the order of the calls. */
  record(o: {
    scenario: string;
    seat: BoardSeat;
    kind: string;
    body: Fields;
    bodyField: string;
    status: 'B' | 'A';
    signals?: readonly ExpectedSignal[];
    feedback?: ExpectedFeedback;
  }): PlannedRecord;
}

export function openPlanBook(o: {
  readonly seed: string;
  readonly now: Date;
  readonly today: string;
  readonly seats: readonly BoardSeat[];
  readonly population: readonly BrpPerson[];
}): { book: PlanBook; plan: () => DemonstrationPlan } {
  const rounds: PlannedRecord[][] = [[], [], []];
  const persons: PlannedPerson[] = [];
  const statements: PlannedStatement[] = [];
  let used = 0;
  let made = 0;
  const book: PlanBook = {
    today: o.today,
    person() {
      const person = o.population[used];
      if (person === undefined) throw new Error(`the population of ${o.population.length} persons is used up`);
      used += 1;
      return person;
    },
    seat(index, sector) {
      const among = o.seats.filter((seat) => sector === undefined || seat.sector === sector);
      const seat = among[index % among.length];
      if (seat === undefined) throw new Error(`no seat in sector ${sector ?? 'any'}`);
      return seat;
    },
    send(round, record) {
      const list = rounds[round];
      if (list === undefined) throw new Error(`there is no round ${round}`);
      list.push(record);
      return record;
    },
    expect: (scenario, person, expected) => void persons.push({ scenario, person, expected }),
    state: (statement) => void statements.push(statement),
    record({ scenario, seat, kind, body, bodyField, status, signals = [], feedback }) {
      made += 1;
      const messageId = messageIdOf(o.seed, String(made));
      // An hour back, rising by a second a record: always in the past, never equal for two records.
      const at = new Date(o.now.getTime() - 3_600_000 + made * 1000);
      return {
        scenario,
        seat,
        messageId,
        record: { kop: head(seat, messageId, kind, at), [bodyField]: body },
        receipt: { status, signals },
        ...(feedback === undefined ? {} : { feedback }),
      };
    },
  };
  return { book, plan: () => ({ seats: o.seats, rounds, persons, statements }) };
}
