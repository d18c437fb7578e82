import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import { newTraceparent } from '../../../_platform/src/http/trace-context.ts';
import type { OutboxRow } from '../../../_platform/src/outbox/outbox.ts';
import type { RegisterId } from '../domain/ids.ts';

/** What the vault tells the register about a person: that it happened, and never a date (message book, section 7). */
export type RegisterCommand = 'OVERLIJDEN' | 'AOW_BEREIKT';

const CONTENTS: Readonly<Record<RegisterCommand, object>> = { OVERLIJDEN: { overleden: true }, AOW_BEREIKT: {} };

/** Each command is given once per person, so its id follows from the two: a second one would be dropped as seen. */
export function registerCommand(command: RegisterCommand, registerId: RegisterId, at: Date): OutboxRow {
  const id = deterministicId('opdracht', 'KLUIS', command, registerId);
  return {
    id,
    topic: 'lrr.opdracht.v1',
    key: registerId,
    value: JSON.stringify({
      id,
      soort: command,
      registratieId: registerId,
      vastgelegdOp: at.toISOString(),
      bron: { kanaal: 'KLUIS' },
      inhoud: CONTENTS[command],
    }),
    headers: { type: command, schemaversion: '1', traceparent: newTraceparent() },
  };
}
