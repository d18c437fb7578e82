import { dayOfReminder, lastDayToAnswer } from './correction.ts';
import type { Correction } from './correction.ts';
import { OPEN_END } from './calendar.ts';
import type { Day } from './calendar.ts';
import type { CorrectionReminded } from './events.ts';
import type { CorrectionId } from './ids.ts';
import { findAppointment } from './person.ts';
import type { Person } from './person.ts';

/** Record 16, to the delivery point of the appointment's newest snapshot. */
export interface ToldCorrectionRequest {
  readonly id: CorrectionId;
  readonly board: string;
  readonly deliveryPoint: string;
  /** benoemingvolgnummer */
  readonly number: string;
  readonly fields: readonly string[];
  readonly explanation: string;
  readonly answerBy: Day;
  readonly isReminder: boolean;
}

/** None when the appointment is not there: then nothing is open either. */
export function toldRequest(
  person: Person,
  correction: Correction,
  { isReminder, owed }: { readonly isReminder: boolean; readonly owed?: Owed },
): ToldCorrectionRequest[] {
  const appointment = findAppointment(person, correction);
  if (appointment === undefined) return [];
  const { id, board, number, fields, explanation, requestedOn } = correction;
  const told = owed ?? { fields, by: lastDayToAnswer(requestedOn) };
  return [
    {
      ...{ id, board, deliveryPoint: appointment.deliveryPoint, number, isReminder },
      fields: told.fields,
      explanation: owed === undefined ? explanation : OWED,
      answerBy: told.by,
    },
  ];
}

/** What a decision obliges the board to deliver. */
interface Owed {
  readonly fields: readonly string[];
  readonly by: Day;
}

const OWED =
  'Het lerarenregister heeft dit verzoek toegewezen. Lever uiterlijk op de genoemde dag een nieuwe stand van deze ' +
  'benoeming, waarin de genoemde velden zijn verbeterd. Het besluit staat bij dit correctieverzoek in het register.';

/** Requests that are due for their only reminder on a day. */
export function remindersDue(
  person: Person,
  day: Day,
): { readonly events: CorrectionReminded[]; readonly requests: ToldCorrectionRequest[] } {
  const due = person.corrections.filter((one) => (dayOfReminder(one) ?? OPEN_END) <= day);
  return {
    events: due.map(({ id }) => ({ type: 'correctie-herinnerd', id })),
    requests: due.flatMap((one) => toldRequest(person, one, { isReminder: true })),
  };
}
