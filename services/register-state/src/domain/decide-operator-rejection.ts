import { makeSignal } from '../../../../schemas/message-book/v1/signals.ts';
import type { RejectDelivery } from './commands.ts';
import type { Outcome } from './outcome.ts';

/** 990, whatever is known of the person: nothing changes, and the sender reads what to do. */
export function decideOperatorRejection({ words }: RejectDelivery): Outcome {
  const signals = [makeSignal('990', '', { vrije_tekst: words })];
  return { kind: 'AFGEWEZEN', signals, feedback: { kind: 'TERUGKOPPELING_AFKEURING', signals } };
}
