import type { Transaction } from '../../../_platform/src/database/database.ts';
import { registerId } from '../domain/ids.ts';
import { insertCommands } from '../sql/insert-commands.ts';
import { insertEvents } from '../sql/insert-events.ts';
import { selectDuePersons } from '../sql/select-due-persons.ts';
import { selectEventNumber } from '../sql/select-event-number.ts';
import type { Answer, AppliedCommand, AppliedEvent, Law, LogEnd } from './applied-command.ts';
import { judgeTurn } from './judged-person.ts';
import type { JudgedPerson } from './judged-person.ts';
import { judgingTime } from './judging-time.ts';
import { loadPersons } from './load-persons.ts';
import type { PartitionDayTurn } from './logged-command.ts';
import { recordDestructions } from './record-destructions.ts';
import { savePersons } from './save-persons.ts';

/** Persons loaded and written at a time: on 1 August a large part of a partition is due. */
const PERSONS_AT_ONCE = 1_000;

export interface AppliedDayTurn {
  readonly applied: AppliedCommand;
  /** Persons for whom the turn failed: untouched, and passed by like those that are parked. */
  readonly failed: readonly { readonly registerId: string; readonly error: unknown }[];
}

/**
 * Applies the turn of a day to everybody in the partition whom it may change. It is one command with one application
 * number; whom it passed by is kept with it, so that a rebuild passes the same persons by.
 *
 * @param whoIsPassedBy of the persons due, those that are parked (or, in a rebuild, those that were passed by)
 * @param erased in a rebuild: numbers of events about persons who are destroyed and do not come into it any more
 */
export async function applyDayTurn(
  tx: Transaction,
  end: LogEnd,
  { wire, text, contentHash, traceparent }: PartitionDayTurn,
  law: Law,
  whoIsPassedBy: (due: readonly string[]) => Promise<ReadonlySet<string>>,
  erased: ReadonlySet<number> = new Set(),
): Promise<AppliedDayTurn> {
  const { partition } = end;
  const day = wire.inhoud.datum;
  const { recordedAt } = judgingTime(end, wire.vastgelegdOp);
  let eventNumber = await selectEventNumber(tx, partition, end.applicationNumber);
  const passErased = (): void => {
    while (erased.has(eventNumber + 1)) eventNumber += 1;
  };

  // The first turn of all only says what day it is: nothing passed before it.
  const due = end.day === null ? [] : await selectDuePersons(tx, partition, day);
  const parked = due.length === 0 ? new Set<string>() : await whoIsPassedBy(due);
  const failed: { registerId: string; error: unknown }[] = [];
  const events: AppliedEvent[] = [];
  const signals: NonNullable<Answer['termijnsignaleringen']>[number][] = [];
  const requests: NonNullable<Answer['correctieverzoeken']>[number][] = [];
  const present = due.filter((id) => !parked.has(id));
  for (let at = 0; at < present.length; at += PERSONS_AT_ONCE) {
    const ids = present.slice(at, at + PERSONS_AT_ONCE).map(registerId);
    const loaded = await loadPersons(tx, ids);
    const judged: JudgedPerson[] = [];
    const chunk: AppliedEvent[] = [];
    for (const id of ids) {
      const before = loaded.get(id);
      try {
        const turn = { id: wire.id, day, recordedAt, lastTurn: end.day };
        const { judgement, judged: next } = judgeTurn(before, turn, law);
        judged.push(next);
        signals.push(...(judgement.answer?.termijnsignaleringen ?? []));
        requests.push(...(judgement.answer?.correctieverzoeken ?? []));
        for (const event of judgement.events) {
          passErased();
          chunk.push({ ...event, number: (eventNumber += 1) });
        }
      } catch (error) {
        failed.push({ registerId: id, error });
      }
    }
    await savePersons(tx, partition, judged, law.book);
    events.push(...chunk);
  }

  passErased();
  const answer: Answer = {
    ...(signals.length === 0 ? {} : { termijnsignaleringen: signals }),
    ...(requests.length === 0 ? {} : { correctieverzoeken: requests }),
  };
  const skipped = [...parked, ...failed.map((one) => one.registerId)].sort();
  const applied: AppliedCommand = {
    partition,
    applicationNumber: end.applicationNumber + 1,
    wire,
    text,
    registerId: null,
    recordedAt,
    judgingDay: day,
    listVersion: law.listVersion,
    rulesVersion: law.rulesVersion,
    contentHash,
    outcome: 'VERWERKT',
    eventNumber,
    answer: Object.keys(answer).length === 0 ? null : answer,
    skipped: skipped.length === 0 ? null : skipped,
    events,
    traceparent,
  };
  await recordDestructions(tx, partition, [applied]);
  await insertEvents(tx, partition, [applied]);
  await insertCommands(tx, partition, [applied]);
  return { applied, failed };
}
