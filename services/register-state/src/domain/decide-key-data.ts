import type { Signaal } from '../../../../schemas/message-book/v1/generated.ts';
import { makeSignal } from '../../../../schemas/message-book/v1/signals.ts';
import type { ChangeKeyData } from './commands.ts';
import type { Outcome } from './outcome.ts';
import { validAppointments } from './person.ts';
import type { Person } from './person.ts';
import { concluded } from './settle.ts';

/** 304 about a person: its text names an appointment, and this record names none. */
export const NO_APPOINTMENT: Signaal = makeSignal('304', '/wijzigingSleutelgegevens/persoon', {
  volgnummer: '(van deze persoon)',
});

/**
 * Record 3. What becomes of the person's number the vault alone knows: the register tells it that this board may, because
 * it has an appointment of the person that is not deleted (304), and that the change is a fact from here on.
 */
export function decideKeyData(person: Person, { board, givenNotices }: ChangeKeyData): Outcome {
  if (!validAppointments(person).some((appointment) => appointment.board === board)) {
    const signals = [NO_APPOINTMENT];
    return { kind: 'AFGEWEZEN', signals, feedback: { kind: 'TERUGKOPPELING_AFKEURING', signals } };
  }
  const notices = givenNotices.map(({ code }) => code);
  return {
    kind: 'VERWERKT',
    events: concluded([{ type: 'sleutelgegevens-gewijzigd', board, notices }]),
    feedback: { kind: 'TERUGKOPPELING_VERWERKT', signals: [] },
  };
}
