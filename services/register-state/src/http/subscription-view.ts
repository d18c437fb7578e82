import type { AnswerOutcome } from '../../../_platform/src/webhooks/answer.ts';
import type { AnswerRow } from '../../../_platform/src/webhooks/sql/list-answers.ts';
import type { SubscriptionRow as WebhookRow } from '../../../_platform/src/webhooks/sql/read-subscription.ts';
import { eventTypeOf } from '../feed/event-types.ts';
import type { SubscriptionRow } from '../sql/select-subscriptions.ts';

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
  return {
    gebeurtenisId: row.message_id,
    poging: row.attempt,
    verzondenOp: row.sent_at,
    uitkomst: OUTCOMES[row.outcome],
    ...(row.status === null ? {} : { status: row.status }),
    duurMs: row.duration_ms,
    begin: row.excerpt,
  };
}
