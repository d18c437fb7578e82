import { openPlanBook } from './plan-book.ts';
import type { BrpPerson } from '../generator/records.ts';
import type { DemonstrationPlan } from './plan-types.ts';
import {
  changed,
  deleted,
  ended,
  handedOver,
  newInAnteroom,
  newTeachers,
  resent,
  twoBoards,
  unchanged,
  withoutPlace,
} from './scenarios-appointments.ts';
import { faults, refusedByRegister } from './scenarios-faults.ts';
import { teachersWhoState } from './scenarios-statements.ts';
import { boardSeats } from './seats.ts';

/** How many synthetic persons a plan uses up at most; ask the sandbox for this many. */
export const POPULATION_NEEDED = 450;

/**
 * The demonstration delivery: about 500 records at real schools, a tenth of them wrong in known ways, with what must
 * come of each. The same seed, day and population give the same plan.
 *
 * @param o.now a moment in the platform's past; message times lie in the hour before it
 * @param o.today the platform's calendar day, `YYYY-MM-DD` in Europe/Amsterdam
 */
export function makePlan(o: {
  readonly seed: string;
  readonly now: Date;
  readonly today: string;
  readonly population: readonly BrpPerson[];
}): DemonstrationPlan {
  const { book, plan } = openPlanBook({ ...o, seats: boardSeats() });
  newTeachers(book, 190);
  newInAnteroom(book, 75);
  twoBoards(book, 10);
  withoutPlace(book, 8);
  changed(book, 20);
  unchanged(book, 6);
  ended(book, 12);
  handedOver(book, 12);
  deleted(book, 8);
  resent(book, 10);
  teachersWhoState(book);
  faults(book, 2);
  refusedByRegister(book, 3);
  return plan();
}
