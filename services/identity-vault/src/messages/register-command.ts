import { randomUUID } from 'node:crypto';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import { newTraceparent } from '../../../_platform/src/http/trace-context.ts';
import type { OutboxRow } from '../../../_platform/src/outbox/outbox.ts';
import type { RegisterId } from '../domain/ids.ts';

/** What the vault tells the register about a person: that it happened, and never a date (message book, section 7). */
export type RegisterCommand = 'OVERLIJDEN' | 'AOW_BEREIKT';

/** What the register passes on to the boards of a person (record 15); the vault fills in the rest at the hand-over. */
export type BrpMutation = 'BSN_GEWIJZIGD' | 'NAAM_GEWIJZIGD' | 'BRP_GEKOPPELD';

const CONTENTS: Readonly<Record<RegisterCommand, object>> = { OVERLIJDEN: { overleden: true }, AOW_BEREIKT: {} };

/** Each command is given once per person, so its id follows from the two: a second one would be dropped as seen. */
export function registerCommand(command: RegisterCommand, registerId: RegisterId, at: Date): OutboxRow {
  const id = deterministicId('opdracht', 'KLUIS', command, registerId);
  return commandRow({ id, command, registerId, at, content: CONTENTS[command] });
}

/**
 * The same mutation can happen to a person again, so each is a command of its own. It is made once, in the transaction
 * that stores the new facts; its row in the outbox keeps the id.
 */
export function brpMutationCommand(mutation: BrpMutation, registerId: RegisterId, at: Date): OutboxRow {
  return commandRow({ id: randomUUID(), command: 'BRP_MUTATIE', registerId, at, content: { soort: mutation } });
}

function commandRow(o: {
  id: string;
  command: RegisterCommand | 'BRP_MUTATIE';
  registerId: RegisterId;
  at: Date;
  content: object;
}): OutboxRow {
  return {
    id: o.id,
    topic: 'lrr.opdracht.v1',
    key: o.registerId,
    value: JSON.stringify({
      id: o.id,
      soort: o.command,
      registratieId: o.registerId,
      vastgelegdOp: o.at.toISOString(),
      bron: { kanaal: 'KLUIS' },
      inhoud: o.content,
    }),
    headers: { type: o.command, schemaversion: '1', traceparent: newTraceparent() },
  };
}
