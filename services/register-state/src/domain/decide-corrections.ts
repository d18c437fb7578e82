import { makeSignal } from '../../../../schemas/message-book/v1/signals.ts';
import type { AppointmentKey } from './appointment.ts';
import { isSameAppointment } from './appointment.ts';
import type { AnswerCorrection, RequestCorrection } from './commands.ts';
import { isOpen } from './correction.ts';
import type { CorrectionStatus } from './correction.ts';
import { existsIn, isBrpField, isWithin } from './correction-fields.ts';
import { toldRequest } from './correction-request.ts';
import type { CorrectionAnswered, CorrectionRequested } from './events.ts';
import { correctionId } from './ids.ts';
import type { Context, Outcome } from './outcome.ts';
import { findAppointment } from './person.ts';
import type { Person } from './person.ts';
import { isKeptFor } from './person-status.ts';
import { concluded, evolveAll } from './settle.ts';

/** Why a request cannot be made; `index` is the first field concerned. */
export type CorrectionRefusal =
  | { readonly kind: 'OVERLEDEN' | 'GEEN_BENOEMING' }
  | { readonly kind: 'BRP' | 'GEEN_VELD' | 'LOOPT_AL'; readonly index: number };

type Asked = Pick<RequestCorrection, 'board' | 'number' | 'fields'>;

/**
 * The appointment must be there and not deleted, the fields must be in its snapshot, and none of them may wait for an
 * answer already: else one teacher could keep a board busy with one question. An appointment that is over may be
 * corrected, and so may one of somebody who is kept.
 */
export function refusalOfCorrection(person: Person, { fields, ...key }: Asked): CorrectionRefusal | undefined {
  if (isKeptFor(person.status, 'OVERLIJDEN')) return { kind: 'OVERLEDEN' };
  const appointment = findAppointment(person, key);
  if (appointment?.kind !== 'GELDIG') return { kind: 'GEEN_BENOEMING' };
  const first = (kind: 'BRP' | 'GEEN_VELD' | 'LOOPT_AL', isWrong: (field: string) => boolean) => {
    const index = fields.findIndex(isWrong);
    return index === -1 ? undefined : { kind, index };
  };
  const asked = person.corrections
    .filter((one) => one.kind === 'BIJ_BESTUUR' && isSameAppointment(one, key))
    .flatMap((one) => one.fields);
  return (
    first('BRP', isBrpField) ??
    first('GEEN_VELD', (field) => !existsIn(appointment.snapshot, field)) ??
    first('LOOPT_AL', (field) => asked.some((other) => isWithin(field, other) || isWithin(other, field)))
  );
}

/** AANVRAAG_CORRECTIE: the board is asked (record 16) at the delivery point that the newest snapshot came from. */
export function decideCorrectionRequest(
  person: Person,
  command: RequestCorrection,
  { recordedAt, today, makeId }: Context,
): Outcome {
  if (refusalOfCorrection(person, command) !== undefined) return { kind: 'AFGEWEZEN', signals: [] };
  const { board, number, fields, explanation } = command;
  const requested: CorrectionRequested = {
    type: 'correctie-ingediend',
    correction: {
      id: correctionId(makeId('correctieverzoek', command.id)),
      kind: 'BIJ_BESTUUR',
      board,
      number,
      fields,
      explanation,
      requestedAt: recordedAt,
      requestedOn: today,
      reminded: false,
      changedSince: false,
    },
  };
  const after = evolveAll(person, [requested]);
  const correctionRequests = toldRequest(after, requested.correction, { isReminder: false });
  return { kind: 'VERWERKT', events: concluded([requested]), correctionRequests };
}

/**
 * Record 6. Only a request that waits for this board can be answered (621). An appointment that the board changed before
 * it answered needs no other snapshot.
 */
export function decideCorrectionAnswer(person: Person, command: AnswerCorrection, { recordedAt }: Context): Outcome {
  const { board, verdict, explanation } = command;
  const correction = person.corrections.find((one) => one.id === command.correctionId);
  if (correction?.kind !== 'BIJ_BESTUUR' || correction.board !== board) {
    const signals = [makeSignal('621', '/antwoordCorrectieverzoek/correctieverzoekId')];
    return { kind: 'AFGEWEZEN', signals, feedback: { kind: 'TERUGKOPPELING_AFKEURING', signals } };
  }
  const changed = correction.changedSince ? 'AANGEPAST' : 'WACHT_OP_STAND';
  const answered: CorrectionAnswered = {
    ...movedTo(verdict === 'JUIST' ? 'JUIST_BEVONDEN' : changed)(correction),
    answer: { verdict, explanation, at: recordedAt },
  };
  return {
    kind: 'VERWERKT',
    events: concluded([answered]),
    feedback: { kind: 'TERUGKOPPELING_VERWERKT', signals: [] },
  };
}

/** The requests that waited for this snapshot. One that changes nothing is not what the board promised. */
export function correctionsMade(person: Person, key: AppointmentKey): CorrectionAnswered[] {
  return person.corrections
    .filter((one) => one.kind === 'WACHT_OP_STAND' && isSameAppointment(one, key))
    .map(movedTo('AANGEPAST'));
}

/** What is open lapses: with the appointment when it is deleted, without `key` all of it. */
export function correctionsLapsed(person: Person, key?: AppointmentKey): CorrectionAnswered[] {
  return person.corrections
    .filter((one) => isOpen(one) && (key === undefined || isSameAppointment(one, key)))
    .map(movedTo('VERVALLEN'));
}

const movedTo =
  (after: CorrectionStatus) =>
  ({ id, board, number, kind: before }: Person['corrections'][number]): CorrectionAnswered => ({
    type: 'correctie-beantwoord',
    id,
    board,
    number,
    before,
    after,
  });
