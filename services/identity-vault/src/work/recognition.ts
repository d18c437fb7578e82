import type { Lookup } from '../crypto/lookup-hash.ts';
import type { RegisterId } from '../domain/ids.ts';
import type { NewPerson } from '../domain/judge-key-change.ts';
import type { PersonInRecord, PersonJudgement, PersonSignal } from '../domain/judge-person.ts';
import type { PersonFacts } from '../domain/person-facts.ts';
import type { FoundPerson } from '../sql/find-persons.ts';

export interface PersonAsked extends PersonInRecord {
  /** The command that this record becomes when it is taken in: tells the vault later whose words were accepted. */
  readonly opdrachtId?: string;
  /** Record 3: who the person is from now on. */
  readonly nieuwePersoon?: NewPerson;
}

export interface RecognitionRequest {
  /** The day of receipt, Europe/Amsterdam. */
  readonly ontvangstdag: string;
  /** A trial: judged and looked up, and nothing kept but the lines of the processing log. */
  readonly proef?: boolean;
  readonly personen: readonly PersonAsked[];
}

/**
 * What the register is told is there exactly when no rejection is among the signals, and so is the register id; in a
 * trial only when the vault has the person.
 */
export interface RecognitionOutcome {
  readonly registratieId?: RegisterId;
  readonly aowBereikt?: boolean;
  readonly brpGekoppeld?: boolean;
  readonly signalen: readonly PersonSignal[];
}

/** One person of the request, however many of its records are about them, under whichever of their numbers. */
export interface Subject {
  /** Of their number of today. */
  readonly lookup: Lookup;
  readonly citizenNumber: string;
  readonly found: FoundPerson | undefined;
  readonly facts: PersonFacts;
  /** The BRP was asked in this request and answered, so the row is to be made or refreshed. */
  readonly asked: boolean;
  /** The BRP has given this person another number, which the vault has not taken over yet. */
  readonly renumbered: boolean;
  /** Nothing can be said of this person now: their part of the BRP's answer, or their row, cannot be read. */
  readonly unreadable: boolean;
}

/** A record whose person, and new person if it has one, were looked up. */
export interface JudgedRecord {
  readonly subject: Subject;
  /** Record 3: who has the new number. */
  readonly next?: Subject;
  readonly person: PersonAsked;
  readonly judgement: PersonJudgement;
}
