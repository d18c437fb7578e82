import type { Stand } from '../../../../schemas/message-book/v1/generated.ts';
import { lastDayOf } from './naive-spans.ts';

interface Appointment {
  readonly board: string;
  readonly number: string;
  readonly begin: string;
  readonly end: string;
  /** What no turn tells any more. */
  hasBegun: boolean;
  hasEnded: boolean;
}

/**
 * Which appointments begin and end by the days that pass: each is told once, and none of what was past when it was
 * delivered.
 */
export class NaivePhases {
  private appointments: Appointment[] = [];

  /** @param told the day of the last turn, or of the delivery when none has come */
  delivered(board: string, stand: Stand, told: string): void {
    const number = stand.benoemingvolgnummer;
    const former = this.appointments.find((one) => one.board === board && one.number === number);
    const [begin, end] = [stand.datumIngangBenoeming, lastDayOf(stand)];
    const now: Appointment = {
      ...{ board, number, begin, end },
      hasBegun: former?.begin === begin ? former.hasBegun : begin <= told,
      hasEnded: former?.end === end ? former.hasEnded : end < told,
    };
    this.deleted(board, number);
    this.appointments.push(now);
  }

  deleted(board: string, number: string): void {
    this.appointments = this.appointments.filter((one) => one.board !== board || one.number !== number);
  }

  /** What the turn of a day tells. */
  turn(day: string): string[] {
    const told: string[] = [];
    for (const one of this.appointments) {
      const { board, number, begin, end } = one;
      if (!one.hasBegun && begin <= day) told.push(`benoeming-begonnen ${board} ${number} ${begin}`);
      if (!one.hasEnded && end < day) told.push(`benoeming-beeindigd ${board} ${number} ${end}`);
      one.hasBegun ||= begin <= day;
      one.hasEnded ||= end < day;
    }
    return told;
  }

  /** Boards that have the person or will have him, each with its appointments: who is told of a mutation (record 15). */
  employers(): string[] {
    const perBoard = Map.groupBy(
      this.appointments.filter(({ hasEnded }) => !hasEnded),
      ({ board }) => board,
    );
    return [...perBoard].map(([board, own]) => [board, ...own.map(({ number }) => number).sort()].join(' ')).sort();
  }
}
