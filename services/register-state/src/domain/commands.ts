import type {
  Onderwijs,
  OordeelCorrectieverzoek,
  Signaal,
  Stand,
  Verwijdering,
} from '../../../../schemas/message-book/v1/generated.ts';
import type { SnapshotOrder } from './appointment.ts';
import type { Day } from './calendar.ts';
import type { CorrectionStep } from './correction-commands.ts';
import type { ClaimId, CommandId, CorrectionId } from './ids.ts';
import type { MatchResult } from './person.ts';

interface Identified {
  readonly id: CommandId;
}

/** Record 1: a full snapshot of one appointment. */
export interface DeliverSnapshot extends Identified {
  readonly kind: 'snapshot';
  readonly board: string;
  /** aanleverpuntnummer */
  readonly deliveryPoint: string;
  readonly order: SnapshotOrder;
  readonly snapshot: Stand;
  /** The vault says that the person has reached the state pension age. */
  readonly statePensionReached: boolean;
  /** Notices that intake found. */
  readonly givenNotices: readonly Signaal[];
}

/** Record 2: the appointment was delivered by mistake. */
export interface DeleteAppointment extends Identified {
  readonly kind: 'deletion';
  readonly board: string;
  readonly order: SnapshotOrder;
  readonly deletion: Verwijdering;
  readonly givenNotices: readonly Signaal[];
}

/** The teacher states what he teaches. */
export interface StateTeaching extends Identified {
  readonly kind: 'teaching-statement';
  readonly teaching: readonly Onderwijs[];
  readonly wantsReregistration: boolean;
}

export interface RecordMatch extends Identified {
  readonly kind: 'match-result';
  readonly claimId: ClaimId;
  readonly match: MatchResult;
}

export interface ReportDeath extends Identified {
  readonly kind: 'death';
}

export interface ReportStatePension extends Identified {
  readonly kind: 'state-pension';
}

/** Record 3: the person gets other key data. The number stays in the vault. */
export interface ChangeKeyData extends Identified {
  readonly kind: 'key-data';
  readonly board: string;
  readonly givenNotices: readonly Signaal[];
}

/** The vault learned something of the person from the BRP. */
export interface ReportBrpMutation extends Identified {
  readonly kind: 'brp-mutation';
  readonly change: 'BSN_GEWIJZIGD' | 'NAAM_GEWIJZIGD' | 'BRP_GEKOPPELD';
}

/** The teacher asks to be taken out of the register. */
export interface RequestRemoval extends Identified {
  readonly kind: 'removal-request';
}

/** The teacher asks to stay in the register after his state pension. */
export interface RequestStay extends Identified {
  readonly kind: 'stay-request';
}

/** The teacher asks his board to correct an appointment. */
export interface RequestCorrection extends Identified {
  readonly kind: 'correction-request';
  readonly board: string;
  /** benoemingvolgnummer */
  readonly number: string;
  /** JSON Pointers into the snapshot. */
  readonly fields: readonly string[];
  readonly explanation: string;
}

/** Record 6: what the board makes of that. */
export interface AnswerCorrection extends Identified {
  readonly kind: 'correction-answer';
  readonly board: string;
  readonly correctionId: CorrectionId;
  readonly verdict: OordeelCorrectieverzoek;
  readonly explanation?: string | undefined;
}

/** An operator rejects a delivered record that could not be applied; its sender reads his words. */
export interface RejectDelivery extends Identified {
  readonly kind: 'operator-rejection';
  readonly words: string;
}

/** The turn of the day, for one person: judged as the start of `day`. */
export interface TurnDay extends Identified {
  readonly kind: 'day-turn';
  readonly day: Day;
}

/** What is asked of one person's registration. */
export type Command =
  | DeliverSnapshot
  | DeleteAppointment
  | ChangeKeyData
  | StateTeaching
  | RecordMatch
  | ReportDeath
  | ReportStatePension
  | ReportBrpMutation
  | RequestRemoval
  | RequestStay
  | RequestCorrection
  | AnswerCorrection
  | CorrectionStep
  | RejectDelivery
  | TurnDay;
