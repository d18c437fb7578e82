import type {
  OpdrachtAanvraagCorrectie,
  OpdrachtOnderwijsopgave,
  OpdrachtVerzoekBehoudNaPensioen,
  OpdrachtVerzoekUitschrijving,
} from '../../../../schemas/message-book/v1/generated.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import type { Outbox } from '../../../_platform/src/outbox/outbox.ts';
import { commandRow } from '../messages/command-row.ts';
import { processingRecord } from '../messages/processing-record.ts';
import type { ProcessingActivity } from '../messages/processing-record.ts';
import { insertSentCommand } from '../sql/insert-sent-command.ts';
import type { StepCommand } from './correction-steps.ts';

type SentCommand =
  | OpdrachtOnderwijsopgave
  | OpdrachtVerzoekUitschrijving
  | OpdrachtVerzoekBehoudNaPensioen
  | OpdrachtAanvraagCorrectie
  | StepCommand;

/**
 * Sends a command of this API to the input log: remembered, logged as a processing and laid in the outbox in one
 * transaction. Under an id that was sent before nothing happens.
 */
export async function sendCommand(
  { database, outbox }: { readonly database: Database; readonly outbox: Outbox },
  command: SentCommand,
  o: {
    readonly activity: ProcessingActivity;
    readonly now: Date;
    readonly traceparent: string;
    readonly contentHash?: Buffer;
    /** Who is told what became of it; the teacher himself when left out. */
    readonly sender?: string | undefined;
  },
): Promise<void> {
  const { id, soort, registratieId, vastgelegdOp } = command;
  const added = await database.transaction(async (tx) => {
    const { contentHash, sender } = o;
    const sent = { id, registerId: registratieId, kind: soort, sentAt: vastgelegdOp, contentHash, sender };
    const isNew = await insertSentCommand(tx, sent);
    if (!isNew) return undefined;
    return outbox.add(tx, [
      commandRow(id, soort, registratieId, command, { traceparent: o.traceparent }),
      processingRecord(o.activity, registratieId, o.now),
    ]);
  });
  if (added !== undefined) outbox.committed(added);
}
