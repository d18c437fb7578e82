import type {
  BeslissingOpBezwaar,
  DictumBezwaar,
  DictumVerzoek,
  PartijCorrectie,
  Rechter,
  Uitspraak,
} from '../../../../schemas/message-book/v1/generated.ts';
import type { Day } from './calendar.ts';

/** Whose interest a decision on a correction concerns directly (Awb 1:2): the teacher and the board. */
export type Party = PartijCorrectie;

/** What can be done against a decision, where and until when (Awb 3:45, 6:23). The register reckons it, so that it is right. */
export interface Remedy {
  readonly kind: 'BEZWAAR' | 'BEROEP' | 'HOGER_BEROEP';
  readonly at: 'REGISTERAUTORITEIT' | Rechter;
  readonly weeks: number;
  readonly until: Day;
}

/** What every decision of the register says. It is signed by an office, never by a person's name. */
interface Document {
  /** Articles of law. */
  readonly articles: readonly string[];
  /** Free text; for the parties and the register's own people alone. */
  readonly considerations: string;
  readonly date: Day;
  /** Awb 3:41: terms count from the day after it. */
  readonly notifiedOn: Day;
  readonly remedy: Remedy;
  /** Recorded time. */
  readonly at: string;
}

/** What becomes of the request; `fields` are those that are granted. */
export interface Grant {
  readonly verdict: DictumVerzoek;
  readonly fields: readonly string[];
}

/** The decision on the request. */
export interface Decision extends Document, Grant {}

/** What was lacking in an objection (Awb 6:6); its term stands still meanwhile (7:10 lid 2). */
export interface Omission {
  readonly askedOn: Day;
  readonly repairBy: Day;
  readonly repairedOn?: Day;
}

export interface Objection {
  readonly by: Party;
  readonly receivedOn: Day;
  /** Of one on paper (Awb 6:9 lid 2). */
  readonly postedOn?: Day;
  /** After the term; only the decision on it says what follows (Awb 6:11). */
  readonly isLate: boolean;
  /** Free text, for the parties and the register's own people alone. */
  readonly grounds: string;
  /** Recorded time. */
  readonly at: string;
  readonly omission?: Omission;
  readonly withdrawnOn?: Day;
}

/** What moves the term of Awb 7:10. */
export interface Handling {
  /** The parties were told of a commission (lid 1, 7:13 lid 2). */
  readonly hasCommission: boolean;
  /** Lid 3. */
  readonly weeksAdjourned?: number;
  /** Lid 4: last day. */
  readonly postponedUntil?: Day;
}

/** Advice of the commission (Awb 7:13). */
export interface Advice {
  readonly verdict: DictumBezwaar;
  readonly heardOn?: Day;
  readonly date: Day;
  readonly considerations: string;
  /** Recorded time. */
  readonly at: string;
}

/** The decision on the objections (Awb 7:11, 7:12). */
export interface Review extends Document {
  readonly verdict: DictumBezwaar;
  readonly inadmissibleFor?: BeslissingOpBezwaar['nietOntvankelijkOmdat'];
  /** Awb 6:11. */
  readonly isLatenessExcused: boolean;
  /** In place of the decision, as far as the objection is well-founded. */
  readonly grant?: Grant;
  /** Awb 7:13 lid 7; free text. */
  readonly deviation?: string;
}

export interface Ruling {
  readonly verdict: Uitspraak['dictum'];
  readonly effect?: Uitspraak['gevolg'];
  /** The court decided on the request itself (Awb 8:72 lid 3). */
  readonly grant?: Grant;
  /** The register decides on the objection anew, until this day (Awb 8:72 lid 4). */
  readonly newDecisionBy?: Day;
  readonly date: Day;
  readonly notifiedOn: Day;
  readonly ecli?: string;
  /** None against the second instance, and none of its own when the appeal was withdrawn. */
  readonly remedy?: Remedy;
  /** Recorded time. */
  readonly at: string;
}

/** An appeal, as the court told the register. */
export interface Appeal {
  readonly court: Rechter;
  readonly by: Party | 'BEHEER';
  readonly lodgedOn: Day;
  /** Recorded time. */
  readonly at: string;
  readonly ruling?: Ruling;
}

/** A granted request obliges the board to deliver a newer snapshot: the register never edits what a board delivered. */
export type Obligation =
  | { readonly kind: 'OPEN'; readonly fields: readonly string[]; readonly by: Day }
  /** A snapshot changed one of the fields. Recorded time. */
  | { readonly kind: 'UITGEVOERD'; readonly at: string }
  /** A later decision took the grant back, or the appointment was deleted. */
  | { readonly kind: 'VERVALLEN' };

/** The teacher asked the register to decide. */
export interface AskedDecision {
  readonly askedOn: Day;
  /** His own words; for the parties and the register's own people alone. */
  readonly reasons?: string;
  /** Recorded time. */
  readonly at: string;
}

export interface Asked {
  readonly asked: AskedDecision;
}
export interface Decided extends Asked {
  readonly decision: Decision;
  /** In order of receipt, withdrawn ones included. */
  readonly objections: readonly Objection[];
  readonly obligation?: Obligation;
}
export interface Objected extends Decided {
  readonly handling: Handling;
}
export interface Advised extends Objected {
  readonly advice: Advice;
}
/** A review in whose place a court ordered another. */
export interface Annulled {
  readonly review: Review;
  readonly appeals: readonly Appeal[];
}
export interface Reviewed extends Objected {
  readonly advice?: Advice;
  readonly review: Review;
  /** Former reviews, oldest first. */
  readonly annulled?: readonly Annulled[];
  /** Against this review, in order; all but the last have their ruling. */
  readonly appeals?: readonly Appeal[];
}
export interface Appealed extends Reviewed {
  readonly appeals: readonly Appeal[];
}
