import { makeSignal } from '../../../../schemas/message-book/v1/signals.ts';
import type { Signaal } from '../../../../schemas/message-book/v1/generated.ts';
import { isNewer } from './appointment.ts';
import type { DeleteAppointment } from './commands.ts';
import { correctionsOfDeleted } from './decide-corrections.ts';
import type { AppointmentDeleted } from './events.ts';
import type { Context, Outcome } from './outcome.ts';
import { findAppointment } from './person.ts';
import type { Person } from './person.ts';
import { isKeptFor } from './person-status.ts';
import { evolveAll, withConsequences } from './settle.ts';
import { wasEverCarried } from './settle-person.ts';

/** Record 2. The appointment must be known and begin on the given day (304); an older message changes nothing (312). */
export function decideDeletion(person: Person, command: DeleteAppointment, context: Context): Outcome {
  const { board, order, deletion } = command;
  const key = { board, number: deletion.benoemingvolgnummer };
  const stored = findAppointment(person, key);
  if (stored?.kind !== 'GELDIG' || stored.snapshot.datumIngangBenoeming !== deletion.datumIngangBenoeming) {
    return refused(makeSignal('304', '/verwijderingBenoeming/benoemingvolgnummer', { volgnummer: key.number }));
  }
  if (!isNewer(order, stored.order)) {
    return refused(makeSignal('312', '/verwijderingBenoeming/standvolgnummer', { volgnummer: key.number }));
  }

  const notices = command.givenNotices.map(({ code }) => code);
  const deleted: AppointmentDeleted = { type: 'benoeming-verwijderd', ...key, order, reason: deletion.reden, notices };
  const own = [asIfNeverBeen(person, deleted), ...correctionsOfDeleted(person, key)];
  const events = withConsequences(person, own, {
    cause: { kind: 'deletion', key },
    today: context.today,
    book: context.book,
  });
  const staffNumber = stored.snapshot.personeelsnummer;
  return { kind: 'VERWERKT', events, feedback: { kind: 'TERUGKOPPELING_VERWIJDERING', staffNumber, signals: [] } };
}

/** When no valid appointment is left that ever carried the person, he is ONBEKEND again and his statements are dropped. */
function asIfNeverBeen(person: Person, deleted: AppointmentDeleted): AppointmentDeleted {
  const { status } = person;
  if (status.kind === 'ONBEKEND' || isKeptFor(status, 'OVERLIJDEN')) return deleted;
  return wasEverCarried(evolveAll(person, [deleted])) ? deleted : { ...deleted, statusBefore: status };
}

function refused(signal: Signaal): Outcome {
  const signals = [signal];
  return { kind: 'AFGEWEZEN', signals, feedback: { kind: 'TERUGKOPPELING_AFKEURING', signals } };
}
