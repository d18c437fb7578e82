import { dayAfter } from './calendar.ts';
import type { Day } from './calendar.ts';
import { commandId } from './ids.ts';
import { decideDayTurn } from './decide-day-turn.ts';
import type { GroundBook } from './ground-book.ts';
import { nextDueDay } from './next-due-day.ts';
import type { Person } from './person.ts';
import { evolveAll } from './settle.ts';

/**
 * A person as the turns of the days to come will leave him when nothing else is delivered: those after `from` on which
 * something is due for him, up to and with `until`.
 */
export function turnedUntil(person: Person, from: Day, until: Day, book: GroundBook): Person {
  let now = person;
  let at = from;
  for (;;) {
    const due = nextDueDay(now, at, book);
    if (due === undefined) return now;
    // Too early a due day costs a turn without effect, as it does in the register.
    const day = due > at ? due : dayAfter(at);
    if (day > until) return now;
    now = turned(now, day, at, book);
    at = day;
  }
}

function turned(person: Person, day: Day, lastTurn: Day, book: GroundBook): Person {
  const outcome = decideDayTurn(
    person,
    { kind: 'day-turn', id: commandId(''), day },
    // Of a turn that is not sent no id is told.
    { recordedAt: `${day}T00:00:00.000Z`, today: day, lastTurn, book, makeId: () => '' },
  );
  return outcome.kind === 'VERWERKT' ? evolveAll(person, outcome.events) : person;
}
