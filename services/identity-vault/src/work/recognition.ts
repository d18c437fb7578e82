import type { Lookup } from '../crypto/lookup-hash.ts';
import type { RegisterId } from '../domain/ids.ts';
import type { PersonInRecord, PersonJudgement, PersonSignal } from '../domain/judge-person.ts';
import type { PersonFacts } from '../domain/person-facts.ts';
import type { FoundPerson } from '../sql/find-persons.ts';

export interface PersonAsked extends PersonInRecord {
  /** The command that this record becomes when it is taken in: tells the vault later whose words were accepted. */
  readonly opdrachtId?: string;
}

export interface RecognitionRequest {
  /** The day of receipt, Europe/Amsterdam. */
  readonly ontvangstdag: string;
  readonly personen: readonly PersonAsked[];
}

/** The register id, and what the register is told, are there exactly when no rejection is among the signals. */
export interface RecognitionOutcome {
  readonly registratieId?: RegisterId;
  readonly aowBereikt?: boolean;
  readonly brpGekoppeld?: boolean;
  readonly signalen: readonly PersonSignal[];
}

/** One person of the request, however many of its records are about them. */
export interface Subject {
  readonly lookup: Lookup;
  readonly citizenNumber: string;
  readonly found: FoundPerson | undefined;
  readonly facts: PersonFacts;
  /** The BRP was asked in this request, so the row is to be made or refreshed. */
  readonly asked: boolean;
}

export interface JudgedRecord {
  readonly subject: Subject;
  readonly person: PersonAsked;
  readonly judgement: PersonJudgement;
}
