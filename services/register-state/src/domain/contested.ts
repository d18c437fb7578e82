import type { AppointmentKey } from './appointment.ts';
import { isSameAppointment } from './appointment.ts';
import type { Correction } from './correction.ts';
import { hasEnded } from './correction.ts';
import { openObligation } from './obligation.ts';
import { validAppointments } from './person.ts';
import type { Person } from './person.ts';

/** An appointment whose data are in question ("in onderzoek"). */
export interface Contested extends AppointmentKey {
  /** JSON Pointers, each once, in order. */
  readonly fields: readonly string[];
}

/**
 * Whether a request keeps its fields in question: from the day it is made until nothing can be done any more, and when
 * it was granted until the board has delivered what follows from that.
 */
function isUndecided(correction: Correction): boolean {
  return !hasEnded(correction) || openObligation(correction) !== undefined;
}

/** Whether anything of an appointment is in question. */
export function isContested(person: Pick<Person, 'corrections'>, key: AppointmentKey): boolean {
  return person.corrections.some((one) => isUndecided(one) && isSameAppointment(one, key));
}

/** All appointments of the person that stand, and are in question. */
export function contestedAppointments(person: Pick<Person, 'appointments' | 'corrections'>): Contested[] {
  const undecided = person.corrections.filter(isUndecided);
  if (undecided.length === 0) return [];
  return validAppointments(person).flatMap(({ board, number }) => {
    const own = undecided.filter((one) => isSameAppointment(one, { board, number }));
    if (own.length === 0) return [];
    return [{ board, number, fields: [...new Set(own.flatMap(({ fields }) => fields))].sort() }];
  });
}
