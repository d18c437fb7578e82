import type { Opdracht, OpdrachtLijstversie } from '../../../../schemas/message-book/v1/generated.ts';
import { addDays } from '../../src/domain/calendar.ts';
import type { Command } from '../../src/domain/commands.ts';
import type { Person } from '../../src/domain/person.ts';
import { listVersion } from '../wire.ts';
import type { Proceeding } from './any-dispute.ts';
import type { Step } from './any-step.ts';
import { commandOfProceeding } from './command-of-proceeding.ts';
import { commandOf } from './command-of-step.ts';
import { PlayedHistory } from './played-history.ts';
import { wireOf } from './wire-of-command.ts';

/** What comes to a partition: a command about a person, the turn of a day, another version of the grounds. */
export type LogEntry =
  { readonly wire: Opdracht } | { readonly turn: string } | { readonly grounds: OpdrachtLijstversie };

export interface SimulatedLog {
  readonly entries: readonly LogEntry[];
  /** Where the persons have to be at its end. */
  readonly persons: readonly Person[];
}

/** The log of a partition of as many persons as there are seats. Days that pass and grounds that change concern all. */
export function simulatedLog(
  steps: readonly (readonly [seat: number, step: Step | Proceeding])[],
  seats: number,
): SimulatedLog {
  const played = Array.from({ length: seats }, (_, seat) => ({
    history: new PlayedHistory(seat + 1),
    sent: [] as Command[],
  }));
  const entries: LogEntry[] = [];
  for (const [seat, step] of steps) {
    const { history, sent } = played[seat % seats]!;
    switch (step.do) {
      case 'pass':
        entries.push(
          ...turns(
            played.map((one) => one.history),
            step.days,
          ),
        );
        break;
      case 'stand-still':
        for (const one of played) one.history.day = addDays(one.history.day, step.days);
        break;
      case 'replace-grounds':
        for (const one of played) one.history.replaceGrounds();
        entries.push({
          grounds: { ...listVersion(3, 'benoemingsgrondslagen', history.rows), vastgelegdOp: now(history) },
        });
        break;
      default: {
        const command = step.do === 'proceed' ? commandOfProceeding(step, history) : commandOf(step, history, sent);
        if (command === undefined) break;
        history.judge(command);
        sent.push(command);
        entries.push({ wire: wireOf(command, history.person.id, now(history)) });
      }
    }
  }
  return { entries, persons: played.map(({ history }) => history.person) };
}

const now = ({ day }: PlayedHistory): string => `${day}T10:00:00.000Z`;

/** Of the turns only those that visit somebody, and the last: the others would find nobody due. */
function turns(histories: readonly PlayedHistory[], days: number): LogEntry[] {
  const last = addDays(histories[0]?.day ?? '', days);
  const visits = histories.flatMap((history) => {
    // The first turn of all only says what day it is.
    const first = history.lastTurn === null ? [addDays(last, -1)] : [];
    return [...first, ...[...history.turnUntil(last)].map(({ today }) => today)];
  });
  return [...new Set([...visits, last])].sort().map((turn) => ({ turn }));
}
