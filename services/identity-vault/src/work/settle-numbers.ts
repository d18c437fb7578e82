import type { Lookup } from '../crypto/lookup-hash.ts';
import type { RegisterId } from '../domain/ids.ts';
import { NUMBER_TAKEN } from '../domain/judge-key-change.ts';
import type { NewPerson } from '../domain/judge-key-change.ts';
import { NOT_NOW, refused } from '../domain/judge-person.ts';
import type { PersonJudgement } from '../domain/judge-person.ts';
import type { JudgedRecord } from './recognition.ts';

/** What a number is used for. */
export interface NumberState {
  /** The row of the number. */
  readonly rowId: RegisterId;
  /** By somebody who is known, or as a former number. */
  readonly taken: boolean;
  /** Promised to this person by a record 3 that the register has not judged yet. */
  readonly forPerson?: RegisterId;
}

export interface NumberReservation {
  readonly rowId: RegisterId;
  readonly forPerson: RegisterId;
  readonly commandIds: string[];
  readonly next: NewPerson;
  readonly isInBrp: boolean;
}

export interface SettledNumbers {
  readonly accepted: readonly JudgedRecord[];
  readonly judgedAnew: ReadonlyMap<JudgedRecord, PersonJudgement>;
  /** By the look-up hash of the new number. */
  readonly reservations: ReadonlyMap<Lookup, NumberReservation>;
}

/**
 * The last word on records that were judged sound, when what their numbers are used for is certain. Record by record, in
 * their order:
 *
 * - a record 3 reserves its new number, unless somebody has it or it is reserved for another person: 793. Several
 *   records 3 may reserve one number for one person: boards tell of the same change independently;
 * - any other record under a number that is reserved can belong to either person until the register has judged the
 *   record 3, so it is put off (358): as the old person's it could never be taken back, and as a new person's it would
 *   split one teacher in two.
 *
 * @param numbers of locked rows, or in a trial as they are at this moment; numbers that are missing are free for their
 * own person
 */
export function settleNumbers(
  records: readonly JudgedRecord[],
  numbers: ReadonlyMap<Lookup, NumberState>,
  registerIds: ReadonlyMap<Lookup, RegisterId>,
): SettledNumbers {
  const accepted: JudgedRecord[] = [];
  const judgedAnew = new Map<JudgedRecord, PersonJudgement>();
  const reservations = new Map<Lookup, NumberReservation>();
  const holderOf = (lookup: Lookup): RegisterId | undefined =>
    reservations.get(lookup)?.forPerson ?? numbers.get(lookup)?.forPerson;

  for (const record of records) {
    const { subject, next, person, judgement } = record;
    if (judgement.rejected) continue;
    if (next === undefined || person.nieuwePersoon === undefined) {
      if (holderOf(subject.lookup) === undefined) accepted.push(record);
      else judgedAnew.set(record, NOT_NOW);
      continue;
    }
    const forPerson = registerIds.get(subject.lookup);
    const holder = holderOf(next.lookup);
    const number = numbers.get(next.lookup);
    if (forPerson === undefined || number?.taken === true || (holder !== undefined && holder !== forPerson)) {
      judgedAnew.set(record, refused(NUMBER_TAKEN));
      continue;
    }
    accepted.push(record);
    if (number === undefined) continue;
    const commandIds = reservations.get(next.lookup)?.commandIds ?? [];
    if (person.opdrachtId !== undefined) commandIds.push(person.opdrachtId);
    reservations.set(next.lookup, {
      rowId: number.rowId,
      forPerson,
      commandIds,
      next: person.nieuwePersoon,
      isInBrp: next.facts.brp !== undefined,
    });
  }
  return { accepted, judgedAnew, reservations };
}
