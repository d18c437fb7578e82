import type { Transaction } from '../../../_platform/src/database/database.ts';
import { insertCommands } from '../sql/insert-commands.ts';
import { insertEvents } from '../sql/insert-events.ts';
import { selectEventNumber } from '../sql/select-event-number.ts';
import type { Answer, AppliedCommand, Law, LogEnd } from './applied-command.ts';
import { judgeNext, unjudged } from './judged-person.ts';
import type { JudgedPerson } from './judged-person.ts';
import { judgingTime } from './judging-time.ts';
import { loadPersons } from './load-persons.ts';
import type { PersonCommand } from './logged-command.ts';
import { recordDestructions, recordLateCommands } from './record-destructions.ts';
import { savePersons } from './save-persons.ts';

export interface AppliedRun {
  readonly applied: AppliedCommand[];
  /** What each trial among them would have been answered. */
  readonly tried: TriedCommand[];
}

export interface TriedCommand {
  readonly trial: PersonCommand;
  readonly answer: Answer | null;
}

/**
 * Applies commands about persons, in order, as the next entries of a partition's command log. All persons of the run
 * are loaded at once and judged in memory; each row that changed is written once, with one statement per table. Runs
 * under the position lock. A trial is judged on what came before it, and takes no number and no row.
 */
export async function applyCommands(
  tx: Transaction,
  end: LogEnd,
  commands: readonly PersonCommand[],
  law: Law,
): Promise<AppliedRun> {
  const { partition } = end;
  let eventNumber = await selectEventNumber(tx, partition, end.applicationNumber);
  const loaded = await loadPersons(tx, [...new Set(commands.map(({ registerId }) => registerId))]);
  const judged = new Map<string, JudgedPerson>();

  let { applicationNumber, recordedAt } = end;
  const tried: TriedCommand[] = [];
  const applied = commands.flatMap((one): AppliedCommand[] => {
    const { registerId, wire, command, text, contentHash, traceparent } = one;
    const time = judgingTime({ recordedAt, day: end.day }, wire.vastgelegdOp);
    const so = judged.get(registerId) ?? unjudged(loaded.get(registerId), time);
    const { judgement, judged: next } = judgeNext(so, command, time, law);
    if (one.isTrial === true) {
      tried.push({ trial: one, answer: judgement.answer });
      return [];
    }
    judged.set(registerId, next);
    ({ recordedAt } = time);
    applicationNumber += 1;
    const events = judgement.events.map((event) => ({ ...event, number: (eventNumber += 1) }));
    return [
      {
        partition,
        applicationNumber,
        wire,
        text,
        registerId,
        recordedAt,
        judgingDay: time.today,
        listVersion: law.listVersion,
        rulesVersion: law.rulesVersion,
        contentHash,
        outcome: judgement.outcome,
        eventNumber,
        answer: judgement.answer,
        skipped: null,
        events,
        traceparent,
      },
    ];
  });

  if (applied.length > 0) {
    await savePersons(tx, partition, [...judged.values()], law.book);
    await recordDestructions(tx, partition, applied);
    await recordLateCommands(tx, applied, (id) => judged.get(id)?.before.status.kind);
    await insertEvents(tx, partition, applied);
    await insertCommands(tx, partition, applied);
  }
  return { applied, tried };
}
