import type { Stand, Verwijdering } from '../../../../schemas/message-book/v1/generated.ts';
import type { EntryEnd, EntryKey, EntryStanding } from './anteroom-entry.ts';
import type { AppointmentKey, Phase, SnapshotOrder } from './appointment.ts';
import type { Day } from './calendar.ts';
import type { Correction, CorrectionAnswer, CorrectionStatus, Standing } from './correction.ts';
import type { ClaimId, CorrectionId } from './ids.ts';
import type { MatchResult, TeachingStatement } from './person.ts';
import type { PersonStatus } from './person-status.ts';

interface Snapshotted extends AppointmentKey {
  readonly snapshot: Stand;
  readonly deliveryPoint: string;
  readonly order: SnapshotOrder;
  readonly phase: Phase;
  readonly carried: boolean;
}

/** Codes of the notices that the record was answered with. */
interface Noticed {
  readonly notices: readonly string[];
}

export type AppointmentRegistered = { readonly type: 'benoeming-geregistreerd' } & Snapshotted & Noticed;
export type AppointmentChanged = { readonly type: 'benoeming-gewijzigd'; readonly former: Stand } & Snapshotted &
  Noticed;

export type AppointmentDeleted = AppointmentKey & {
  readonly type: 'benoeming-verwijderd';
  readonly order: SnapshotOrder;
  readonly reason: Verwijdering['reden'];
  /**
   * Set when nothing but deleted appointments ever carried the person: he falls back to ONBEKEND as if he had never
   * been, and his statements are dropped. There is no event of its own for that.
   */
  readonly statusBefore?: PersonStatus;
} & Noticed;

export type AppointmentBegun = AppointmentKey & {
  readonly type: 'benoeming-begonnen';
  /** First day. */ readonly day: Day;
};
export type AppointmentEnded = AppointmentKey & {
  readonly type: 'benoeming-beeindigd';
  /** Last day. */ readonly day: Day;
};

export type PersonEventType =
  'persoon-bekend' | 'persoon-opgenomen' | 'persoon-slapend' | 'persoon-bewaard' | 'persoon-hersteld';

export interface PersonMoved {
  readonly type: PersonEventType;
  readonly before: PersonStatus;
  readonly after: PersonStatus;
}

/** Kept for as long as the law says: nothing of him is left but his register id, and no command brings him back. */
export interface PersonDestroyed {
  readonly type: 'persoon-vernietigd';
  readonly before: PersonStatus;
  readonly day: Day;
}

export interface EntryOpened extends EntryKey {
  readonly type: 'voorportaal-ingeschreven';
  /** Judging day. */
  readonly on: Day;
  /** First day on the base ground for this teaching. */
  readonly begin: Day;
  readonly latestDay?: Day | undefined;
}

/** The term of a living entry moved, or its base was deleted and it goes on under its extension. */
export interface EntryExtended extends EntryKey {
  readonly type: 'voorportaal-verlengd';
  /** Judging day. */
  readonly on: Day;
  readonly after: {
    readonly ground: string;
    /** A term that moved begins anew. */
    readonly standing: EntryStanding;
    readonly latestDay?: Day | undefined;
  };
  readonly before: { readonly standing: EntryStanding; readonly latestDay?: Day | undefined };
}

/** A step of the term of a living entry, by a day turn alone. */
export interface TermStep extends EntryKey {
  readonly type: 'voorportaal-termijn-nadert' | 'voorportaal-termijn-verstreken';
  readonly before: EntryStanding;
  /** Code of the newest link of its chain. */
  readonly newest: string;
  readonly latestDay: Day;
  /** Whose turn took it. */
  readonly on: Day;
  /** The board is told of it (record 17). */
  readonly isTold?: true;
}

export interface EntryHandedOver extends EntryKey {
  readonly type: 'voorportaal-overgedragen';
  readonly before: EntryStanding;
  /** Judging day. */
  readonly on: Day;
  readonly endedOn: Day;
}

export interface EntryClosed extends EntryKey {
  readonly type: 'voorportaal-beeindigd';
  readonly before: EntryStanding;
  readonly reason: Exclude<EntryEnd, 'OVERGEDRAGEN'>;
  /** Judging day. */
  readonly on: Day;
  readonly endedOn: Day;
}

/** An ended entry was kept for as long as the law says; of a person who is destroyed himself none is told. */
export interface EntryDestroyed extends EntryKey {
  readonly type: 'voorportaal-vernietigd';
  readonly reason: EntryEnd;
  readonly day: Day;
}

