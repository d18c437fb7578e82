/**
 * OPEN: waits for an operator. VERWERKT: was redriven and applied (or turned out to be applied already). TERZIJDE: an
 * operator gave it up, with a reason; nobody waited for an answer. AFGEKEURD: the same, and its sender was answered.
 */
export type ParkedState = 'OPEN' | 'VERWERKT' | 'TERZIJDE' | 'AFGEKEURD';

/** Why, and on whose word, a record is given up. */
export interface Aside {
  readonly reason: string;
  /** Who decided: subject of the operator's token. */
  readonly by: string;
}

/** What an operator tells the sender of a record that he rejects, and why he does. */
export interface RejectionOrder extends Aside {
  /** The sender reads this. */
  readonly words: string;
}

export interface ParkedSummary {
  readonly id: string;
  readonly consumer: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** What it blocks; null blocks nobody. */
  readonly key: string | null;
  /** Code of the cause: of PoisonError, KEY_MISMATCH, KEY_MISSING, ID_CONFLICT, WAITING, or class of the exception. */
  readonly reason: string;
  /** Same cause, same fingerprint: consumer, error class and place, without variable parts. */
  readonly fingerprint: string;
  readonly messageId: string | null;
  /** ISO, UTC. */
  readonly parkedAt: string;
  /** Id of the head this one waits behind; null when it is a head. */
  readonly waitsBehind: string | null;
  readonly attempts: number;
  readonly state: ParkedState;
}

export interface ParkedRecord extends ParkedSummary {
  /** Of a record that was set aside or rejected. */
  readonly aside: Aside | null;
  readonly message: string;
  readonly stack: string | null;
  readonly recordKey: Buffer | null;
  readonly value: Buffer | null;
  /** Header values as UTF-8 text. */
  readonly headers: Readonly<Record<string, string>>;
}

export type RedriveOutcome =
  /** The head and `applied - 1` records that waited were applied; `stillWaiting` > 0 when one of those failed in turn. */
  | { readonly outcome: 'VERWERKT'; readonly applied: number; readonly stillWaiting: number }
  /** The head failed again and stays parked; nothing behind it moved. */
  | { readonly outcome: 'OPNIEUW_GEPARKEERD'; readonly reason: string; readonly attempts: number }
  /** Waits behind this head: redrive that one. */
  | { readonly outcome: 'WACHT'; readonly behind: string }
  /** Was already processed. */
  | { readonly outcome: 'AL_VERWERKT' }
  | { readonly outcome: 'ONBEKEND' };

export type SetAsideOutcome =
  /** Set aside; `applied` records that waited behind it were applied, `stillWaiting` > 0 when one of those failed. */
  | { readonly outcome: 'TERZIJDE'; readonly applied: number; readonly stillWaiting: number }
  /** It can be read and was never applied, or its sender waits for an answer: setting it aside would lose that. */
  | { readonly outcome: 'NIET_TOEGESTAAN' }
  | Extract<RedriveOutcome, { outcome: 'WACHT' | 'AL_VERWERKT' | 'ONBEKEND' }>;

export type RejectOutcome =
  /** Rejected and answered; `applied` records that waited behind it were applied, `stillWaiting` > 0 when one failed. */
  | { readonly outcome: 'AFGEKEURD'; readonly applied: number; readonly stillWaiting: number }
  /** Nobody waits for an answer to it, or the answer was given before. */
  | { readonly outcome: 'NIET_TOEGESTAAN' }
  /** The words may not be told; nothing was done. */
  | { readonly outcome: 'TEKST_GEWEIGERD' }
  | Extract<RedriveOutcome, { outcome: 'WACHT' | 'AL_VERWERKT' | 'ONBEKEND' }>;

export interface ParkedQuery {
  readonly state?: ParkedState;
  /** Ids above this one; pages of `limit` (default 200). */
  readonly after?: string;
  readonly limit?: number;
}

export interface ParkedDesk {
  list(query?: ParkedQuery): Promise<ParkedSummary[]>;
  show(id: string): Promise<ParkedRecord | undefined>;
  /** Rejects with DatabaseError when the database is away; the redrive can then be asked again. */
  redrive(id: string): Promise<RedriveOutcome>;
  /** Rejects with DatabaseError when the database is away; it can then be asked again. */
  setAside(id: string, aside: Aside): Promise<SetAsideOutcome>;
  /** Rejects with DatabaseError when the database is away; it can then be asked again. */
  reject(id: string, order: RejectionOrder): Promise<RejectOutcome>;
  /** Is the message with this id parked and open? */
  isParked(messageId: string): Promise<boolean>;
}
