import type { BoardSeat } from '../../demonstration/plan-types.ts';
import { appointment, fullGround, temporaryGround } from '../../demonstration/records.ts';
import { addDays } from '../../../services/_platform/src/clock/amsterdam.ts';
import type { BrpPerson, Fields } from '../../generator/records.ts';
import type { ExpectedFeedback, ExpectedSignal, Scenario, Step, WorldEvent } from '../plan-types.ts';
import type { ScenarioBook, StepOptions } from '../scenario-book.ts';

/** What the steps of a scenario about one person at one board are written with. */
export interface Scene {
  readonly seat: BoardSeat;
  readonly person: BrpPerson;
  /** The platform's day, moved. */
  readonly day: (days: number) => string;
  /** Body of record 1, begun so many days ago, open, on a full ground. */
  readonly full: (daysAgo: number) => Fields;
  /** The same on a temporary ground. */
  readonly temporary: (daysAgo: number) => Fields;
  /** Record 1, taken in with these notices. */
  readonly deliver: (
    doe: string,
    body: Fields,
    feedback: ExpectedFeedback,
    notices?: readonly ExpectedSignal[],
  ) => Step;
  readonly step: (o: Omit<StepOptions, 'seat'>) => Step;
  /** The same record, with the same id. */
  readonly again: (doe: string, step: Step) => Step;
}

type Described = Pick<Scenario, 'id' | 'titel' | 'uitleg' | 'kantEnKlaar' | 'proef'>;

/** What happens meanwhile, to the person of the scenario. */
type Happening = Omit<WorldEvent, 'burgerservicenummer'>;

/** None when no board that is delivered for has a school in the sector. */
export function oneScenario(
  book: ScenarioBook,
  { sector, seat: given, ...described }: Described & { sector?: BoardSeat['sector']; seat?: BoardSeat },
  write: (scene: Scene) => readonly Step[],
  happening?: (scene: Scene) => Happening,
): Scenario[] {
  const seat = given ?? book.seat(sector);
  if (seat === undefined) return [];
  const person = book.person();
  const day = (days: number): string => addDays(book.today, days);
  const step: Scene['step'] = (o) => book.step(described.id, { ...o, seat });
  const scene: Scene = {
    seat,
    person,
    day,
    full: (daysAgo) => appointment(seat, person, day(-daysAgo), [fullGround(seat)]),
    temporary: (daysAgo) => appointment(seat, person, day(-daysAgo), [temporaryGround(seat)]),
    deliver: (doe, body, terugkoppeling, ontvangst = []) =>
      step({ doe, soort: 'AANLEVEREN_BENOEMING', body, ontvangst, terugkoppeling }),
    step,
    again: (doe, { terugkoppeling: _answeredOnce, ...former }) => ({
      ...former,
      stap: `${former.stap}-opnieuw`,
      doe,
      herhaalt: former.stap,
    }),
  };
  const stappen = write(scene);
  const gebeurtenis = happening && {
    gebeurtenis: { ...happening(scene), burgerservicenummer: person.burgerservicenummer },
  };
  return [{ ...described, bestuur: seat.board, ...gebeurtenis, stappen }];
}
