import { answerView } from '../../../_platform/src/webhooks/answer-view.ts';
import type { AnswerRow } from '../../../_platform/src/webhooks/sql/list-answers.ts';
import type { SubscriptionRow as WebhookRow } from '../../../_platform/src/webhooks/sql/read-subscription.ts';
import { eventTypeOf } from '../feed/event-types.ts';
import type { SubscriptionRow } from '../sql/select-subscriptions.ts';

/** A subscription as its consumer sees it; never the secret. */
export function subscriptionView(own: SubscriptionRow, webhook: WebhookRow): object {
  const { url, since, created_at, former_until, failures, waiting, next_at } = webhook;
  return {
    id: own.id,
    url,
    ...(own.types === null ? {} : { types: own.types.map(eventTypeOf) }),
    ...conditionOf(webhook),
    sinds: since,
    aangemaaktOp: created_at,
    ...(former_until === null ? {} : { vorigGeheimGeldigTot: former_until }),
    positie: String(own.position),
    misluktOpRij: failures,
    onderweg: waiting,
    ...(next_at === null || webhook.state === 'DEAD' ? {} : { volgendePogingOp: next_at }),
    ...replayOf(own),
  };
}

function conditionOf({ state, reason }: WebhookRow): object {
  if (state === 'ACTIVE') return { toestand: 'ACTIEF' };
  return reason === 'GONE'
    ? { toestand: 'BEEINDIGD', reden: 'OPGEHEVEN' }
    : { toestand: 'STILGELEGD', reden: 'DRIE_DAGEN_MISLUKT' };
}

function replayOf({ replay_from: from, replay_until: until, replay_position: at }: SubscriptionRow): object {
  if (from === null || until === null || at === null) return {};
  return { herhaling: { vanaf: String(from), tot: String(until), positie: String(at) } };
}

export function deliveryView(row: AnswerRow): object {
  return { gebeurtenisId: row.message_id, ...answerView(row) };
}
