/**
 * What the demonstration sends and what must come of it. Every expectation is written down with the scenario that
 * makes the record, by hand from the message book and the register's rules; none is computed with code of a service.
 */
import type { BrpPerson, Sender } from '../generator/records.ts';

/** A board with one open location, and the supplier that delivers for it. */
export interface BoardSeat extends Sender {
  readonly sector: 'PO' | 'SO' | 'VSO' | 'VO' | 'MBO';
  readonly location: string;
}

/** `code@pointer`, the two members of a signal that a client branches on. */
export type ExpectedSignal = `${string}@${string}`;

export interface ExpectedFeedback {
  readonly kind: 'TERUGKOPPELING_BENOEMING' | 'TERUGKOPPELING_VERWIJDERING' | 'TERUGKOPPELING_AFKEURING';
  readonly signals: readonly ExpectedSignal[];
}

export interface PlannedRecord {
  /** Which scenario made it: shown when an expectation fails. */
  readonly scenario: string;
  readonly seat: BoardSeat;
  readonly messageId: string;
  readonly record: Readonly<Record<string, unknown>>;
  readonly receipt: { readonly status: 'B' | 'A'; readonly signals: readonly ExpectedSignal[] };
  /** Absent when the message book gives the record no feedback (rejected before SCHEMA, or a resend). */
  readonly feedback?: ExpectedFeedback;
}

/** End state of one person; `absent`: the register has never applied a record about this person. */
export type ExpectedPerson =
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'registered';
      readonly status: 'ONBEKEND' | 'BEKEND' | 'OPGENOMEN' | 'BEWAARD';
      readonly view: 'GEEN' | 'BEKEND' | 'IN_REGISTER' | 'IN_VOORPORTAAL' | 'BEIDE';
      /** Short event names in the order of the commands; within one command the order is not promised. */
      readonly events: readonly (readonly string[])[];
    };

export interface PlannedPerson {
  readonly scenario: string;
  readonly person: BrpPerson;
  readonly expected: ExpectedPerson;
}

/** What one teacher states through the register's API, with the diplomas that the diploma register holds. */
export interface PlannedStatement {
  readonly person: BrpPerson;
  readonly diplomas: readonly Readonly<Record<string, string>>[];
  readonly onderwijs: Readonly<Record<string, string>>;
  readonly outcome: 'DIRECT' | 'INCLUSIEF' | 'GEEN' | 'NIET_IN_DIPLOMAREGISTER';
}

export interface DemonstrationPlan {
  readonly seats: readonly BoardSeat[];
  /** Delivered one after another; records of one person keep their order. */
  readonly rounds: readonly (readonly PlannedRecord[])[];
  readonly persons: readonly PlannedPerson[];
  readonly statements: readonly PlannedStatement[];
}
