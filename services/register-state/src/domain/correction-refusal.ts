/**
 * Why what somebody asked over HTTP cannot be done: a teacher's request, or a step of a request for correction. What
 * follows for who asked is told at the edge.
 */
export type RefusalReason =
  /** The teacher's status forbids it. */
  | 'NIET_IN_REGISTER'
  /** The teacher died. */
  | 'OVERLEDEN'
  /** There is no such appointment. */
  | 'GEEN_BENOEMING'
  /** The municipality corrects these data. */
  | 'BRP'
  /** The appointment has no such field. */
  | 'GEEN_VELD'
  /** The board has not answered about this field yet. */
  | 'LOOPT_AL'
  /** There is no such request. */
  | 'GEEN_CORRECTIE'
  /** The step does not follow from where the request stands. */
  | 'VERKEERDE_STAND'
  /** The board's term to answer, or to deliver, is not over. */
  | 'BESTUUR_AAN_ZET'
  /** The term to ask for a decision is over. */
  | 'TERMIJN_VOORBIJ'
  /** The term to object is not over: the other party can still come. */
  | 'TERMIJN_LOOPT'
  /** A day that lies ahead, or before what it follows from. */
  | 'DATUM'
  /** Given though the rest rules it out, or missing though the rest asks for it. */
  | 'PAST_NIET'
  /** Granted, but never asked for. */
  | 'NIET_GEVRAAGD'
  /** This party objected already. */
  | 'BEZWAAR_LOOPT'
  /** This party did not object, or withdrew. */
  | 'GEEN_BEZWAAR'
  /** A commission that was set up advises first (Awb 7:13). */
  | 'ADVIES_ONTBREEKT'
  /** Awb 7:13 lid 7. */
  | 'AFWIJKING_ONTBREEKT'
  /** All objections came too late, and nothing is said of that (Awb 6:11). */
  | 'TE_LAAT_NIET_BEOORDEELD'
  /** Inadmissible for being late, or for an omission, which it is not (Awb 6:6, 6:7). */
  | 'WEL_ONTVANKELIJK'
  /** It can be adjourned once, within the term (Awb 7:10 lid 3). */
  | 'AL_VERDAAGD';

export interface StepRefusal {
  readonly reason: RefusalReason;
  /** JSON Pointer into what was sent. */
  readonly field?: string;
}

export function refused(reason: RefusalReason, field?: string): { readonly refusal: StepRefusal } {
  return { refusal: { reason, ...(field === undefined ? {} : { field }) } };
}

/** The first of these that is no `undefined`. */
export function firstRefusal(
  ...refusals: readonly ({ readonly refusal: StepRefusal } | undefined)[]
): { readonly refusal: StepRefusal } | undefined {
  return refusals.find((one) => one !== undefined);
}
