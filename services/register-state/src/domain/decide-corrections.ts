import { makeSignal } from '../../../../schemas/message-book/v1/signals.ts';
import type { AppointmentKey } from './appointment.ts';
import { isSameAppointment } from './appointment.ts';
import type { Day } from './calendar.ts';
import type { AnswerCorrection, RequestCorrection } from './commands.ts';
import { hasEnded, isIn, isOpen, standingOf } from './correction.ts';
import type { Correction, Standing } from './correction.ts';
import { existsIn, isBrpField, isWithin } from './correction-fields.ts';
import { refused } from './correction-refusal.ts';
import type { StepRefusal } from './correction-refusal.ts';
import { toldRequest } from './correction-request.ts';
import type { AppointmentChanged, CorrectionAnswered, CorrectionRequested, CorrectionStepped } from './events.ts';
import { correctionId } from './ids.ts';
import { lastDayToAskDecision } from './objection-terms.ts';
import { carriesOut, openObligation } from './obligation.ts';
import type { Context, Outcome } from './outcome.ts';
import type { Obligation } from './proceedings.ts';
import { findAppointment } from './person.ts';
import type { Person } from './person.ts';
import { isKeptFor } from './person-status.ts';
import { concluded, evolveAll } from './settle.ts';
import { steppedTo } from './stepped-to.ts';

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
  const refusal = refusalOfCorrection(person, command);
  if (refusal !== undefined) return { kind: 'AFGEWEZEN', signals: [], ...refusedRequest(refusal) };
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

function refusedRequest(refusal: CorrectionRefusal): { readonly refusal: StepRefusal } {
  return refused(refusal.kind, 'index' in refusal ? `/velden/${refusal.index}` : undefined);
}

/**
 * Record 6. Only a request that waits for this board can be answered (621). An appointment that the board changed before
 * it answered needs no other snapshot.
 */
export function decideCorrectionAnswer(
  person: Person,
  command: AnswerCorrection,
  { recordedAt, today }: Context,
): Outcome {
  const { board, verdict, explanation } = command;
  const correction = person.corrections.find((one) => one.id === command.correctionId);
  if (correction?.kind !== 'BIJ_BESTUUR' || correction.board !== board) {
    const signals = [makeSignal('621', '/antwoordCorrectieverzoek/correctieverzoekId')];
    return { kind: 'AFGEWEZEN', signals, feedback: { kind: 'TERUGKOPPELING_AFKEURING', signals } };
  }
  const askBy = lastDayToAskDecision(today);
  const changed: Standing = correction.changedSince ? { kind: 'AANGEPAST', askBy } : { kind: 'WACHT_OP_STAND' };
  const answered: CorrectionAnswered = {
    ...movedTo(verdict === 'JUIST' ? { kind: 'JUIST_BEVONDEN', askBy } : changed)(correction),
    answer: { verdict, explanation, at: recordedAt },
  };
  return {
    kind: 'VERWERKT',
    events: concluded([answered]),
    feedback: { kind: 'TERUGKOPPELING_VERWERKT', signals: [] },
  };
}

/** The requests that waited for this snapshot. One that changes nothing is not what the board promised. */
export function correctionsMade(person: Person, key: AppointmentKey, today: Day): CorrectionAnswered[] {
  return person.corrections
    .filter((one) => one.kind === 'WACHT_OP_STAND' && isSameAppointment(one, key))
    .map(movedTo({ kind: 'AANGEPAST', askBy: lastDayToAskDecision(today) }));
}

/** What decisions obliged the board to, and this snapshot of the appointment does. */
export function obligationsCarriedOut(
  person: Person,
  { former, snapshot, ...key }: AppointmentChanged,
  at: string,
): CorrectionStepped[] {
  return person.corrections.flatMap((one) => {
    const owed = isSameAppointment(one, key) ? openObligation(one) : undefined;
    if (owed === undefined || !carriesOut(owed.fields, former, snapshot)) return [];
    return [steppedTo(one, 'UITGEVOERD', withObligation(one, { kind: 'UITGEVOERD', at }))];
  });
}

/**
 * An appointment was deleted: what its board was asked lapses, and what it owes. A decision that was asked for is still
 * made, and what was decided can still be fought: else a board could end it by deleting.
 */
export function correctionsOfDeleted(person: Person, key: AppointmentKey): (CorrectionAnswered | CorrectionStepped)[] {
  return person.corrections.flatMap((one): (CorrectionAnswered | CorrectionStepped)[] => {
    if (!isSameAppointment(one, key)) return [];
    return isOpen(one) ? [movedTo({ kind: 'VERVALLEN' })(one)] : releasedFrom(one);
  });
}

/** The teacher died: nothing is left to correct for him. */
export function correctionsOfDead(person: Person): (CorrectionAnswered | CorrectionStepped)[] {
  return person.corrections.flatMap((one): (CorrectionAnswered | CorrectionStepped)[] => {
    if (hasEnded(one)) return releasedFrom(one);
    if (isOpen(one) || isIn(one, 'AANGEPAST', 'JUIST_BEVONDEN')) return [movedTo({ kind: 'VERVALLEN' })(one)];
    return [steppedTo(one, 'VERVALLEN', { ...standingOf(one), kind: 'VERVALLEN' })];
  });
}

function releasedFrom(correction: Correction): CorrectionStepped[] {
  if (openObligation(correction) === undefined) return [];
  return [steppedTo(correction, 'VERPLICHTING_VERVALLEN', withObligation(correction, { kind: 'VERVALLEN' }))];
}

function withObligation(correction: Correction, obligation: Obligation): Standing {
  return { ...standingOf(correction), obligation } as Standing;
}

const movedTo =
  (after: Standing) =>
  ({ id, board, number, kind: before }: Correction): CorrectionAnswered => ({
    type: 'correctie-beantwoord',
    id,
    board,
    number,
    before,
    after,
  });
