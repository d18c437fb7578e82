import type { OpdrachtDagovergang } from '../../../../schemas/message-book/v1/generated.ts';
import { momentAt } from '../../../_platform/src/clock/amsterdam.ts';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import type { PersonalDayTurn } from '../apply/logged-command.ts';
import type { Command } from '../domain/commands.ts';
import { commandId } from '../domain/ids.ts';
import { commandCheck } from './command-schemas.ts';

/** DAGOVERGANG; the only command that is about a whole partition. */
export const checkDayTurn = commandCheck<OpdrachtDagovergang>('OpdrachtDagovergang');

/** Record key of what is about a whole partition. */
export function partitionKey(partition: number): string {
  return `partitie-${partition}`;
}

/**
 * The turn of a day for a partition. All of it follows from the two, the time too (the start of the day), so that
 * whoever makes it again makes the same command.
 */
export function dayTurnMessage(partition: number, day: string): OpdrachtDagovergang {
  return {
    id: deterministicId('dagovergang', partition, day),
    soort: 'DAGOVERGANG',
    vastgelegdOp: momentAt(day).toISOString(),
    bron: { kanaal: 'KLOK' },
    inhoud: { datum: day, partitie: partition },
  };
}

/** The same turn for one person that it passed by. */
export function personalDayTurn(partition: number, day: string, registerId: string): PersonalDayTurn {
  const turn = dayTurnMessage(partition, day);
  return { ...turn, id: deterministicId('dagovergang-inhalen', turn.id, registerId), registratieId: registerId };
}

export function dayTurnCommand({ id, inhoud }: OpdrachtDagovergang): Command {
  return { kind: 'day-turn', id: commandId(id), day: inhoud.datum };
}
