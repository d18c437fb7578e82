import type { AnswerOutcome } from '../../../_platform/src/webhooks/answer.ts';
import type { AnswerRow } from '../../../_platform/src/webhooks/sql/list-answers.ts';
import type { SubscriptionRow } from '../../../_platform/src/webhooks/sql/read-subscription.ts';

const outcomes: Readonly<Record<AnswerOutcome, string>> = {
  DELIVERED: 'AFGELEVERD',
  GONE: 'OPGEHEVEN',
  LATER: 'LATER',
  REFUSED: 'GEWEIGERD',
  TOO_SLOW: 'TE_TRAAG',
  NO_CONNECTION: 'GEEN_VERBINDING',
  ADDRESS_REFUSED: 'ADRES_NIET_OPENBAAR',
  NOT_SIGNED: 'NIET_ONDERTEKEND',
};
const reasons = { GONE: 'OPGEHEVEN', EXHAUSTED: 'DRIE_DAGEN_MISLUKT' } as const;

/** A webhook as its owner sees it; never the secret. */
export function shownWebhook({
  subscription,
  answers,
}: {
  readonly subscription: SubscriptionRow;
  readonly answers: readonly AnswerRow[];
}): object {
  const { url, state, reason, since, created_at, former_until, failures, waiting, next_at } = subscription;
  return {
    url,
    toestand: state === 'ACTIVE' ? 'ACTIEF' : 'GESTOPT',
    ...(reason === null ? {} : { reden: reasons[reason] }),
    sinds: since,
    aangemaaktOp: created_at,
    ...(former_until === null ? {} : { vorigGeheimGeldigTot: former_until }),
    misluktOpRij: failures,
    onderweg: waiting,
    ...(next_at === null ? {} : { volgendePogingOp: next_at }),
    antwoorden: answers.map(shownAnswer),
  };
}

export function shownAnswer(row: AnswerRow): object {
  return {
    berichtId: row.message_id,
    poging: row.attempt,
    verzondenOp: row.sent_at,
    uitkomst: outcomes[row.outcome],
    ...(row.status === null ? {} : { status: row.status }),
    duurMs: row.duration_ms,
    begin: row.excerpt,
  };
}
