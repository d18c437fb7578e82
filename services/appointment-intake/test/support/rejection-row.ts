import { randomUUID } from 'node:crypto';
import { feedbackRow } from '../../src/messages/feedback.ts';
import type { NewFeedback } from '../../src/sql/insert-feedback.ts';

/** A record 13 for the stock of a board's first delivery point, about a record that nobody sent. */
export function rejectionRow(board: string, tekst = 'x'): NewFeedback {
  return feedbackRow({
    kop: {
      identificatiecodeBedrijfsdocument: randomUUID(),
      berichtsoort: 'TERUGKOPPELING_AFKEURING',
      berichtenboekVersie: '1.0',
      verzendendeInstantie: 'LRR',
      ontvangendeInstantie: board,
      verwijstNaar: randomUUID(),
      datumTijdBedrijfsdocument: '2026-01-15T10:00:00.000Z',
      bevoegdGezagNummer: board,
      aanleverpuntnummer: '01',
    },
    terugkoppelingAfkeuring: { signalen: [{ code: '990', ernst: 'A', veld: '', tekst }] },
  });
}
