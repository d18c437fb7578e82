import type { OordeelCorrectieverzoek } from '../../../../schemas/message-book/v1/generated.ts';
import type { AppointmentKey } from './appointment.ts';
import { addDays } from './calendar.ts';
import type { Day } from './calendar.ts';
import type { CorrectionId } from './ids.ts';
import type { Advised, Appealed, Asked, Decided, Objected, Reviewed } from './proceedings.ts';
import { termsOn } from './terms.ts';

/**
 * Where a request stands, with the facts of each step.
 *
 * BIJ_BESTUUR: waits for the board's answer. WACHT_OP_STAND: the board said that it changed the appointment, and the
 * snapshot that says so has not come. AANGEPAST, JUIST_BEVONDEN: the teacher can ask the register to decide until
 * `askBy`; after that AFGESLOTEN. From BESLUIT_GEVRAAGD on it is the register's own decision, with the remedies of the
 * general administrative law act. ONHERROEPELIJK: nothing stands open against it. VERVALLEN: nothing is left to correct,
 * because the appointment was deleted before anything was decided, or the teacher died.
 */
export type Standing =
  | { readonly kind: 'BIJ_BESTUUR' | 'WACHT_OP_STAND' }
  | { readonly kind: 'AANGEPAST' | 'JUIST_BEVONDEN' | 'AFGESLOTEN'; readonly askBy: Day }
  | ({ readonly kind: 'BESLUIT_GEVRAAGD' } & Asked)
  | ({ readonly kind: 'BESLUIT' } & Decided)
  | ({ readonly kind: 'BEZWAAR' } & Objected)
  | ({ readonly kind: 'ADVIES' } & Advised)
  | ({ readonly kind: 'BESLISSING_OP_BEZWAAR' } & Reviewed)
  | ({ readonly kind: 'BEROEP' | 'UITSPRAAK' } & Appealed)
  | ({ readonly kind: 'ONHERROEPELIJK' } & Decided & Partial<Appealed>)
  | ({ readonly kind: 'VERVALLEN' } & Partial<Appealed>);

export type CorrectionStatus = Standing['kind'];

/** What a board made of a request (record 6). */
export interface CorrectionAnswer {
  readonly verdict: OordeelCorrectieverzoek;
  readonly explanation?: string | undefined;
  /** Recorded time. */
  readonly at: string;
}

/** What the teacher asked, and how far the board has come with it. */
export interface RequestFacts extends AppointmentKey {
  readonly id: CorrectionId;
  /** JSON Pointers into the snapshot as it was. */
  readonly fields: readonly string[];
  /** The teacher's own words; for himself and this board, and for the register's own people once they have to decide. */
  readonly explanation: string;
  /** Recorded time. */
  readonly requestedAt: string;
  /** Judging day, from which the terms count. */
  readonly requestedOn: Day;
  readonly reminded: boolean;
  /** The board changed the appointment since, and has not answered yet. */
  readonly changedSince: boolean;
  readonly answer?: CorrectionAnswer;
}

/** A teacher's request to his board to correct an appointment, and all that followed. */
export type Correction = RequestFacts & Standing;

/** Of one kind. */
export type CorrectionIn<K extends CorrectionStatus> = Correction & { readonly kind: K };

export function isIn<K extends CorrectionStatus>(
  correction: Correction,
  ...kinds: readonly K[]
): correction is CorrectionIn<K> {
  return (kinds as readonly CorrectionStatus[]).includes(correction.kind);
}

/** The same request, standing elsewhere: nothing of where it stood remains. */
export function standingAt(correction: Correction, standing: Standing): Correction {
  const { id, board, number, fields, explanation, requestedAt, requestedOn, reminded, changedSince, answer } =
    correction;
  const facts = { id, board, number, fields, explanation, requestedAt, requestedOn, reminded, changedSince };
  return { ...facts, ...(answer === undefined ? {} : { answer }), ...standing };
}

/** Where it stands, without the request. */
export function standingOf(correction: Correction): Standing {
  const {
    id: _id,
    board: _board,
    number: _number,
    fields: _fields,
    explanation: _explanation,
    requestedAt: _requestedAt,
    requestedOn: _requestedOn,
    reminded: _reminded,
    changedSince: _changedSince,
    answer: _answer,
    ...standing
  } = correction;
  return standing;
}

/** Whether the board is still to answer, or to bear its answer out. */
export function isOpen({ kind }: Pick<Correction, 'kind'>): boolean {
  return kind === 'BIJ_BESTUUR' || kind === 'WACHT_OP_STAND';
}

/** Whether it came to its end, whatever the end was. */
export function hasEnded({ kind }: Pick<Correction, 'kind'>): boolean {
  return kind === 'AFGESLOTEN' || kind === 'ONHERROEPELIJK' || kind === 'VERVALLEN';
}

/** The last day on which an answer is in time (`antwoordUiterlijk`); from the next on, `beheer` sees the request. */
export function lastDayToAnswer(requestedOn: Day): Day {
  return addDays(requestedOn, termsOn(requestedOn).daysToAnswer);
}

/** The day whose turn reminds the board; undefined when none will. */
export function dayOfReminder({ kind, reminded, requestedOn }: Correction): Day | undefined {
  if (kind !== 'BIJ_BESTUUR' || reminded) return undefined;
  return addDays(requestedOn, termsOn(requestedOn).daysUntilReminder);
}

/** The order in which a person's requests are kept, so that no outcome depends on how they were loaded. */
export function compareCorrections(a: Correction, b: Correction): number {
  if (a.requestedAt !== b.requestedAt) return a.requestedAt < b.requestedAt ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
