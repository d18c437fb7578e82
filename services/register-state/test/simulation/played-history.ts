import { loadCodeLists } from '../../../../schemas/code-lists/load-code-lists.ts';
import type { GroundRow } from '../../../../schemas/code-lists/rows.ts';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import { endedByTerm, isLiving } from '../../src/domain/anteroom-entry.ts';
import { addDays } from '../../src/domain/calendar.ts';
import type { Command } from '../../src/domain/commands.ts';
import { decide } from '../../src/domain/decide.ts';
import type { DomainEvent } from '../../src/domain/events.ts';
import { createGroundBook } from '../../src/domain/ground-book.ts';
import { commandId, registerId } from '../../src/domain/ids.ts';
import { nextDueDay } from '../../src/domain/next-due-day.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import { newPerson } from '../../src/domain/person.ts';
import type { Person } from '../../src/domain/person.ts';
import { evolveAll } from '../../src/domain/settle.ts';
import { FIRST_DAY } from './any-step.ts';

const { grounds } = loadCodeLists();

/** The grounds of the law, and a version in which some terms are longer and some shorter. */
const VERSIONS: readonly (readonly GroundRow[])[] = [
  grounds,
  grounds.map((row) => {
    if (row.code === '511' || row.code === '804') return { ...row, maxDuur: 3 };
    return row.code === '513' || row.code === '514' ? { ...row, maxDuur: 6 } : row;
  }),
];
const BOOKS = VERSIONS.map(createGroundBook);

/** One command, with all that was said of it. */
export interface Judged {
  readonly command: Command;
  /** The judging day. */
  readonly today: string;
  readonly before: Person;
  readonly after: Person;
  readonly outcome: Outcome;
  readonly events: readonly DomainEvent[];
}

/**
 * One person in a partition: what is judged on which day, when turns come and whom they visit, as src/apply does it,
 * without a database.
 */
export class PlayedHistory {
  person: Person;
  /** Today, whether or not its turn has come. */
  day = FIRST_DAY;
  lastTurn: string | null = null;
  /** As kept with the person. */
  dueOn: string | undefined;
  private readonly seat: number;
  private version = 0;
  private count = 0;

  /** @param seat 1 to 9, which tells persons of one partition apart */
  constructor(seat = 1) {
    this.seat = seat;
    this.person = newPerson(registerId(`1111111${seat}-1111-4111-8111-111111111111`));
  }

  get rows(): readonly GroundRow[] {
    return VERSIONS[this.version]!;
  }

  get book() {
    return BOOKS[this.version]!;
  }

  nextId() {
    this.count += 1;
    return commandId(`0000000${this.seat}-0000-4000-8000-${String(this.count).padStart(12, '0')}`);
  }

  /** Time of a document that is made now, or so many commands ago. */
  timeOf(late: number): string {
    return new Date(Date.parse('2020-01-01T00:00:00Z') + (this.count - late) * 60_000).toISOString();
  }

  /** What would be said of a command, without taking it. */
  consider(command: Command): Judged {
    return this.considerAs(this.person, command);
  }

  judge(command: Command): Judged {
    const judged = this.consider(command);
    if (judged.after !== this.person) this.keep(judged.after, this.lastTurn ?? judged.today);
    return judged;
  }

  /** The other version of the grounds: the next turn visits everybody whose term it may move. */
  replaceGrounds(): void {
    this.version = (this.version + 1) % VERSIONS.length;
    if (this.person.entries.some((entry) => isLiving(entry) || endedByTerm(entry))) this.dueOn = FIRST_DAY;
  }

  /** The turns of all days up to one; only those that are due visit the person. */
  *turnUntil(last: string): Generator<Judged> {
    this.day = last;
    this.lastTurn ??= addDays(last, -1);
    for (;;) {
      const next = addDays(this.lastTurn, 1);
      const visited = this.dueOn === undefined ? undefined : this.dueOn > next ? this.dueOn : next;
      if (visited === undefined || visited > last) break;
      const judged = this.consider({ kind: 'day-turn', id: this.nextId(), day: visited });
      this.keep(judged.after, visited);
      this.lastTurn = visited;
      yield judged;
    }
    this.lastTurn = last;
  }

  /** What the turn of every single day would make of the person. */
  turnedEveryDay(last: string): Person {
    let person = this.person;
    for (let day = addDays(this.lastTurn ?? addDays(last, -1), 1); day <= last; day = addDays(day, 1)) {
      person = this.considerAs(person, { kind: 'day-turn', id: commandId('every-day'), day }).after;
    }
    return person;
  }

  private considerAs(person: Person, command: Command): Judged {
    const late = this.lastTurn !== null && this.lastTurn > this.day ? this.lastTurn : this.day;
    const today = command.kind === 'day-turn' ? command.day : late;
    const outcome = decide(person, command, {
      recordedAt: `${this.day}T10:00:00.000Z`,
      today,
      lastTurn: this.lastTurn,
      book: this.book,
      makeId: deterministicId,
    });
    const events = outcome.kind === 'VERWERKT' ? outcome.events : [];
    return { command, today, before: person, after: evolveAll(person, events), outcome, events };
  }

  private keep(person: Person, judgedOn: string): void {
    this.person = person;
    this.dueOn = nextDueDay(person, judgedOn, this.book);
  }
}
