import { Problem } from '../../../_platform/src/http/problem.ts';
import type { Admission } from './admit-request.ts';

/** 409: this sender used the delivery id before, for another content. */
export function deliveryReused(): Problem {
  return new Problem({
    status: 409,
    type: 'levering-hergebruikt',
    title: 'Dit leveringId is al gebruikt voor een levering met een andere inhoud',
    detail: 'Gebruik een nieuw leveringId, of stuur precies dezelfde levering opnieuw.',
  });
}

/** The answer to a request that may not put its records into its delivery. */
export function refusedDelivery(admission: Exclude<Admission, 'ADMITTED'>): Problem {
  if (admission === 'DELIVERY_REUSED') return deliveryReused();
  return new Problem({
    status: 409,
    type: 'levering-overgenomen',
    title: 'Een later verzoek gaat met deze levering verder',
    detail:
      'Dezelfde levering werd opnieuw gestuurd terwijl dit verzoek nog liep. Lees het antwoord op het laatste verzoek.',
  });
}
