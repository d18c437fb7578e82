import { Webhook } from 'standardwebhooks';

export interface SignedHeaders {
  readonly 'webhook-id': string;
  /** Seconds since 1970. */
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/**
 * The three headers of the Standard Webhooks specification. With two secrets (during a rotation) there are two
 * signatures, separated by a blank: a receiver that knows either of them accepts.
 *
 * @param at the real time, also where the platform pretends a date: receivers refuse what is more than minutes old
 */
export function signMessage(id: string, body: string, at: Date, secrets: readonly string[]): SignedHeaders {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}
