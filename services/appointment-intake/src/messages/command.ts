import type { Opdracht } from '../../../../schemas/message-book/v1/generated.ts';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import type { OutboxRow } from '../../../_platform/src/outbox/outbox.ts';
import type { AcceptedRecord } from '../domain/judge-record.ts';

/** The id of a delivered command follows from its receipt's: the same for ever, and known before the record is judged. */
export function commandId(receiptId: string): string {
  return deterministicId('opdracht', receiptId);
}

/** An accepted record as a command on lrr.opdracht.v1, message book section 7. */
export function commandOf(
  accepted: AcceptedRecord,
  o: {
    readonly receiptId: string;
    readonly receivedAt: string;
    readonly traceparent: string;
    readonly isTrial: boolean;
  },
): OutboxRow {
  const { kop, registratieId, persoon, signalen, body } = accepted;
  const id = commandId(o.receiptId);
  const command = {
    id,
    soort: kop.berichtsoort,
    ...(registratieId === undefined ? {} : { registratieId }),
    vastgelegdOp: o.receivedAt,
    bron: {
      kanaal: 'AANLEVERING',
      bevoegdGezagNummer: kop.bevoegdGezagNummer,
      aanleverpuntnummer: kop.aanleverpuntnummer,
      berichtId: kop.identificatiecodeBedrijfsdocument,
      datumTijdBedrijfsdocument: kop.datumTijdBedrijfsdocument,
      oinVerzender: kop.oinVerzender,
      ...(kop.oinLeverancier === undefined ? {} : { oinLeverancier: kop.oinLeverancier }),
      meegegevenSignalen: [...signalen],
      ...(o.isTrial ? { proef: true } : {}),
    },
    ...(persoon === undefined ? {} : { persoon }),
    inhoud: body,
    // The body has the shape of its kind: stage SCHEMA saw to that.
  } as Opdracht;
  return {
    id,
    topic: 'lrr.opdracht.v1',
    // What is about nobody follows no other record, so any key will do that spreads them.
    key: registratieId ?? kop.identificatiecodeBedrijfsdocument,
    value: JSON.stringify(command),
    headers: { type: command.soort, schemaversion: '1', traceparent: o.traceparent },
  };
}
