import { contestedAppointments } from '../domain/contested.ts';
import type { Person } from '../domain/person.ts';

/** Fields of an appointment that are in question (`inOnderzoek`). */
export interface Inquiry {
  readonly bevoegdGezagNummer: string;
  readonly benoemingvolgnummer: string;
  readonly velden: readonly string[];
}

/** Of who is kept nobody is told anything but that. */
export function inquiriesOf(person: Person): Inquiry[] {
  if (person.status.kind === 'BEWAARD') return [];
  return contestedAppointments(person).map(({ board, number, fields }) => ({
    bevoegdGezagNummer: board,
    benoemingvolgnummer: number,
    velden: fields,
  }));
}
