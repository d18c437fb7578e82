import type { AnswerOutcome } from './answer.ts';
import type { AnswerRow } from './sql/list-answers.ts';

const OUTCOMES: Readonly<Record<AnswerOutcome, string>> = {
  DELIVERED: 'AFGELEVERD',
  GONE: 'OPGEHEVEN',
  LATER: 'LATER',
  REFUSED: 'GEWEIGERD',
  TOO_SLOW: 'TE_TRAAG',
  NO_CONNECTION: 'GEEN_VERBINDING',
  ADDRESS_REFUSED: 'ADRES_NIET_OPENBAAR',
  NOT_SIGNED: 'NIET_ONDERTEKEND',
};

/** An attempt as the owner of the webhook sees it, in every service. What the message is called is the service's to say. */
export function answerView(row: AnswerRow) {
  return {
    poging: row.attempt,
    verzondenOp: row.sent_at,
    uitkomst: OUTCOMES[row.outcome],
    ...(row.status === null ? {} : { status: row.status }),
    duurMs: row.duration_ms,
    begin: row.excerpt,
  };
}
