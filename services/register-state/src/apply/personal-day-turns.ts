import { hash } from 'node:crypto';
import type { AfterRedrive } from '../../../_platform/src/consumer/batch-handler.ts';
import type { Transaction } from '../../../_platform/src/database/database.ts';
import { registerId } from '../domain/ids.ts';
import type { RegisterId } from '../domain/ids.ts';
import { dayTurnCommand, personalDayTurn } from '../messages/day-turn-message.ts';
import { selectDayTurns } from '../sql/select-day-turns.ts';
import { selectKnownCommands } from '../sql/select-known-commands.ts';
import type { PersonCommand } from './logged-command.ts';

/** The turn of a day as a command about one person, with an application number of its own. */
export function personalTurn(partition: number, day: string, person: RegisterId): PersonCommand {
  const wire = personalDayTurn(partition, day, person);
  const text = Buffer.from(JSON.stringify(wire));
  return { registerId: person, wire, command: dayTurnCommand(wire), text, contentHash: hash('sha256', text, 'buffer') };
}

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/**
 * The day turns that passed a person by while he was parked and that he has not made up for, in order. What cannot be read
 * may lie under any key: one that is no register id is nobody's, and missed nothing.
 */
export async function missedDayTurns(
  tx: Transaction,
  { partition, at, key, parkedSince }: AfterRedrive,
): Promise<PersonCommand[]> {
  if (!uuid.test(key)) return [];
  const days = await selectDayTurns(tx, partition, {
    after: parkedSince.applicationNumber,
    until: at.applicationNumber,
  });
  const turns = days.map((day) => personalTurn(partition, day, registerId(key)));
  const known = await selectKnownCommands(
    tx,
    turns.map(({ wire }) => wire.id),
  );
  return turns.filter(({ wire }) => !known.has(wire.id));
}
