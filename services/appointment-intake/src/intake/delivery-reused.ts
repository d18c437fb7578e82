import { Problem } from '../../../_platform/src/http/problem.ts';

/** 409: this sender used the delivery id before, for another content. */
export function deliveryReused(): Problem {
  return new Problem({
    status: 409,
    type: 'levering-hergebruikt',
    title: 'Dit leveringId is al gebruikt voor een levering met een andere inhoud',
    detail: 'Gebruik een nieuw leveringId, of stuur precies dezelfde levering opnieuw.',
  });
}
