import type { OordeelCorrectieverzoek } from '../../../../schemas/message-book/v1/generated.ts';
import type { AppointmentKey } from './appointment.ts';
import { addDays } from './calendar.ts';
import type { Day } from './calendar.ts';
import type { CorrectionId } from './ids.ts';
import { termsOn } from './terms.ts';

/**
 * BIJ_BESTUUR: waits for the board's answer. WACHT_OP_STAND: the board said that it changed the appointment, and the
 * snapshot that says so has not come. The others are its end; VERVALLEN: nothing is left to correct, because the
 * appointment was deleted or the teacher died.
 */
export type CorrectionStatus = 'BIJ_BESTUUR' | 'WACHT_OP_STAND' | 'AANGEPAST' | 'JUIST_BEVONDEN' | 'VERVALLEN';

/** What a board made of a request (record 6). */
export interface CorrectionAnswer {
  readonly verdict: OordeelCorrectieverzoek;
  readonly explanation?: string | undefined;
  /** Recorded time. */
  readonly at: string;
}

/** A teacher's request to his board to correct an appointment. */
export interface Correction extends AppointmentKey {
  readonly id: CorrectionId;
  readonly kind: CorrectionStatus;
  /** JSON Pointers into the snapshot as it was. */
  readonly fields: readonly string[];
  /** The teacher's own words; for himself and this board alone. */
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

/** Whether something is still to come of it. */
export function isOpen({ kind }: Pick<Correction, 'kind'>): boolean {
  return kind === 'BIJ_BESTUUR' || kind === 'WACHT_OP_STAND';
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
