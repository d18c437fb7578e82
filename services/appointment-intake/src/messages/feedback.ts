import type { Terugkoppeling, Kop, Signaal } from '../../../../schemas/message-book/v1/generated.ts';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import type { NewFeedback } from '../sql/insert-feedback.ts';
import { personsToFillIn } from './hand-over.ts';

/** Record 13 for a record that its receipt already rejected: the same signals, for those who only read the stock. */
export function rejectionFeedback(
  kop: Kop,
  signalen: readonly Signaal[],
  o: { readonly receiptId: string; readonly receivedAt: string; readonly isTrial: boolean },
): NewFeedback {
  return feedbackRow({
    kop: {
      identificatiecodeBedrijfsdocument: deterministicId('terugkoppeling', o.receiptId, 'TERUGKOPPELING_AFKEURING'),
      berichtsoort: 'TERUGKOPPELING_AFKEURING',
      berichtenboekVersie: '1.0',
      verzendendeInstantie: 'LRR',
      ontvangendeInstantie: kop.bevoegdGezagNummer,
      verwijstNaar: kop.identificatiecodeBedrijfsdocument,
      datumTijdBedrijfsdocument: o.receivedAt,
      bevoegdGezagNummer: kop.bevoegdGezagNummer,
      aanleverpuntnummer: kop.aanleverpuntnummer,
      ...(o.isTrial ? { proef: true } : {}),
    },
    terugkoppelingAfkeuring: { signalen: [...signalen] },
  });
}

/** A feedback record as a row of the stock of its delivery point. */
export function feedbackRow(record: Terugkoppeling, bytes = Buffer.byteLength(JSON.stringify(record))): NewFeedback {
  const { kop } = record;
  const persons = personsToFillIn(record);
  return {
    id: kop.identificatiecodeBedrijfsdocument,
    board: kop.bevoegdGezagNummer,
    delivery_point: kop.aanleverpuntnummer,
    kind: kop.berichtsoort,
    ...(kop.verwijstNaar === undefined ? {} : { answers: kop.verwijstNaar }),
    ...(persons.length === 0 ? {} : { persons }),
    record,
    bytes,
  };
}
