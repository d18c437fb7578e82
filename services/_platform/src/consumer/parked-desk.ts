/**
 * OPEN: waits for an operator. VERWERKT: was redriven and applied (or turned out to be applied already). TERZIJDE: an
 * operator gave it up, with a reason.
 */
export type ParkedState = 'OPEN' | 'VERWERKT' | 'TERZIJDE';

/** Why, and on whose word, a record is given up. */
export interface Aside {
  readonly reason: string;
  /** Who decided: subject of the operator's token. */
  readonly by: string;
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
  /** Of a record that was set aside. */
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
  /** It can be read and was never applied: setting it aside would lose what it asks for. */
  | { readonly outcome: 'NIET_TOEGESTAAN' }
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
  /** Is the message with this id parked and open? */
  isParked(messageId: string): Promise<boolean>;
}
