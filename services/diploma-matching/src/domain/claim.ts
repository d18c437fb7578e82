import type { ClaimId, MatchingId } from './ids.ts';

/** One teaching as stated by the teacher: the `onderwijs` group of the message book. */
export interface Teaching {
  readonly aanduiding: 'LERAAR_PO' | 'LERAAR_SO' | 'LERAAR_VSO' | 'LERAAR_VO' | 'DOCENT_MBO';
  readonly activiteit?: string;
  readonly vak?: string;
  readonly gebied?: 'VO' | 'VHO';
  readonly vakgebied?: string;
}

/** One certificate as the diploma register knows it. */
export interface Diploma {
  readonly opleidingscode: string;
  /** YYYY-MM-DD */
  readonly datumBehaald: string;
  readonly naam?: string;
  readonly graad?: string;
  readonly instellingBrin?: string;
  readonly soort?: string;
}

/** A stated teaching together with what the diploma register knows of the person. */
export interface DiplomaClaim {
  readonly claimId: ClaimId;
  readonly matchingId: MatchingId;
  readonly onderwijs: Teaching;
  /** Day (YYYY-MM-DD) or moment (RFC 3339, UTC) of the statement. */
  readonly opgegevenOp: string;
  /** Empty when the diploma register found nothing for this person. */
  readonly diplomas: readonly Diploma[];
}
