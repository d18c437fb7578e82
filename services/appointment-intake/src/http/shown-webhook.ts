import { answerView } from '../../../_platform/src/webhooks/answer-view.ts';
import type { AnswerRow } from '../../../_platform/src/webhooks/sql/list-answers.ts';
import type { SubscriptionRow } from '../../../_platform/src/webhooks/sql/read-subscription.ts';

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
  return { berichtId: row.message_id, ...answerView(row) };
}
