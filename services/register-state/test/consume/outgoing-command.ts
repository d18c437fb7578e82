import type { Opdracht } from '../../../../schemas/message-book/v1/generated.ts';
import type { OutgoingRecord } from '../../../_platform/src/messaging/messaging.ts';
import { partitionKey } from '../../src/messages/day-turn-message.ts';

/** A command as its sender publishes it: keyed by person, by message, or for a whole partition. */
export function outgoingCommand(wire: Opdracht): OutgoingRecord {
  const partition = 'inhoud' in wire && 'partitie' in wire.inhoud ? wire.inhoud.partitie : undefined;
  const key =
    partition !== undefined
      ? partitionKey(partition)
      : wire.soort === 'VERZOEK_REGISTRATIEOVERZICHT'
        ? wire.bron.berichtId
        : (wire as { registratieId: string }).registratieId;
  return {
    topic: 'lrr.opdracht.v1',
    key: Buffer.from(key),
    value: Buffer.from(JSON.stringify(wire)),
    headers: { id: wire.id, type: wire.soort, schemaversion: '1' },
    ...(partition === undefined ? {} : { partition }),
  };
}
