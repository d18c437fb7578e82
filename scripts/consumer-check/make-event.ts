import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** Tells a receiver, and who reads its log, that nobody's registration is meant. */
const SOURCE = 'urn:nld:oin:00000099000000001000:systeem:consumer-check';

export type TestEvent = Readonly<Record<string, unknown>> & { readonly id: string };

/** An event of the register about nobody, as schemas/events/v1 describes it. */
export function makeEvent(o: Readonly<Record<string, unknown>> = {}): TestEvent {
  return {
    specversion: '1.0',
    id: randomUUID(),
    source: SOURCE,
    type: 'nl.lerarenregister.persoon-bekend.v1',
    subject: randomUUID(),
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    sequence: '0000000001',
    causationid: randomUUID(),
    data: { voor: { status: 'ONBEKEND' }, na: { status: 'BEKEND' } },
    ...o,
  };
}

export interface SigningOptions {
  readonly id: string;
  readonly body: string;
  /** The newest first; each makes a signature. */
  readonly secrets: readonly string[];
  readonly at?: Date;
}

/** The headers of a call: Standard Webhooks, and the position that the register sends along. */
export function sign({ id, body, secrets, at = new Date() }: SigningOptions): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
    'lrr-positie': '1',
  };
}
