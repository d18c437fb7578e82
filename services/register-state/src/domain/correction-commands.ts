import type {
  AdviesBezwaar,
  BehandelingBezwaar,
  BeslissingOpBezwaar,
  Beroep,
  Besluit,
  Bezwaar,
  Uitspraak,
} from '../../../../schemas/message-book/v1/generated.ts';
import type { Day } from './calendar.ts';
import type { CommandId, CorrectionId } from './ids.ts';

interface About {
  readonly id: CommandId;
  readonly correctionId: CorrectionId;
}

/** The teacher asks the register to decide on his request. */
export interface AskDecision extends About {
  readonly kind: 'decision-request';
  /** The day he sent it: a request of the last day is in time, though it be judged on the next. */
  readonly askedOn: Day;
  readonly reasons?: string | undefined;
}

/** The register decides. */
export interface DecideCorrection extends About {
  readonly kind: 'decision';
  readonly decision: Besluit;
}

/** The teacher or the board objects; the day of receipt is that of sending, or of the paper. */
export interface ObjectToDecision extends About {
  readonly kind: 'objection';
  readonly objection: Bezwaar;
}

/** The register notes what moves the term of an objection, or that it was withdrawn. */
export interface HandleObjection extends About {
  readonly kind: 'objection-handling';
  readonly handling: BehandelingBezwaar;
}

/** The register enters what the commission advised. */
export interface EnterAdvice extends About {
  readonly kind: 'objection-advice';
  readonly advice: AdviesBezwaar;
}

/** The register decides on the objections. */
export interface ReviewDecision extends About {
  readonly kind: 'objection-review';
  readonly review: BeslissingOpBezwaar;
}

/** The register enters what the court told it. */
export interface EnterAppeal extends About {
  readonly kind: 'appeal';
  readonly appeal: Beroep;
}

export interface EnterRuling extends About {
  readonly kind: 'ruling';
  readonly ruling: Uitspraak;
}

/** A step of a request for correction after the board's part in it. */
export type CorrectionStep =
  | AskDecision
  | DecideCorrection
  | ObjectToDecision
  | HandleObjection
  | EnterAdvice
  | ReviewDecision
  | EnterAppeal
  | EnterRuling;
