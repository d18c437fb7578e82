import type { Stand } from '../../../../schemas/message-book/v1/generated.ts';
import { addDays } from './calendar.ts';
import type { Day } from './calendar.ts';
import { valueAt } from './correction-fields.ts';
import type { Standing } from './correction.ts';
import type { Grant, Obligation } from './proceedings.ts';
import { isSameContent } from './same-content.ts';
import { termsOn } from './terms.ts';

/**
 * What a decision obliges the board to: a newer snapshot, when the request is granted and the appointment is there. An
 * objection does not suspend that (Awb 6:16). A decision that grants nothing takes the former obligation back.
 */
export function obligationFrom(
  { verdict, fields }: Grant,
  o: { readonly today: Day; readonly isThere: boolean; readonly former: Obligation | undefined },
): Obligation | undefined {
  if (verdict === 'AFGEWEZEN') return o.former?.kind === 'OPEN' ? { kind: 'VERVALLEN' } : o.former;
  if (!o.isThere) return o.former;
  return { kind: 'OPEN', fields, by: addDays(o.today, termsOn(o.today).daysToCarryOut) };
}

export function openObligation(standing: Standing): Extract<Obligation, { kind: 'OPEN' }> | undefined {
  if (standing.kind === 'VERVALLEN' || !('obligation' in standing)) return undefined;
  return standing.obligation.kind === 'OPEN' ? standing.obligation : undefined;
}

/** Whether a snapshot changes one of the fields that a decision named: what the board makes of it is its own statement. */
export function carriesOut(fields: readonly string[], former: Stand, snapshot: Stand): boolean {
  return fields.some((field) => !isSameContent(valueAt(former, field), valueAt(snapshot, field)));
}
