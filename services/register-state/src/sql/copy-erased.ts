import type { Queryable, Transaction } from '../../../_platform/src/database/database.ts';

/** A part of a partition's log: its commands, and the numbers of their events (the first excluded). */
export interface LogPart {
  readonly partition: number;
  readonly firstCommand: number;
  readonly lastCommand: number;
  readonly eventsAfter: number;
  readonly lastEvent: number;
}

const ERASED = `SELECT register_id FROM destructions WHERE kind = 'PERSOON' AND erased`;

const EVENT_NUMBERS = `
  SELECT number FROM public.event_log
  WHERE partition = $1 AND number > $2 AND number <= $3 AND register_id = ANY ($4::uuid[])`;

const COMMANDS = `
  INSERT INTO command_log SELECT * FROM public.command_log
  WHERE partition = $1 AND application_number >= $2 AND application_number <= $3`;

const EVENTS = `
  INSERT INTO event_log SELECT * FROM public.event_log
  WHERE partition = $1 AND number > $2 AND number <= $3 AND register_id = ANY ($4::uuid[])`;

// What the log says of a tombstone: who, on which day, and the number of his last event.
const TOMBSTONES = `
  INSERT INTO persons (register_id, partition, status, status_since, wants_reregistration, sequence)
  SELECT e.register_id, e.partition, 'VERNIETIGD', c.judging_day, false, max(e.sequence)
  FROM public.event_log AS e
  JOIN public.command_log AS c ON c.partition = e.partition AND c.application_number = e.application_number
  WHERE e.partition = $1 AND e.number > $2 AND e.number <= $3 AND e.register_id = ANY ($4::uuid[])
  GROUP BY e.partition, e.application_number, e.register_id, c.judging_day
  HAVING bool_or(e.type = 'persoon-vernietigd')`;

/** Persons of whose past the log holds nothing any more. */
export async function selectErasedPersons(db: Queryable): Promise<string[]> {
  return (await db.query<{ register_id: string }>(ERASED)).rows.map(({ register_id: id }) => id);
}

/** Numbers of the events about erased persons in a part of the log. */
export async function selectErasedEvents(
  tx: Transaction,
  { partition, eventsAfter, lastEvent }: LogPart,
  erased: readonly string[],
): Promise<Set<number>> {
  const { rows } = await tx.query<{ number: number }>(EVENT_NUMBERS, [partition, eventsAfter, lastEvent, erased]);
  return new Set(rows.map(({ number }) => number));
}

/** For a rebuild: the log's rows about erased persons as they are, and the tombstones that they tell of. */
export async function copyErasedEvents(tx: Transaction, part: LogPart, erased: readonly string[]): Promise<void> {
  const { partition, eventsAfter, lastEvent } = part;
  await tx.query(EVENTS, [partition, eventsAfter, lastEvent, erased]);
  await tx.query(TOMBSTONES, [partition, eventsAfter, lastEvent, erased]);
}

export async function copyErasedCommands(tx: Transaction, part: LogPart): Promise<void> {
  await tx.query(COMMANDS, [part.partition, part.firstCommand, part.lastCommand]);
}