export interface TeachingStated {
  readonly type: 'onderwijs-opgegeven';
  readonly before: readonly TeachingStatement[];
  readonly after: readonly TeachingStatement[];
  readonly wantsReregistration: boolean;
}

export interface MatchEstablished {
  readonly type: 'onderwijs-match-vastgesteld';
  readonly claimId: ClaimId;
  readonly teaching: string;
  readonly before: MatchResult | undefined;
  readonly after: MatchResult;
}

/** Record 3 was accepted; what the number is, the vault alone knows. It finds its reservation by the command's id. */
export type KeyDataChanged = { readonly type: 'sleutelgegevens-gewijzigd'; readonly board: string } & Noticed;

/** The teacher asked his board to correct an appointment. His words are not told to consumers. */
export interface CorrectionRequested {
  readonly type: 'correctie-ingediend';
  readonly correction: Correction;
}

/** A request moved on: by the board's answer, by the snapshot that it waited for, or because nothing is left to correct. */
export interface CorrectionAnswered extends AppointmentKey {
  readonly type: 'correctie-beantwoord';
  readonly id: CorrectionId;
  readonly before: CorrectionStatus;
  readonly after: Standing;
  /** Of the board, when it is that. */
  readonly answer?: CorrectionAnswer;
}

/** A step of a request after the board's part in it, by a party, by the register or by the days that pass. */
export type StepName =
  | 'AFGESLOTEN'
  | 'BESLUIT_GEVRAAGD'
  | 'BESLUIT'
  | 'BEZWAAR'
  | 'BEZWAAR_BEHANDELD'
  | 'BEZWAAR_INGETROKKEN'
  | 'ADVIES'
  | 'BESLISSING_OP_BEZWAAR'
  | 'BEROEP'
  | 'UITSPRAAK'
  | 'ONHERROEPELIJK'
  | 'UITGEVOERD'
  | 'VERPLICHTING_VERVALLEN'
  | 'VERVALLEN';

/** What was written is not told to consumers. */
export interface CorrectionStepped extends AppointmentKey {
  readonly type: 'correctie-besloten';
  readonly id: CorrectionId;
  readonly step: StepName;
  /** Of the request. */
  readonly requestedOn: Day;
  readonly before: CorrectionStatus;
  readonly after: Standing;
}

/** Thin, last of every command that changed anything. */
export interface RegistrationChanged {
  readonly type: 'registratie-gewijzigd';
  readonly changes: readonly string[];
}

/** Changes of state that consumers are told, each with its number in the person's sequence. */
export type PublishedEvent =
  | AppointmentRegistered
  | AppointmentChanged
  | AppointmentDeleted
  | AppointmentBegun
  | AppointmentEnded
  | PersonMoved
  | PersonDestroyed
  | EntryOpened
  | EntryExtended
  | TermStep
  | EntryHandedOver
  | EntryClosed
  | EntryDestroyed
  | TeachingStated
  | MatchEstablished
  | KeyDataChanged
  | CorrectionRequested
  | CorrectionAnswered
  | CorrectionStepped
  | RegistrationChanged;

/**
 * The same snapshot once more: moves the order of the appointment and keeps the new personeelsnummer. Nothing that a
 * consumer knows of changes, so it is no published event and takes no number.
 */
export type SnapshotRepeated = { readonly type: 'stand-herhaald' } & AppointmentKey & {
    readonly snapshot: Stand;
    readonly deliveryPoint: string;
    readonly order: SnapshotOrder;
  };

/** The state pension age was reached. What consumers see of it is the status that follows, if one does. */
export interface PensionReached {
  readonly type: 'aow-bereikt';
}

/** The teacher asked to stay after his state pension. Alone it changes nothing that a consumer knows of. */
export interface StayRequested {
  readonly type: 'behoud-gevraagd';
}

/** The board was reminded of a request that it has not answered; of no concern to consumers. */
export interface CorrectionReminded {
  readonly type: 'correctie-herinnerd';
  readonly id: CorrectionId;
}

export type DomainEvent = PublishedEvent | SnapshotRepeated | PensionReached | StayRequested | CorrectionReminded;

const UNPUBLISHED: ReadonlySet<DomainEvent['type']> = new Set([
  'stand-herhaald',
  'aow-bereikt',
  'behoud-gevraagd',
  'correctie-herinnerd',
]);

export function isPublished(event: DomainEvent): event is PublishedEvent {
  return !UNPUBLISHED.has(event.type);
}
